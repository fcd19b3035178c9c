"""The raw cells of one sheet, as text, with everything that text alone cannot tell."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.model.place import column_letters, in_sheet

Flags = npt.NDArray[np.bool_]
Spot = tuple[int, int]
"""Row and column of a cell, both from 0."""
Range = tuple[Spot, Spot]
"""The first and the last cell of a block of cells."""
ROWS_AT_ONCE = 4096
END_OF_TEXT = "\x1a"
"""What some programs end a text file with; a line of it is no row."""


@dataclass(frozen=True)
class Marks:
    """What the text of a cell does not show. Spots count from 0 as in the sheet."""

    errors: Mapping[Spot, str] = field(default_factory=dict)
    """Cells that hold an Excel error, with its code such as `#N/A`."""
    uncalculated: frozenset[Spot] = frozenset()
    """Formulas whose value was never calculated."""
    long_numbers: Callable[[], frozenset[Spot]] = frozenset
    """Numbers of 16 digits or more that Excel keeps as numbers: their last digits are lost. Found when asked for."""
    hidden_rows: int = 0
    hidden_columns: frozenset[int] = frozenset()
    """Columns (from 0, as in the sheet) that the sheet does not show; their cells are read all the same."""
    merged: tuple[Range, ...] = ()
    """Ranges of merged cells that span several rows; only the first cell of each has a value."""
    is_1904: bool = False
    """Whether the book counts its days from 1904."""
    last_row: int | None = None
    """Number of the last row with content by an independent count (from 1), where there is one."""
    last_column: int = 0
    """Number of the last column with a cell by that count."""
    cells: int = 0
    """Number of cells by that count."""
    only_exact: bool = False
    """Whether text stands in a form that the native reader passes over."""
    ragged: Mapping[int, int] = field(default_factory=dict)
    """For text files: rows (from 0) whose number of cells differs from the heading's, with that number."""


@dataclass(frozen=True)
class Grid:
    """One sheet. Row `i` of every column is row `i + 1` in Excel; blank cells are null.

    Numbers are plain decimal text (`1234.5`), dates `YYYY-MM-DD HH:MM:SS`, booleans `true` and `false`.
    """

    sheet: str | None
    """None for a text file."""
    columns: tuple[pa.ChunkedArray, ...]
    first_column: int = 0
    """Sheet column (from 0) of `columns[0]`."""
    marks: Marks = field(default_factory=Marks)
    places: tuple[int, ...] = ()
    """Sheet column of each of `columns`, where some between them were left out; empty: they follow each other."""
    own: Mapping[int, str] = field(default_factory=dict)
    """Headings of keyclient's own columns, which were left out, by column of the sheet."""

    @property
    def height(self) -> int:
        """Number of rows, title rows included."""
        return len(self.columns[0]) if self.columns else 0

    @cached_property
    def filled(self) -> int:
        """Number of rows down to the last one with a cell that is not blank."""
        return max(map(_filled, self.columns), default=0)

    @property
    def used(self) -> int:
        """Number of rows down to the last one with anything in it: text, an error, an uncalculated formula."""
        marked = max((row + 1 for row, _ in (*self.marks.errors, *self.marks.uncalculated)), default=0)
        return max(self.filled, min(marked, self.height))

    def row(self, index: int) -> list[str]:
        """The cells of one row; a blank is an empty string."""
        return [(column[index].as_py() or "") for column in self.columns]

    def rows(self, indices: Iterable[int]) -> list[list[str]]:
        """The cells of several rows."""
        wanted = pa.array(list(indices), pa.int64())
        taken = [column.take(wanted).to_pylist() for column in self.columns]
        return [[cell or "" for cell in cells] for cells in zip(*taken, strict=True)]

    def address(self, row: int, column: int | None) -> str:
        """Excel's name of a cell (`客户!F17`), or of the row (`客户!17`) when no column is meant."""
        place = f"{'' if column is None else self.letter(column)}{row + 1}"
        return in_sheet(self.sheet, place)

    def letter(self, column: int) -> str:
        """Excel's name of a column."""
        return column_letters(self.sheet_column(column))

    def area(self, first_row: int, last_row: int) -> str:
        """Excel's name of some rows of all columns (`客户!A3:F17`)."""
        return f"{self.address(first_row, 0)}:{self.letter(max(len(self.columns) - 1, 0))}{last_row + 1}"

    def columns_between(self, columns: range) -> "Grid":
        """Some columns side by side as a sheet of their own; the marks outside them are left out."""
        places = self.places[columns.start : columns.stop]
        first = self.sheet_column(columns.start)
        last = self.sheet_column(columns.stop - 1) + 1 if len(columns) else first
        marks = self.marks
        marks = replace(
            marks,
            errors={spot: text for spot, text in marks.errors.items() if first <= spot[1] < last},
            uncalculated=frozenset(spot for spot in marks.uncalculated if first <= spot[1] < last),
            ragged={row: max(cells - columns.start, 0) for row, cells in marks.ragged.items()},
        )
        return replace(
            self,
            columns=self.columns[columns.start : columns.stop],
            first_column=first,
            marks=marks,
            places=places,
        )

    def spot(self, row: int, column: int) -> Spot:
        """Where a cell of this grid stands in the sheet."""
        return row, self.sheet_column(column)

    def sheet_column(self, column: int) -> int:
        """Where a column of this grid stands in the sheet, from 0."""
        return self.places[column] if self.places else self.first_column + column

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Where each column of the sheet stands in this grid; both from 0."""
        return {self.sheet_column(column): column for column in range(len(self.columns))}


def is_text(cells: pa.ChunkedArray) -> Flags:
    """Which cells hold more than white space. Stretches that are blank throughout cost nothing."""
    if cells.null_count == len(cells):
        return np.zeros(len(cells), dtype=bool)
    found = [_is_text(chunk) for chunk in cells.chunks]
    return np.concatenate(found) if len(found) != 1 else found[0]


def _is_text(cells: pa.Array) -> Flags:
    if cells.null_count == len(cells):
        return np.zeros(len(cells), dtype=bool)
    trimmed = pc.utf8_trim_whitespace(cells)
    is_text = pc.invert(pc.is_in(trimmed, value_set=pa.array(["", END_OF_TEXT, None])))
    flags: Flags = np.asarray(is_text, dtype=bool)
    return flags


def _filled(column: pa.ChunkedArray) -> int:
    """Number of cells down to the last that holds more than white space; looked for from the end."""
    below = len(column)
    for chunk in reversed(column.chunks):
        below -= len(chunk)
        for end in range(len(chunk) if chunk.null_count < len(chunk) else 0, 0, -ROWS_AT_ONCE):
            start = max(end - ROWS_AT_ONCE, 0)
            at = np.flatnonzero(_is_text(chunk.slice(start, end - start)))
            if len(at):
                return below + start + int(at[-1]) + 1
    return 0
