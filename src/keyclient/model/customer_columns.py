"""What an analysis says about each customer, to stand beside the customer's row in the user's own workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyclient.model.report import Cell, TableColumn


@dataclass(frozen=True)
class Verdicts:
    """Some cells a customer, under typed columns."""

    columns: tuple[TableColumn, ...]
    cells: Mapping[int, Sequence[Cell]]
    """By the customer's row; of a customer with several rows the first."""
