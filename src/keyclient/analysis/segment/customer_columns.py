"""What `segment` says about each customer, to stand beside the customer's row."""

from keyclient.analysis.common.table_fields import cells_by_row, field
from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn

_FIELDS = (
    field(TableColumn("class", Label("class", "类别"), Kind.TEXT), "class_"),
    field(TableColumn("rank", Label("rank", "排名"), Kind.ORDINAL)),
    field(TableColumn("share", Label("share", "占比"), Kind.SHARE)),
    field(TableColumn("cumulative_share", Label("cumulative share", "累计占比"), Kind.SHARE)),
)


def segment_columns(result: SegmentResult) -> CustomerColumns:
    """Class, rank and shares of every customer of a result that lists all."""
    return CustomerColumns(tuple(one.column for one in _FIELDS), cells_by_row(_FIELDS, result.top))
