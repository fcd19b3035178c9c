"""The cells of one sheet as a reader comes by them, kept scattered: a cell far down costs one cell."""

from array import array
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from keyclient.ingest.child.job import MEMORY, OUTSIDE, SHEET, Refused, SheetLimits
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import strings

if TYPE_CHECKING:
    import pyarrow as pa


class Mark(Enum):
    """What the text of a cell does not show."""

    NONE = 0
    ERROR = 1
    """The cell holds an error, of which the text is the name."""
    UNCALCULATED = 2
    """The cell holds a formula without a value."""
    LONG = 3
    """The cell holds a number with more digits than are kept."""


class CellValue(NamedTuple):
    """What a cell holds."""

    text: str
    mark: Mark = Mark.NONE


class Gathered:
    """The cells of one sheet. Rows and columns count from 0; of two cells in one place the later one counts.

    Raises `Refused` for a cell outside the grid, and for more cells than one sheet may have.
    """

    def __init__(self, limits: SheetLimits = SHEET) -> None:
        self.limits = limits
        self.errors: list[tuple[int, int, str]] = []
        self.uncalculated: list[tuple[int, int]] = []
        self.long_numbers: list[tuple[int, int]] = []
        self.hidden_rows = 0
        self.hidden_columns: set[int] = set()
        self.hidden_at: list[int] = []
        self.levels: list[tuple[int, int]] = []
        self._formats: dict[tuple[int, str], list[list[int]]] = {}
        self._rows: dict[int, array[int]] = {}
        self._texts: dict[int, list[str | None]] = {}
        self._count = 0

    def put(self, row: int, column: int, text: str) -> None:
        """A cell with text in it."""
        if column not in self._rows:
            self._inside(row, column)
            self._rows[column], self._texts[column] = array("i"), []
        self._count += 1
        if self._count > self.limits.cells:
            raise Refused(MEMORY)
        if row >= self.limits.rows:
            raise Refused(OUTSIDE)
        self._rows[column].append(row)
        self._texts[column].append(text)

    def add(self, row: int, column: int, value: CellValue) -> None:
        """Add a cell. One with only white space and no mark is blank."""
        match value.mark:
            case Mark.ERROR:
                self._inside(row, column)
                self.errors.append((row, column, value.text))
                return
            case Mark.UNCALCULATED:
                self._inside(row, column)
                self.uncalculated.append((row, column))
                return
            case Mark.LONG:
                self.long_numbers.append((row, column))
        if value.text and not value.text.isspace():
            self.put(row, column, value.text)

    def format(self, row: int, column: int, code: str) -> None:
        """A number whose format shows more than the number; rows come from top to bottom."""
        runs = self._formats.setdefault((column, code), [])
        if runs and runs[-1][1] == row:
            runs[-1][1] += 1
        else:
            runs.append([row, row + 1])

    def hide_columns(self, first: int, count: int) -> None:
        """Some columns are not shown."""
        self.hidden_columns.update(range(first, min(first + count, self.limits.columns)))

    def sheet(self, name: str | None, *, hidden: bool) -> Sheet:
        """What was gathered, ready to be sent."""
        marked = [(row, column) for row, column, _ in self.errors] + self.uncalculated
        columns = sorted({*self._rows, *(column for _, column in marked)})
        height = max(
            max((max(rows) + 1 for rows in self._rows.values() if rows), default=0),
            max((row + 1 for row, _ in marked), default=0),
        )
        return Sheet(
            name, hidden, self._batches(columns), columns, columns[0] if columns else 0, height,
            self.errors, self.uncalculated, self.long_numbers, self.hidden_rows, sorted(self.hidden_columns),
            hidden_at=self.hidden_at, levels=self.levels,
            formats=[(column, code, runs) for (column, code), runs in self._formats.items()],
        )  # fmt: skip

    def _batches(self, columns: list[int]) -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa

        for column in columns:
            rows = self._rows.pop(column, array("i"))
            places = pa.Array.from_buffers(pa.int32(), len(rows), [None, pa.py_buffer(rows)])
            yield pa.record_batch([places, strings(self._texts.pop(column, []))], names=["row", "text"])

    def _inside(self, row: int, column: int) -> None:
        if row >= self.limits.rows or column >= self.limits.columns:
            raise Refused(OUTSIDE)
