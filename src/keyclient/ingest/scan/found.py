"""What a look at a sheet has found so far."""

from collections.abc import Callable
from dataclasses import dataclass, field

from keyclient.ingest.base.grid import Marks, Range, Spot
from keyclient.ingest.base.row_marks import RowMarks
from keyclient.ingest.child.job import SHEET, SheetLimits


class OutsideGrid(Exception):
    """A cell stands where a sheet has none."""


@dataclass
class Found:
    """Marks in the making; spots count from 0."""

    limits: SheetLimits = SHEET
    errors: dict[Spot, str] = field(default_factory=dict)
    rich: dict[Spot, int] = field(default_factory=dict)
    """Among the errors: the number of the value behind them."""
    uncalculated: set[Spot] = field(default_factory=set)
    hidden_rows: int = 0
    hidden: set[int] = field(default_factory=set)
    """The hidden rows."""
    levels: dict[int, int] = field(default_factory=dict)
    """Rows that are details of others, and how deep in the outline they are."""
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    last_row: int = 0
    """Number of the last row with a value so far, from 1."""
    last_column: int = 0
    cells: int = 0
    only_exact: bool = False
    _row_before: int = 0

    def reaches(self, row: int, column: int) -> None:
        """There is a cell in this row and column, counted from 1. Raises `OutsideGrid`."""
        if not (0 < row <= self.limits.rows and 0 < column <= self.limits.columns):
            raise OutsideGrid
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def comes(self, rows: list[int]) -> None:
        """Rows come in this order; only the exact reader reads another than from top to bottom."""
        if rows:
            is_in_order = rows[0] > self._row_before and rows == sorted(set(rows))
            self.only_exact |= not is_in_order
            self._row_before = rows[-1]

    def note_row(self, row: int, level: int, *, is_hidden: bool) -> None:
        """A row, counted from 0, is hidden, or a detail of another."""
        if is_hidden:
            self.hidden.add(row)
        if level:
            self.levels[row] = level

    def hide_columns(self, first: int, last: int) -> None:
        """Some columns, counted from 1, are not shown."""
        self.hidden_columns.update(range(max(first, 1) - 1, min(last, self.limits.columns)))

    def merge(self, first: Spot, last: Spot) -> None:
        """A range of cells is merged; one that lies in a single row says nothing about customers."""
        if (
            first[0] < last[0] < self.limits.rows
            and first[1] <= last[1] < self.limits.columns
            and len(self.merged) < self.limits.merged
        ):
            self.merged.append((first, last))

    def marks(self, long_numbers: Callable[[], frozenset[Spot]]) -> Marks:
        """What was found, for good."""
        return Marks(
            errors=self.errors,
            rich=self.rich,
            uncalculated=frozenset(self.uncalculated),
            long_numbers=long_numbers,
            hidden_rows=self.hidden_rows,
            rows=RowMarks(frozenset(self.hidden), self.levels),
            hidden_columns=frozenset(self.hidden_columns),
            merged=tuple(self.merged),
            last_row=self.last_row,
            last_column=self.last_column,
            cells=self.cells,
            only_exact=self.only_exact,
        )
