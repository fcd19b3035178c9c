"""Where the table is: which sheet, which row has the headings, what the lines above it say."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.units import Unit, unit_in_line
from keyclient.ingest.grid import Grid
from keyclient.ingest.headings import Heading, Understanding, heading_key, make_heading, understand
from keyclient.ingest.opening import Cells
from keyclient.ingest.refusals import NoTable, SheetNotFound, SheetsTie
from keyclient.model.label import Label

SEARCHED_ROWS = 50
"""The headings are looked for in this many rows from the top."""

_DATA_DATE = re.compile(
    r"(?:数据日期|统计日期|数据截止日期|截止日期|截至日期|数据时点|统计时点|报表日期|截至|日期|data\s*date|as\s*of)"
    r"\s*[:：为]?\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{8})",
    re.I,
)
_TEXT_FILE = Label("the text", "文本")


@dataclass(frozen=True)
class Located:
    """A table: its sheet, its heading row, and how the headings were understood."""

    grid: Grid
    header_row: int
    """Row of the headings, from 0."""
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

    The row with the most known headings is the heading row; of several sheets the one with the most known
    headings is read. Raises `SheetNotFound`, `SheetsTie` or `NoTable`.
    """
    if wish.sheet is not None and cells.names and wish.sheet not in cells.names:
        raise SheetNotFound(path=cells.path, sheet=wish.sheet, sheets=_listed(cells.names))
    found = [(grid, row) for grid in cells.grids if (row := _header_row(grid, wish)) is not None]
    if not found:
        sheets = [grid.sheet for grid in cells.grids if grid.sheet is not None]
        raise NoTable(path=cells.path, sheet=_listed(sheets) if sheets else _TEXT_FILE)
    ranked = sorted(found, key=lambda item: -_worth(item[0], item[1], wish))
    best = [item for item in ranked if _worth(*item, wish) == _worth(*ranked[0], wish)]
    if len(best) > 1:
        raise SheetsTie(path=cells.path, sheets=_listed([str(grid.sheet) for grid, _ in best]))
    grid, row = best[0]
    others = tuple(other.sheet for other in cells.grids if other is not grid and other.sheet and other.height)
    return _located(grid, row, wish, others)


def _located(grid: Grid, row: int, wish: Wish, others: tuple[str, ...]) -> Located:
    above = [" ".join(grid.row(index)) for index in range(max(0, row - 20), row)]
    units = [unit for line in above if (unit := unit_in_line(line)) is not None]
    dates = [
        day
        for line in above
        for match in _DATA_DATE.finditer(unicodedata.normalize("NFKC", line))
        if (day := parse_date(match[1])) is not None
    ]
    understanding = understand(_headings(grid, row), wish.mapping)
    return Located(grid, row, understanding, units[-1] if units else None, tuple(dates), others)


def _headings(grid: Grid, row: int) -> list[Heading]:
    """The headings; a column without one is named by its letter."""
    cells = grid.row(row)
    return [make_heading(cell, position, grid.letter(position)) for position, cell in enumerate(cells)]


def _header_row(grid: Grid, wish: Wish) -> int | None:
    if wish.header_row is not None:
        return wish.header_row - 1 if 0 < wish.header_row <= grid.height else None
    rows = [grid.row(index) for index in range(min(grid.height, SEARCHED_ROWS))]
    scores = [_score(row, len(grid.columns), wish) for row in rows]
    if scores and max(scores) > 0:
        return scores.index(max(scores))
    return _first_row_of_words(rows)


def _score(row: Sequence[str], width: int, wish: Wish) -> int:
    """Known headings of a row that could be the heading row.

    A title stands alone in its row while headings stand side by side; a single known word beside numbers is
    a customer's row (a product column with the word 存款 in it).
    """
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < min(2, width):
        return 0
    known = _known(row, wish)
    return known if known > 1 or all(_is_word(cell) for cell in filled) else 0


def _worth(grid: Grid, row: int, wish: Wish) -> int:
    """How well a sheet fits: its known headings; a sheet without rows under them fits worst."""
    return _known(grid.row(row), wish) if grid.height > row + 1 else -1


def _known(row: Sequence[str], wish: Wish) -> int:
    """Number of fields and wanted headings that a row has."""
    headings = [make_heading(cell, position) for position, cell in enumerate(row) if cell.strip()]
    known = understand(headings, wish.mapping)
    wanted = {heading_key(name) for name in wish.names}
    return len(known.taken) + len(known.twice) + len(wanted & {heading.key for heading in headings})


def _first_row_of_words(rows: Sequence[Sequence[str]]) -> int | None:
    """For a table without a single known heading: the widest row of words that has a number somewhere below it."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(rows[:-1]):
        filled = [cell for cell in row if cell.strip()]
        if not filled or not all(_is_word(cell) for cell in filled) or len(set(filled)) < len(filled):
            continue
        below = rows[index + 1 : index + 6]
        has_numbers = any(cell.strip() and not _is_word(cell) for later in below for cell in later)
        if has_numbers and (best is None or len(filled) > best[0]):
            best = (len(filled), index)
    return best[1] if best else None


def _is_word(cell: str) -> bool:
    return parse_amount(cell) is None and parse_date(cell) is None


def _listed(names: Sequence[str | None]) -> str:
    return ", ".join(f"“{name}”" for name in names)
