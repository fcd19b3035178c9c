"""The columns an analysis adds next to each customer in the user's own workbook."""

from collections.abc import Mapping, Sequence

from keyclient.model.record import dataclass
from keyclient.model.report import Cell, TableColumn


@dataclass(frozen=True)
class CustomerColumns:
    """Typed columns and the cells of each customer."""

    columns: tuple[TableColumn, ...]
    cells: Mapping[int, Sequence[Cell]]
    """By the row of the customer, the first one for a customer with several rows."""
