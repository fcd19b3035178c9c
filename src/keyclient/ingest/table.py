"""Where the table is: which sheet, which row has the headings, what the lines above it say."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.units import Unit, unit_in_line, units_in_row
from keyclient.ingest.grid import Grid
from keyclient.ingest.heading_rows import HeadingRows, find_headings
from keyclient.ingest.headings import Heading, Understanding, heading_key, make_heading, understand
from keyclient.ingest.opening import Cells
from keyclient.ingest.refusals import NoTable, SheetNotFound, SheetsTie
from keyclient.model.label import Label

LINES_ABOVE = 20
"""This many rows above the headings may name a unit or a data date."""

_DATA_DATE = re.compile(
    r"(?:数据日期|统计日期|截[止至](?:日期)?[到于]?|数据时点|统计时点|报表日期|(?<!\w)日期|data\s*date|as\s*of)"
    r"\s*[:为]?\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{8})(?!\d)",
    re.I,
)
"""A bare 日期 only where no word stands before it: 打印日期 is no data date."""
_TEXT_FILE = Label("the text", "文本")


@dataclass(frozen=True)
class Located:
    """A table: its sheet, its heading row, and how the headings were understood."""

    grid: Grid
    header_row: int
    """Row of the headings, from 0; of several the last."""
    understanding: Understanding
    unit: Unit | None
    """The unit that a line above the table gives to all its amounts."""
    data_dates: tuple[dt.date, ...]
    """Data dates that the lines above the table name."""
    passed_over: tuple[str, ...]
    """Other sheets that were not read."""


@dataclass(frozen=True)
class Wish:
    """What the caller knows about the table."""

    sheet: str | None
    header_row: int | None
    """As Excel shows it, from 1."""
    mapping: Mapping[str, str]
    names: tuple[str, ...]
    """Headings that the command asks for: a row that has them is the heading row."""


def locate(cells: Cells, wish: Wish) -> Located:
    """The table of a book.

    Of several sheets the one with the most known headings is read. Raises `SheetNotFound`, `SheetsTie` or `NoTable`.
    """
    if wish.sheet is not None and cells.names and wish.sheet not in cells.names:
        raise SheetNotFound(path=cells.path, sheet=wish.sheet, sheets=_listed(cells.names))
    known = partial(_known, wish=wish)
    found = [
        (grid, rows)
        for grid in cells.grids
        if (rows := find_headings(grid, wish.header_row, known)) is not None
    ]
    if not found:
        sheets = [grid.sheet for grid in cells.grids if grid.sheet is not None]
        raise NoTable(path=cells.path, sheet=_listed(sheets) if sheets else _TEXT_FILE)
    worths = [_worth(*item, wish) for item in found]
    best = [item for item, worth in zip(found, worths, strict=True) if worth == max(worths)]
    if len(best) > 1:
        raise SheetsTie(path=cells.path, sheets=_listed([str(grid.sheet) for grid, _ in best]))
    grid, rows = best[0]
    others = tuple(other.sheet for other in cells.grids if other is not grid and other.sheet and other.height)
    return _located(grid, rows, wish, others)


def _located(grid: Grid, rows: HeadingRows, wish: Wish, others: tuple[str, ...]) -> Located:
    above = [" ".join(grid.row(index)) for index in range(max(0, rows.first - LINES_ABOVE), rows.first)]
    units = [unit for line in above if (unit := unit_in_line(line)) is not None]
    dates = [
        day
        for line in above
        for match in _DATA_DATE.finditer(unicodedata.normalize("NFKC", line))
        if (day := parse_date(match[1])) is not None
    ]
    understanding = understand(_headings(grid, rows), wish.mapping)
    return Located(grid, rows.last, understanding, units[-1] if units else None, tuple(dates), others)


def _headings(grid: Grid, rows: HeadingRows) -> list[Heading]:
    """The headings, with the units of a row of units under them; one without text is named by its letter."""
    headings = [
        make_heading(text, position, grid.letter(position)) for position, text in enumerate(rows.texts)
    ]
    units = units_in_row(grid.row(rows.last + 1)) if grid.height > rows.last + 1 else []
    if not units:
        return headings
    return [
        replace(heading, unit=heading.unit or unit) for heading, unit in zip(headings, units, strict=True)
    ]


def _worth(grid: Grid, rows: HeadingRows, wish: Wish) -> int:
    """How well a sheet fits: its known headings; a sheet without rows under them fits worst."""
    return _known(rows.texts, wish) if grid.height > rows.last + 1 else -1


def _known(row: Sequence[str], wish: Wish) -> int:
    """Number of fields and wanted headings that a row has."""
    headings = [make_heading(cell, position) for position, cell in enumerate(row) if cell.strip()]
    known = understand(headings, wish.mapping)
    wanted = {heading_key(name) for name in wish.names}
    return len(known.taken) + len(known.twice) + len(wanted & {heading.key for heading in headings})


def _listed(names: Sequence[str | None]) -> str:
    return ", ".join(f"“{name}”" for name in names)
