"""The customers' rows of a located table, column by column."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import Words, cells_at, letters, parts, strings
from keyclient.ingest.base.grid import FEW, Flags, Spot
from keyclient.ingest.cells.plain import ERROR_WORDS
from keyclient.ingest.cells.unit_words import MoneyUnit
from keyclient.ingest.columns.ids import has_long_ids
from keyclient.ingest.columns.numbers import Texts, read_money, read_numbers
from keyclient.ingest.columns.read_field import read_field
from keyclient.ingest.columns.reading import (
    BookConventions,
    Reading,
    mark_unreadable,
    reading_of_numbers,
)
from keyclient.ingest.columns.words import read_text
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.located import Located
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.column import Reads
from keyclient.model.fields import FieldSpec
from keyclient.model.record import dataclass
from keyclient.model.rules.cells import ErrorValue, FormulaNotCalculated, UnreadableCell

_ERROR_WORDS = frozenset(ERROR_WORDS)
_MIDNIGHT_ENDS = b" 00:00:00"
_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"
"""A day as readers write it."""


class Named(NamedTuple):
    """What the cells of a column that names customers look like."""

    counted: Indices
    """Rows with the name of a group and the number of its rows."""
    counts: Indices
    """These numbers."""
    nameless: Flags
    words: Flags
    """Which begin with a letter and have no digit."""


@dataclass(frozen=True)
class Body:
    """The rows of a table that are customers. Row `i` here is row `rows[i]` of the grid."""

    located: Located
    rows: Indices
    conventions: BookConventions
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Further words for the choices of a field, by field and choice."""

    def texts(self, heading: Heading) -> Texts:
        """The cells under a heading, as strings."""
        return strings(self.cells(heading))

    def cells(self, heading: Heading) -> Texts:
        """The cells under a heading; where few dates repeat, a dictionary."""
        column = self.located.grid.columns[heading.position]
        if not len(self.rows):
            return column.slice(0, 0)
        first, last = int(self.rows[0]), int(self.rows[-1])
        if last - first + 1 == len(self.rows):
            return column.slice(first, len(self.rows))
        return cells_at(column, self.rows)

    def unit(self, heading: Heading) -> MoneyUnit | None:
        """The unit of the amounts under a heading: its own, else the one above the table."""
        return heading.unit or self.located.unit

    def factor(self, heading: Heading) -> Decimal:
        """Yuan in one of the column's unit; without a unit amounts are yuan."""
        unit = self.unit(heading)
        return unit.factor if unit is not None else Decimal(1)

    def field(self, heading: Heading, spec: FieldSpec) -> Reading:
        """The column read as a field, with error cells and long numbers marked."""
        if spec.name in self.words:
            spec = spec.with_words(self.words[spec.name])
        is_date = spec.column.reads is Reads.DATE
        texts = self.cells(heading) if is_date else self.texts(heading)
        reading = read_field(texts, spec, self.factor(heading), self.conventions)
        reading = self._with_errors(reading, heading)
        if spec.column.reads is Reads.ID and has_long_ids(reading):
            long = frozenset(self._marked(self.located.grid.marks.long_numbers(), heading))
            reading = replace(reading, suspect=reading.suspect | long)
        return reading

    def money(self, heading: Heading) -> Reading:
        """A column that is not a field, read as yuan."""
        numbers = read_money(self.texts(heading), self.factor(heading))
        return self._with_errors(reading_of_numbers(numbers, Reads.MONEY), heading)

    def numbers(self, heading: Heading) -> Reading:
        """A column that is not a field, read as plain numbers."""
        numbers = read_numbers(self.texts(heading))
        return self._with_errors(reading_of_numbers(numbers, Reads.NUMBER), heading)

    def text(self, heading: Heading) -> Reading:
        """A column that is not a field, read as text; a day has no time of day."""
        return self._with_errors(read_text(_without_midnight(self.texts(heading))), heading)

    def has_errors(self, heading: Heading) -> bool:
        """Whether the column has an Excel error or a formula that was never calculated."""
        marks = self.located.grid.marks
        return bool(
            self._marked(marks.errors, heading)
            or self._marked(marks.uncalculated, heading)
            or _has_error_word(self.texts(heading))
        )

    def address(self, row: int, heading: Heading | None) -> str:
        """Excel's name of a cell of a customer's row."""
        return self.located.grid.address(
            int(self.rows[row]), heading.position if heading is not None else None
        )

    @cached_property
    def uneven(self) -> dict[int, tuple[int, bool]]:
        """Rows of a text file with more or fewer cells than the headings: how many, and whether any filled cell is too many."""
        grid, width = self.located.grid, self.located.understanding.width
        position = self._position if grid.marks.ragged else {}
        found = {}
        for row, cells in grid.marks.ragged.items():
            if row in position:
                is_over = any(cell.strip() for cell in grid.row(row)[width:])
                if is_over or cells < width:
                    found[position[row]] = (cells, is_over)
        return found

    @cached_property
    def hidden(self) -> Flags:
        """Which rows are hidden or filtered out."""
        hidden = self.located.grid.marks.rows.hidden
        numbers = np.fromiter(hidden, dtype=np.int64, count=len(hidden))
        return np.isin(self.rows, numbers) if len(numbers) else np.zeros(len(self.rows), dtype=bool)

    @cached_property
    def named(self) -> dict[int, Named]:
        """What was found out about columns of names, by position: several kinds of sums ask for it, and nothing changes it."""
        return {}

    def without(self, rows: Sequence[int]) -> "Body":
        """The same rows but some."""
        return replace(self, rows=np.delete(self.rows, rows))

    def _with_errors(self, reading: Reading, heading: Heading) -> Reading:
        marks = self.located.grid.marks
        errors = self._marked(marks.errors, heading)
        uncalculated: dict[int, type[UnreadableCell]] = {
            row: FormulaNotCalculated
            for row in self._marked(marks.uncalculated, heading)
            if not reading.valid[row]
        }
        if not errors and not uncalculated:
            return reading
        texts = {row: marks.errors[self._spot(row, heading)] for row in errors}
        return mark_unreadable(reading, {**uncalculated, **dict.fromkeys(errors, ErrorValue)}, texts)

    def _marked(self, spots: Mapping[Spot, str] | frozenset[Spot], heading: Heading) -> list[int]:
        """Customers' rows in which this column has a mark."""
        if not spots:
            return []
        column = self.located.grid.sheet_column(heading.position)
        position = self._position
        return sorted(position[row] for row, at in spots if at == column and row in position)

    @cached_property
    def _position(self) -> dict[int, int]:
        return {int(row): index for index, row in enumerate(self.rows)}

    def _spot(self, row: int, heading: Heading) -> Spot:
        return self.located.grid.spot(int(self.rows[row]), heading.position)


def _without_midnight(texts: Texts) -> Texts:
    """The cells without the time of day that readers write behind a day."""
    chunks = [
        pc.replace_substring_regex(part, _MIDNIGHT, r"\1") if _MIDNIGHT_ENDS in letters(part) else part
        for _, part in parts(texts)
    ]
    return pa.chunked_array(chunks, texts.type)


def _has_error_word(texts: Texts) -> bool:
    if len(texts) <= FEW:
        return not _ERROR_WORDS.isdisjoint(texts.to_pylist())
    words = _error_words()
    return any(len(words.places(part)) for _, part in parts(texts))


@cache
def _error_words() -> Words:
    return Words(ERROR_WORDS)
