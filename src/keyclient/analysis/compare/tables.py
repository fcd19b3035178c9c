"""The tables of `compare`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.compare.buckets import BUCKET_LABELS, Bucket
from keyclient.analysis.compare.matrix import LOST, NEW
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.report import Kind, Table

CUSTOMERS = column("customers", "customers", "客户数", Kind.COUNT)


@dataclass(frozen=True)
class CompareLook:
    """How the tables look."""

    amount: Kind
    labels: Mapping[str, Label]
    """The tiers' names in both languages."""
    rows: int | None
    """How many customers each list shows; None is all, 0 goes without lists."""
    contacts: Contacts
    measure: Measure
    few: int = 1
    """Cells of the matrix with fewer customers are marked."""

    def name(self, tier: str | None) -> Label | None:
        """A tier, or what stands in its place, in words."""
        if tier is None:
            return None
        return {NEW: BUCKET_LABELS[Bucket.NEW], LOST: BUCKET_LABELS[Bucket.LOST]}.get(tier) or self.labels[
            tier
        ]


def buckets_table(result: CompareResult, look: CompareLook) -> Table:
    """What each bucket holds."""
    fields = (
        _bucket_field(),
        field(CUSTOMERS),
        field(column("change", "change", "变动额", look.amount)),
    )
    return table_of("buckets", Label("What moved", "变动构成"), fields, result.buckets)


def _bucket_field() -> TableField:
    return field(column("bucket", "bucket", "类别", Kind.TEXT), each=lambda name: BUCKET_LABELS[Bucket(name)])


def steps_table(result: CompareResult, look: CompareLook) -> Table | None:
    """Opening and closing of every pair of books; None for two books."""
    if len(result.steps) < 2:
        return None
    fields = (
        field(column("from", "from", "期初", Kind.TEXT), "from_"),
        field(column("to", "to", "期末", Kind.TEXT)),
        field(column("opening", "opening", "期初额", look.amount)),
        field(column("closing", "closing", "期末额", look.amount)),
        field(column("customers_opening", "customers before", "期初客户数", Kind.COUNT)),
        field(column("customers_closing", "customers now", "期末客户数", Kind.COUNT)),
    )
    return table_of("steps", Label("From book to book", "逐期变动"), fields, result.steps)


def matrix_table(result: CompareResult, look: CompareLook) -> Table:
    """Who went from which tier to which."""
    fields = (
        field(column("from", "from", "原层级", Kind.TEXT), "from_", each=look.name),
        field(column("to", "to", "现层级", Kind.TEXT), each=look.name),
        field(CUSTOMERS),
        field(column("opening", "opening", "期初额", look.amount)),
        field(column("closing", "closing", "期末额", look.amount)),
        field(column("share_of_row", "share", "占比", Kind.SHARE)),
        field(column("low", "low", "下限", Kind.SHARE)),
        field(column("high", "high", "上限", Kind.SHARE)),
    )
    return table_of("matrix", Label("From tier to tier", "层级迁移"), fields, result.matrix)


def moved_table(rows: Sequence[MovedCustomer], look: CompareLook) -> Table | None:
    """The customers who moved most; None if there is nothing to list."""
    if not rows or look.rows == 0:
        return None
    return table_of(
        "moved",
        Label("Who moved", "变动客户"),
        _fields(look),
        rows[: look.rows],
        elastic=True,
        total_rows=len(rows),
    )


def records_table(rows: Sequence[MovedCustomer], look: CompareLook) -> Table:
    """All customers of the two newest books."""
    return table_of("customers", Label("Customers", "客户"), _fields(look), rows)


def _fields(look: CompareLook) -> tuple[TableField, ...]:
    return (
        field(CUSTOMER_ID),
        field(ROW),
        field(column("from", "from", "原层级", Kind.TEXT), "from_", each=look.name),
        field(column("to", "to", "现层级", Kind.TEXT), each=look.name),
        field(column("before", "before", "期初", look.amount)),
        field(column("after", "after", "期末", look.amount)),
        field(column("change", "change", "变动额", look.amount)),
        field(column("bucket", "bucket", "类别", Kind.TEXT), each=lambda name: BUCKET_LABELS[Bucket(name)]),
        field(column("reason", "reason", "原因", Kind.TEXT)),
    )
