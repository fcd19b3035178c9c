"""Where the table is: which sheet, which row has the headings, what the lines above it say."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, islice

import numpy as np

from keyclient.ingest.base.grid import Flags, Grid
from keyclient.ingest.base.table_refusals import (
    NoTable,
    NotCustomers,
    SheetNotFound,
    SheetsTie,
    TablesBesideTie,
    TablesTie,
)
from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.unit_words import Unit
from keyclient.ingest.cells.units import units_in_row
from keyclient.ingest.layout.contents import SAMPLE_ROWS, Kind, column_kinds, is_number
from keyclient.ingest.layout.heading_rows import Known
from keyclient.ingest.layout.headings import (
    Heading,
    Understanding,
    claim,
    heading_key,
    make_heading,
    understand,
)
from keyclient.ingest.layout.score import worth_of
from keyclient.ingest.layout.tables import Table, tables_in
from keyclient.ingest.layout.units_above import UnitAbove, unit_above
from keyclient.ingest.source.opening import Cells
from keyclient.model.label import NO_WORDS, Label
from keyclient.model.place import quoted_names

LINES_ABOVE = 20
"""This many rows above the headings may name a unit or a data date."""

_DATA_DATE = re.compile(
    r"(?:数据日期|统计日期|截[止至](?:日期)?[到于]?|数据时点|统计时点|报表日期|(?<!\w)日期|data\s*date|as\s*of)"
    r"\s*[:为]?\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{8})(?!\d)",
    re.I,
)
"""A bare 日期 only where no word stands before it: 打印日期 is no data date."""
_TEXT_FILE = Label("the text", "文本")
_HIDDEN = Label(
    " Hidden sheets are read only when named with --sheet: {sheets}.",
    "隐藏的工作表须用 --sheet 指明才会读取：{sheets}。",
)


@dataclass(frozen=True)
class Neighbour:
    """A table of the same sheet that was not read."""

    place: str
    title: str


@dataclass(frozen=True)
class Located:
    """A table: its sheet, its heading row, and how the headings were understood."""

    grid: Grid
    """The columns of the table; mostly the whole sheet."""
    whole: Grid
    """The sheet."""
    header_row: int
    """Row of the headings, from 0; of several the last; without headings, the row above the first customer."""
    has_headings: bool
    understanding: Understanding
    above: UnitAbove
    """The unit that a line above the table gives to all its amounts."""
    data_dates: tuple[dt.date, ...]
    """Data dates that the lines above the table name."""
    passed_over: tuple[str, ...]
    """Other sheets that were not read."""
    neighbours: tuple[Neighbour, ...]
    stretches: tuple[range, ...]
    """The rows that are the table's own; those between and below them, and in other columns, are other tables'."""
    rivals: tuple[str, ...] = ()
    """Other tables that fit as well and name no customers either."""

    @property
    def unit(self) -> Unit | None:
        """The unit that a line above the table gives to all its amounts."""
        return self.above.unit

    @property
    def first_row(self) -> int:
        """The first row under the headings."""
        return self.header_row + 1

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """What each column holds. The first row, which may describe the columns, is left out where there are others."""
        ranges = (
            range(max(rows.start, self.first_row), min(rows.stop, self.grid.used)) for rows in self.stretches
        )
        sample = list(islice(chain.from_iterable(ranges), SAMPLE_ROWS + 1))
        return column_kinds(self.grid, sample[1:] or sample)

    def is_own(self, rows: range) -> Flags:
        """Which of some rows are the table's own, as far as it reaches."""
        flags = np.zeros(len(rows), dtype=bool)
        for own in self.stretches:
            flags[max(own.start - rows.start, 0) : max(min(own.stop, self.grid.used) - rows.start, 0)] = True
        return flags


@dataclass(frozen=True)
class Wish:
    """What the caller knows about the table."""

    sheet: str | None
    header_row: int | None
    """As Excel shows it, from 1; 0: there are no headings."""
    mapping: Mapping[str, str]
    names: tuple[str, ...]
    """Headings that the command asks for: a row that has them is the heading row, a table that has them is read."""


def locate(cells: Cells, wish: Wish) -> Located:
    """The table of a book.

    In an answer of keyclient's own it is that of the customers. Of several, on one sheet or on several, the one with
    the headings that are asked for is read, else the one with the most known headings, else the one that names
    customers. Without a known heading it is the one with the most numbers. Of several that fit equally well and name no
    customers it is the first. Raises `SheetNotFound`, `SheetsTie`, `TablesTie`, `NotCustomers` or `NoTable`.
    """
    if wish.sheet is not None and cells.names and wish.sheet not in cells.names:
        raise SheetNotFound(path=cells.path, sheet=wish.sheet, sheets=quoted_names(cells.names))
    knows = partial(_known, wish=wish)
    found = [table for grid in cells.grids for table in tables_in(grid, wish.header_row, knows)]
    if not found:
        raise _no_table(cells)
    best = _best([table for table in found if table.whole.sheet == cells.records] or found)
    table = best[0]
    if len(best) > 1 and table.names_customers:
        raise _tie(best, cells)
    if table.pivot:
        raise NotCustomers(path=cells.path, place=table.place, signs=", ".join(table.pivot))
    return replace(_located(table, found, cells, wish), rivals=tuple(other.place for other in best[1:]))


def _best(found: Sequence[Table]) -> list[Table]:
    """The tables that fit best, of those whose heading row the user names if there are any."""
    found = [table for table in found if table.is_given] or found
    worths = [worth_of(table) for table in found]
    return [table for table, worth in zip(found, worths, strict=True) if worth == max(worths)]


def _tie(best: Sequence[Table], cells: Cells) -> SheetsTie | TablesTie:
    if len({table.whole.sheet for table in best}) == 1:
        kind = TablesTie if len({table.heads.last for table in best}) == len(best) else TablesBesideTie
        return kind(path=cells.path, tables=quoted_names([table.place for table in best]))
    sheets = dict.fromkeys(str(table.whole.sheet) for table in best)
    return SheetsTie(path=cells.path, sheets=quoted_names(list(sheets)))


def _no_table(cells: Cells) -> NoTable:
    sheets = [grid.sheet for grid in cells.grids if grid.sheet is not None]
    hidden = _HIDDEN.filled(sheets=quoted_names(cells.hidden)) if cells.hidden else NO_WORDS
    return NoTable(path=cells.path, sheet=quoted_names(sheets) if sheets else _TEXT_FILE, hidden=hidden)


def _located(table: Table, found: Sequence[Table], cells: Cells, wish: Wish) -> Located:
    lines = _lines_above(table, found)
    understanding = understand(_headings(table), wish.mapping)
    passed_over = [
        grid.sheet for grid in cells.grids if grid is not table.whole and grid.sheet and grid.height
    ]
    neighbours = [
        Neighbour(other.place, other.title)
        for other in found
        if other.whole is table.whole and other is not table
    ]
    return Located(
        table.grid,
        table.whole,
        table.heads.last,
        table.heads.is_row,
        understanding,
        unit_above(lines, table.heads.first - len(lines)),
        tuple(_data_dates([" ".join(line) for line in lines])),
        tuple(passed_over),
        tuple(neighbours),
        table.stretches,
    )


def _lines_above(table: Table, found: Sequence[Table]) -> list[list[str]]:
    """The lines above the headings, down from the table above; of the sheet where the table's own columns have none."""
    ends = [
        other.stretches[-1].stop
        for other in found
        if other.whole is table.whole and other.stretches[-1].stop <= table.heads.first
    ]
    rows = range(max(0, table.heads.first - LINES_ABOVE, *ends), max(table.heads.first, 0))
    own = table.grid.rows(rows)
    is_silent = not any(cell.strip() for row in own for cell in row)
    return table.whole.rows(rows) if is_silent else own


def _data_dates(lines: Sequence[str]) -> Iterator[dt.date]:
    for line in lines:
        for match in _DATA_DATE.finditer(unicodedata.normalize("NFKC", line)):
            if (day := parse_date(match[1])) is not None:
                yield day


def _headings(table: Table) -> list[Heading]:
    """The headings, with the units of a row of units under them; one without text is named by its letter."""
    grid, under = table.grid, table.heads.last + 1
    headings = [
        make_heading(text, position, grid.letter(position)) for position, text in enumerate(table.heads.texts)
    ]
    units = units_in_row(grid.row(under)) if grid.height > under and table.heads.is_row else []
    if not units:
        return headings
    return [
        replace(heading, unit=heading.unit or unit) for heading, unit in zip(headings, units, strict=True)
    ]


def _known(row: Sequence[str], wish: Wish) -> Known:
    """Number of wanted headings and of fields that a row has. Only cells that could mean one are looked at closely."""
    wanted = {heading_key(name.partition("#")[0]) for name in (*wish.names, *wish.mapping.values())}
    likely = [
        (position, cell)
        for position, cell in enumerate(row)
        if cell and (wanted or not is_number(cell)) and _may_mean(cell, wanted)
    ]
    known = understand([make_heading(cell, position) for position, cell in likely], wish.mapping)
    asked = sum(bool(known.find(name)) for name in wish.names)
    return Known(asked, len(known.taken) + len(known.twice))


def _may_mean(cell: str, wanted: Set[str]) -> bool:
    return claim(cell) is not None or heading_key(cell) in wanted
