"""The raw cells of one sheet as text, and what the text does not show."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import SHOWN, are_valid, cells_that, lengths, letters, listed_at, strings
from keyclient.ingest.base.row_marks import RowMarks
from keyclient.ingest.cells.number_format import NumberFormat
from keyclient.model.place import column_letters, in_sheet
from keyclient.model.record import dataclass

Flags = npt.NDArray[np.bool_]
Spot = tuple[int, int]
"""Row and column of a cell, both from 0."""
Range = tuple[Spot, Spot]
"""The first and the last cell of a block of cells."""
ROWS_AT_ONCE = 4096
FEW = 64
"""Cells that take less time one by one than by Arrow, which needs some for each call; a wide sheet has many columns."""
WIDE, MOST_LISTED = 200, 2_000_000
"""Columns of a wide sheet, and cells that are held as a list at most."""
END_OF_TEXT = "\x1a"
"""Some programs end a text file with it; a line that holds nothing else is not a row."""


@dataclass(frozen=True)
class Marks:
    """What the text of the cells does not show. Rows and columns count from 0, as in the sheet."""

    errors: Mapping[Spot, str] = field(default_factory=dict)
    """Cells that hold an Excel error, and its code, such as `#N/A`."""
    rich: Mapping[Spot, int] = field(default_factory=dict)
    """Cells that hold more than text, such as a picture, and the number of their value; among `errors` only if they are."""
    uncalculated: frozenset[Spot] = frozenset()
    """Formulas whose value was never calculated."""
    long_numbers: Callable[[], frozenset[Spot]] = frozenset
    """Numbers of 16 digits or more, whose last digits Excel has lost; looked for only when needed."""
    formatted: "Callable[[], Mapping[tuple[int, NumberFormat], list[int]]]" = dict
    """Rows of numbers with a format that shows zeros in front, a unit or a part of them, by column and format."""
    dates: "Callable[[], Mapping[int, list[int]]]" = dict
    """Rows of numbers that are shown as dates in a format that readers do not know, by column."""
    hidden_rows: int = 0
    rows: RowMarks = field(default_factory=RowMarks)
    """What the sheet says of its rows: hidden ones, levels of an outline, totals rows of tables."""
    hidden_columns: frozenset[int] = frozenset()
    """Hidden columns of the sheet, from 0; their cells are read like any others."""
    merged: tuple[Range, ...] = ()
    """Ranges of merged cells that span several rows; only the first cell of each has a value."""
    is_1904: bool = False
    """Whether dates count from 1904."""
    last_row: int | None = None
    """The last row with content (from 1) by an independent count; None where there was none."""
    last_column: int = 0
    """The last column with a cell (from 1) by that count."""
    cells: int = 0
    """Number of cells by that count."""
    only_exact: bool = False
    """Whether some text is written in a form that the native reader misses."""
    ragged: Mapping[int, int] = field(default_factory=dict)
    """Text files: rows (from 0) with more or fewer cells than the heading, and how many."""


@dataclass(frozen=True)
class Grid:
    """One sheet. Row `i` of a column is row `i + 1` in Excel; blank cells are null.

    Numbers are plain decimal text (`1234.5`), dates `YYYY-MM-DD HH:MM:SS`, booleans `true` and `false`.
    """

    sheet: str | None
    """None for a text file."""
    columns: tuple[pa.ChunkedArray, ...]
    """Strings; of a large book dictionaries where texts repeat, which `strings` of `bulk` turns into strings."""
    first_column: int = 0
    """Sheet column (from 0) of `columns[0]`."""
    marks: Marks = field(default_factory=Marks)
    places: tuple[int, ...] = ()
    """Sheet column of each of `columns` if some were left out; empty if they are contiguous."""
    own: Mapping[int, str] = field(default_factory=dict)
    """Headings of keyclient's own columns, which were left out, by sheet column."""

    @property
    def height(self) -> int:
        """Number of rows, titles included."""
        return len(self.columns[0]) if self.columns else 0

    @cached_property
    def filled(self) -> int:
        """Number of rows down to the last with a cell that is not blank."""
        last = 0
        for column in self.columns:
            last = max(last, _filled(column))
            if last == self.height:
                break
        return last

    @property
    def used(self) -> int:
        """Number of rows down to the last with text, an error or an uncalculated formula."""
        marked = max((row + 1 for row, _ in (*self.marks.errors, *self.marks.uncalculated)), default=0)
        return max(self.filled, min(marked, self.height))

    def row(self, index: int) -> list[str]:
        """The cells of one row; a blank is an empty string."""
        if self._is_wide:
            return list(self._rows[index])
        return [(column[index].as_py() or "") for column in self.columns]

    def rows(self, indices: Iterable[int]) -> list[list[str]]:
        """The cells of several rows."""
        if self._is_wide:
            return [list(self._rows[row]) for row in indices]
        at = np.fromiter(indices, np.int64)
        taken = [listed_at(column, at) for column in self.columns]
        return [[cell or "" for cell in cells] for cells in zip(*taken, strict=True)]

    @property
    def _is_wide(self) -> bool:
        """Whether there are so many columns that a call of Arrow for each takes longer than all its cells."""
        return len(self.columns) > WIDE and self.height * len(self.columns) <= MOST_LISTED

    @cached_property
    def _rows(self) -> list[tuple[str, ...]]:
        columns = [[cell or "" for cell in column.to_pylist()] for column in self.columns]
        return list(zip(*columns, strict=True))

    def address(self, row: int, column: int | None) -> str:
        """Excel's name of a cell (`客户!F17`), or of the row (`客户!17`) without a column."""
        place = f"{'' if column is None else self.letter(column)}{row + 1}"
        return in_sheet(self.sheet, place)

    def letter(self, column: int) -> str:
        """Excel's name of a column."""
        return column_letters(self.sheet_column(column))

    def area(self, first_row: int, last_row: int) -> str:
        """Excel's name of a range of rows over all columns (`客户!A3:F17`)."""
        return f"{self.address(first_row, 0)}:{self.letter(max(len(self.columns) - 1, 0))}{last_row + 1}"

    def columns_between(self, columns: range) -> "Grid":
        """Some adjacent columns as a grid of their own, without the marks outside them."""
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

    def without_words(self, words: Sequence[str]) -> "Grid":
        """The same sheet with the cells that hold only one of some words blank."""
        found = pa.array(words, pa.string())
        columns = [
            pc.if_else(pc.is_in(pc.utf8_trim_whitespace(column), found), pa.scalar(None, pa.string()), column)
            for column in map(strings, self.columns)
        ]
        return replace(self, columns=tuple(columns))

    def spot(self, row: int, column: int) -> Spot:
        """Row and column of a cell in the sheet."""
        return row, self.sheet_column(column)

    def sheet_column(self, column: int) -> int:
        """The sheet column, from 0, of a column of this grid."""
        return self.places[column] if self.places else self.first_column + column

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """The column of this grid of each sheet column; both from 0."""
        return {self.sheet_column(column): column for column in range(len(self.columns))}


def is_text(cells: pa.ChunkedArray) -> Flags:
    """Which cells hold more than white space. Blank chunks cost nothing."""
    if cells.null_count == len(cells):
        return np.zeros(len(cells), dtype=bool)
    return cells_that(cells, _is_text, bool)


def _is_text(cells: pa.Array) -> Flags:
    if cells.null_count == len(cells):
        return np.zeros(len(cells), dtype=bool)
    if len(cells) <= FEW:
        return np.array(
            [(text or "").strip() not in ("", END_OF_TEXT) for text in cells.to_pylist()], dtype=bool
        )
    if not letters(cells).translate(None, SHOWN):
        return are_valid(cells) & (lengths(cells) > 0)
    trimmed = pc.utf8_trim_whitespace(cells)
    is_text = pc.invert(pc.is_in(trimmed, value_set=pa.array(["", END_OF_TEXT, None])))
    flags: Flags = np.asarray(is_text, dtype=bool)
    return flags


def _filled(column: pa.ChunkedArray) -> int:
    """Number of cells down to the last that holds more than white space, searching from the end."""
    below = len(column)
    if below and (column[-1].as_py() or "").strip() not in ("", END_OF_TEXT):
        return below
    for chunk in reversed(column.chunks):
        below -= len(chunk)
        for end in range(len(chunk) if chunk.null_count < len(chunk) else 0, 0, -ROWS_AT_ONCE):
            start = max(end - ROWS_AT_ONCE, 0)
            at = np.flatnonzero(_is_text(strings(chunk.slice(start, end - start))))
            if len(at):
                return below + start + int(at[-1]) + 1
    return 0
