"""The tables of `compare` that list customers."""

from collections.abc import Sequence

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.compare.buckets import BUCKET_LABELS, Bucket
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

_BUCKET = column("bucket", "what moved", "变动类别", Kind.TEXT)
_FROM, _TO = column("from", "from", "原层级", Kind.TEXT), column("to", "to", "现层级", Kind.TEXT)
_REASON = TableColumn("reason", Label("why", "原因"), Kind.TEXT, says_amounts=True)
_CUSTOMERS = Label("Customers", "客户")


def moved_table(rows: Sequence[MovedCustomer], look: CompareLook, total: int | None = None) -> Table | None:
    """The customers who moved most; None if there is nothing to list. `total`: how many there are, if `rows` has not all."""
    if not rows or look.rows == 0:
        return None
    contacts = look.contacts
    fields = (*contacts.who, _bucket(), _amounts(look)[-1], field(_REASON), *contacts.whose)
    title = Label("Who moved, largest change first", "变动客户（按变动额由大到小）")
    return table_of(
        "moved",
        title,
        fields,
        rows[: look.rows],
        elastic=True,
        total_rows=len(rows) if total is None else total,
    )


def records_table(rows: Sequence[MovedCustomer], look: CompareLook, total: int | None = None) -> Table:
    """All customers of the two newest books, in the words of programs: the table of CSV. `total`: as in `moved_table`."""
    fields = (
        field(CUSTOMER_ID),
        field(ROW),
        field(_FROM, "from_"),
        field(_TO),
        *_amounts(look),
        field(_BUCKET),
        field(_REASON),
    )
    return table_of("moved", _CUSTOMERS, fields, rows, total_rows=total)


def sheet_table(rows: Sequence[MovedCustomer], look: CompareLook, total: int | None = None) -> Table:
    """The same for people, with whom to call."""
    fields = (
        *look.contacts.who,
        _bucket(),
        field(_FROM, "from_", each=look.name),
        field(_TO, each=look.name),
        *_amounts(look),
        *look.contacts.whose,
        field(_REASON),
    )
    return table_of("moved", _CUSTOMERS, fields, rows, total_rows=total)


def _bucket() -> TableField:
    return field(_BUCKET, each=lambda name: BUCKET_LABELS[Bucket(name)])


def _amounts(look: CompareLook) -> tuple[TableField, ...]:
    """Before, after, change."""
    return (
        field(column("before", "before", "期初", look.amount)),
        field(column("after", "after", "期末", look.amount)),
        field(column("change", "change", "变动额", look.amount)),
    )
