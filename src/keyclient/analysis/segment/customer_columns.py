"""What `segment` says about each customer, to stand beside the customer's row."""

from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn

_COLUMNS = (
    TableColumn("class", Label("class", "类别"), Kind.TEXT),
    TableColumn("rank", Label("rank", "排名"), Kind.ORDINAL),
    TableColumn("share", Label("share", "占比"), Kind.SHARE),
    TableColumn("cumulative_share", Label("cumulative share", "累计占比"), Kind.SHARE),
)


def segment_verdicts(result: SegmentResult) -> CustomerColumns:
    """Class, rank and shares of every customer of a result that lists all."""
    cells = {
        row: (letter, rank, share, cumulative)
        for rank, _, row, _, share, cumulative, letter in result.top.cells
    }
    return CustomerColumns(_COLUMNS, cells)
