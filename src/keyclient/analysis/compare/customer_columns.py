"""What `compare` adds to the row of each customer of the newest book."""

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.table_fields import cells_by_row, field
from keyclient.analysis.compare.buckets import BUCKET_LABELS, Bucket
from keyclient.analysis.compare.panel import Panel
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, TableColumn

_UNFOLLOWED = Label("cannot be followed", "无法追溯")


def compare_columns(panel: Panel, everybody: LazyRows[MovedCustomer], amount: Kind) -> CustomerColumns:
    """Bucket, value in the book before and change of every customer; a word for those who cannot be followed."""
    fields = (
        field(
            TableColumn("bucket", Label("what moved", "变动类别"), Kind.TEXT),
            each=lambda name: BUCKET_LABELS[Bucket(name)],
        ),
        field(TableColumn("before", Label("before", "期初"), amount)),
        field(TableColumn("change", Label("change", "变动额"), amount)),
    )
    rows = panel.now.frame["row"].to_numpy(dtype="int64")
    followed = panel.followed(len(panel.books) - 1)
    cells: dict[int, tuple[Cell, ...]] = {int(row): (_UNFOLLOWED, None, None) for row in rows[~followed]}
    still_here = everybody.where({"row": {int(row) for row in rows[followed]}})
    cells |= cells_by_row(fields, still_here)
    return CustomerColumns(tuple(one.column for one in fields), cells)
