"""The tables of `compare` that add up: buckets, steps, groups."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from keyclient.analysis.common.columns import BLANK, column
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.compare.buckets import BUCKET_LABELS, Bucket
from keyclient.analysis.compare.groups import TRANSFERRED_IN, TRANSFERRED_OUT
from keyclient.analysis.compare.matrix import LOST, NEW
from keyclient.analysis.compare.result import BookStep, BucketTotal, CompareResult, GroupMoves
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.report import Cell, Kind, Table, TableColumn

OPENING, CLOSING = Label("opening", "期初"), Label("closing", "期末")
CUSTOMERS_OPENING = column("customers_opening", "customers before", "期初客户数", Kind.COUNT, spare=12)
CUSTOMERS_CLOSING = column("customers_closing", "customers now", "期末客户数", Kind.COUNT)
_LABELS: Mapping[str, Label] = {
    **{bucket.value: label for bucket, label in BUCKET_LABELS.items()},
    TRANSFERRED_IN: Label("transferred in", "转入"),
    TRANSFERRED_OUT: Label("transferred out", "转出"),
}


@dataclass(frozen=True)
class CompareLook:
    """How the tables look."""

    amount: Kind
    labels: Mapping[str, Label]
    """The tiers' names in both languages."""
    rows: int | None
    """How many customers each list shows; None is all, 0 goes without lists."""
    contacts: Contacts
    """Whom to call, of the two newest books: for rows that have `old_row` too."""
    newest: Contacts
    """The same of the newest book alone."""
    measure: Measure
    few: int = 1
    """Cells of the matrix with fewer customers are marked."""
    by: Label | None = None
    """How groups are headed."""

    def name(self, tier: str | None) -> Label | None:
        """A tier, or what stands in its place, in words."""
        if tier is None:
            return None
        return {NEW: BUCKET_LABELS[Bucket.NEW], LOST: BUCKET_LABELS[Bucket.LOST]}.get(tier) or self.labels[
            tier
        ]


def buckets_table(result: CompareResult, look: CompareLook) -> Table:
    """Opening, what each bucket that holds anybody adds or takes, closing."""
    columns = (
        column("bucket", "what moved", "变动类别", Kind.TEXT),
        column("customers", "customers", "客户数", Kind.COUNT),
        column("change", "amount", "金额", look.amount),
        column("share_of_opening", "of opening", "占期初", Kind.SHARE),
        column("share_of_moves", "of all moves", "占变动总额", Kind.SHARE, bar=True),
    )
    return Table(
        "buckets",
        Label("From opening to closing", "由期初到期末"),
        columns,
        list(_waterfall(result)),
        stays=True,
    )


def _waterfall(result: CompareResult) -> Iterator[tuple[Cell, ...]]:
    moved = sum(abs(bucket.change) for bucket in result.buckets)
    yield OPENING, result.customers_opening, result.opening, None, None
    for bucket in result.buckets:
        if bucket.customers:
            shares = _share(bucket.change, result.opening), _share(abs(bucket.change), Decimal(moved))
            yield _LABELS[bucket.bucket], bucket.customers, bucket.change, *shares
    yield CLOSING, result.customers_closing, result.closing, _share(result.closing, result.opening), None


def _share(part: Decimal, whole: Decimal) -> float | None:
    return float(part / whole) if whole > 0 else None


def steps_table(result: CompareResult, look: CompareLook) -> Table | None:
    """Every pair of books in a row, and the whole of them; None for two books."""
    if result.since_first is None:
        return None
    steps = (*result.steps, result.since_first)
    fields = (
        field(column("from", "from", "期初", Kind.TEXT), "from_"),
        field(column("to", "to", "期末", Kind.TEXT)),
        field(TableColumn("opening", Label("opening", "期初额"), look.amount)),
        *_changes(steps, look.amount),
        field(TableColumn("closing", Label("closing", "期末额"), look.amount)),
        field(CUSTOMERS_OPENING),
        field(CUSTOMERS_CLOSING),
    )
    return table_of("steps", Label("From book to book, and in all", "逐期变动及合计"), fields, steps)


def groups_table(result: CompareResult, look: CompareLook) -> Table | None:
    """One row a group, largest change first; None where nothing was grouped."""
    if result.groups is None or look.by is None:
        return None
    fields = (
        field(TableColumn("group", look.by, Kind.TEXT), each=lambda name: name or BLANK),
        field(CUSTOMERS_OPENING),
        field(CUSTOMERS_CLOSING),
        field(column("opening", "opening", "期初额", look.amount, spare=11)),
        field(column("change", "change", "变动额", look.amount), "opening", "closing", each=_difference),
        *_changes(result.groups, look.amount),
        field(column("closing", "closing", "期末额", look.amount)),
    )
    title = Label(f"What moved by {look.by.en}", f"按{look.by.zh}分组的变动")
    return table_of("groups", title, fields, result.groups, elastic=True, total_rows=len(result.groups))


def _difference(opening: Decimal, closing: Decimal) -> Decimal:
    return closing - opening


def _changes(rows: Sequence[BookStep | GroupMoves], amount: Kind) -> Iterator[TableField]:
    """A column for each bucket in which anybody is; a narrow terminal leaves out first where least moved."""
    buckets = rows[0].buckets if rows else ()
    moved = [sum(abs(row.buckets[place].change) for row in rows) for place in range(len(buckets))]
    order = sorted(range(len(buckets)), key=lambda place: -moved[place])
    for place, bucket in enumerate(buckets):
        if any(row.buckets[place].customers for row in rows):
            head = TableColumn(bucket.bucket, _LABELS[bucket.bucket], amount, spare=2 + order.index(place))
            yield field(head, "buckets", each=_change_at(place))


def _change_at(place: int) -> Callable[[Sequence[BucketTotal]], Decimal]:
    return lambda buckets: buckets[place].change
