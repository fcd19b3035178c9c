"""The tables of a sheet: where each is and what it has."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.layout.blocks import IDENTIFYING, side_by_side
from keyclient.ingest.layout.contents import ColumnKinds, column_kinds
from keyclient.ingest.layout.heading_rows import (
    CountKnown,
    HeadingRows,
    KnownHeadings,
    find_headings,
    given_headings,
)
from keyclient.ingest.layout.headings import alias_ranks, heading_key
from keyclient.ingest.layout.pivot import pivot_signs
from keyclient.ingest.layout.stacked import stacked, title_row
from keyclient.model.label import Label, listed
from keyclient.model.record import dataclass

ROWS_OF_A_TABLE = 2
"""Fewer rows above the headings are titles rather than a table."""
COLUMNS_OF_A_TABLE = 3
"""The least columns of a table above another if it has no known heading."""
NAMED_HEADINGS = 4
"""How many headings of a table that is not read are listed."""


@dataclass(frozen=True)
class SheetTable:
    """One table of a sheet."""

    whole: Grid
    """The sheet."""
    grid: Grid
    """Its columns."""
    heads: HeadingRows
    stretches: tuple[range, ...]
    """Its rows: titles, headings, customers."""
    known: KnownHeadings
    is_given: bool = False
    """Whether the user named its heading row."""

    @property
    def place(self) -> str:
        """Excel's name of the cells it fills, from its headings to its last row (`客户!A3:F17`)."""
        return self.grid.area(max(self.heads.first, 0), max(self._end - 1, self.heads.first, 0))

    @property
    def title(self) -> Label:
        """Its first headings."""
        texts = [text.strip() for text in self.heads.texts if text.strip()]
        return listed([*texts[:NAMED_HEADINGS], *(["…"] if len(texts) > NAMED_HEADINGS else [])])

    @cached_property
    def pivot(self) -> list[str]:
        """The signs that it is a pivot table; none if the user named its heading row."""
        if self.is_given:
            return []
        return pivot_signs(self.grid, self.heads, names_customers=self.names_customers)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields of its headings."""
        keys = (heading_key(text) for text in self.heads.texts if text.strip())
        return frozenset(alias_ranks()[key][0] for key in keys if key in alias_ranks())

    @property
    def names_customers(self) -> bool:
        """Whether a heading identifies whom a row is about."""
        return bool(self.fields & IDENTIFYING)

    @property
    def is_prose(self) -> bool:
        """Whether it is a single column of text under the word 说明."""
        return sum(bool(text.strip()) for text in self.heads.texts) == 1 and self.fields == {"remark"}

    @property
    def height(self) -> int:
        """Number of rows under its headings."""
        return sum(len(self.below(stretch)) for stretch in self.stretches)

    @cached_property
    def kinds(self) -> ColumnKinds:
        """What its columns hold."""
        return column_kinds(self.grid, self.below(self.stretches[0]))

    @property
    def _end(self) -> int:
        """The row after its last one that is not blank."""
        end = min(self.stretches[-1].stop, self.grid.used)
        while end > self.heads.last + 1 and not any(cell.strip() for cell in self.grid.row(end - 1)):
            end -= 1
        return end

    def below(self, stretch: range) -> range:
        """The rows of a stretch that are under the headings."""
        return range(max(stretch.start, self.heads.last + 1), min(stretch.stop, self.grid.used))


def tables_in(grid: Grid, header_row: int | None, count_known: CountKnown) -> list[SheetTable]:
    """The tables of a sheet, side by side and below each other. `header_row`: the one the user named (from 1)."""
    if header_row == 0:
        return list(_given(grid, grid, 0, count_known))
    parts = side_by_side(grid, lambda part: find_headings(part, range(part.height), count_known))
    if header_row is not None:
        return [table for part in parts for table in _given(grid, part, header_row, count_known)]
    return [table for part in parts for table in _stack(grid, part, count_known) if not table.is_prose]


def _given(whole: Grid, part: Grid, header_row: int, count_known: CountKnown) -> Iterator[SheetTable]:
    heads = given_headings(part, header_row, count_known)
    if heads is not None and (header_row == 0 or heads.is_row):
        given, *others = _below(whole, part, heads, count_known)
        yield from (replace(given, is_given=True), *others)


def _stack(whole: Grid, part: Grid, count_known: CountKnown) -> Iterator[SheetTable]:
    """The tables of some columns: that with the most known headings near the top, one above it, those below."""
    heads = find_headings(part, range(part.height), count_known)
    if heads is None:
        return
    top = title_row(part, max(heads.first, 0), 0)
    above = find_headings(part, range(top), count_known)
    if above is not None and _is_table(part, above, top, count_known):
        yield SheetTable(whole, part, above, (range(above.first, top),), count_known(above.texts))
    yield from _below(whole, part, heads, count_known)


def _below(whole: Grid, part: Grid, heads: HeadingRows, count_known: CountKnown) -> Iterator[SheetTable]:
    """The table with these headings and those below it; stretches with the same headings are one table."""
    stretches: dict[int, list[range]] = {}
    first: dict[int, HeadingRows] = {}
    for stretch in stacked(part, heads, part.height, count_known):
        key = id(stretch.heads.texts)
        first.setdefault(key, stretch.heads)
        stretches.setdefault(key, []).append(stretch.rows)
    for key, rows in stretches.items():
        yield SheetTable(whole, part, first[key], tuple(rows), count_known(first[key].texts))


def _is_table(part: Grid, heads: HeadingRows, bottom: int, count_known: CountKnown) -> bool:
    """Whether the rows above the headings are a table rather than a title."""
    texts = [text for text in heads.texts if text.strip()]
    rows = [
        row for row in part.rows(range(heads.last + 1, bottom)) if sum(bool(cell.strip()) for cell in row) > 1
    ]
    is_known = count_known(heads.texts).fields >= 2
    return len(rows) >= ROWS_OF_A_TABLE and (is_known or len(texts) >= COLUMNS_OF_A_TABLE)
