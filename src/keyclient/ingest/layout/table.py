"""Where the table is: which sheet, and which row has the headings."""

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import partial

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.table_refusals import (
    NoRows,
    NoTable,
    NotCustomers,
    NoteNotTable,
    SheetNotFound,
    SheetsTie,
    TablesBesideTie,
    TablesTie,
)
from keyclient.ingest.cells.units import units_in_row
from keyclient.ingest.layout.contents import is_number
from keyclient.ingest.layout.dictionaries import describes_another
from keyclient.ingest.layout.heading_rows import KnownHeadings
from keyclient.ingest.layout.headings import (
    Heading,
    field_and_rank,
    heading_key,
    make_heading,
)
from keyclient.ingest.layout.lines_above import data_dates, lines_above
from keyclient.ingest.layout.located import Located, Neighbour, TableRequest
from keyclient.ingest.layout.matching import understand
from keyclient.ingest.layout.other_texts import groups_of_columns, other_texts
from keyclient.ingest.layout.score import LIKELY, TableScore, table_score
from keyclient.ingest.layout.tables import SheetTable, tables_in
from keyclient.ingest.layout.units_above import unit_above
from keyclient.ingest.source.opening import Cells
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.place import quoted_names

_MOST_TITLES = 20
"""More rows than this are no titles above headings."""
_MOST_NOTE_LINES = 10
"""A text of more lines is rather a table whose separator is not known than a note."""
_TEXT_FILE = Label("the text", "文本")
_HIDDEN = Label(
    " Hidden sheets are read only when named with --sheet: {sheets}.",
    "隐藏的工作表须用 --sheet 指明才会读取：{sheets}。",
)


def locate(cells: Cells, wanted: TableRequest) -> Located:
    """Find the table of a book.

    In a workbook that keyclient wrote itself it is the list of customers. A table that describes the columns of another, or
    holds nothing but words, loses to one with numbers or codes (`score.py`). Of several tables, on one sheet or more, it is
    the one with the requested headings, else the one with the most known headings, else the one that names
    customers. Without any known heading it is the one with the most numbers. Of several that fit equally well and name no
    customers it is the first. Raises `SheetNotFound`, `SheetsTie`, `TablesTie`, `NotCustomers` or `NoTable`.
    """
    if wanted.sheet is not None and cells.names and wanted.sheet not in cells.names:
        raise SheetNotFound(path=cells.path, sheet=wanted.sheet, sheets=quoted_names(cells.names))
    count_known = partial(_known, wanted=wanted)
    found = [table for grid in cells.grids for table in tables_in(grid, wanted.header_row, count_known)]
    if not found:
        raise _no_table(cells)
    best = _best([table for table in found if table.whole.sheet == cells.records] or found)
    table = best[0]
    if len(best) > 1 and table.names_customers and table.height:
        raise _tie(best, cells)
    if table.pivot:
        raise NotCustomers(path=cells.path, place=table.place, signs=listed(table.pivot))
    located = _located(table, found, cells, wanted)
    rivals = tuple(other.place for other in best[1:])
    return replace(located, rivals=rivals, next_sheet=_next_sheet(table, found))


def _best(found: Sequence[SheetTable]) -> list[SheetTable]:
    """The tables that fit best, only among those whose heading row the user named if there are any."""
    found = [table for table in found if table.is_given] or found
    if len(found) == 1:
        return list(found)
    scores = _scores(found)
    return [table for table, score in zip(found, scores, strict=True) if score == max(scores)]


def _scores(found: Sequence[SheetTable]) -> list[TableScore]:
    return [table_score(table, describes=describes_another(table, found)) for table in found]


def _next_sheet(table: SheetTable, found: Sequence[SheetTable]) -> str | None:
    if all(other.whole is table.whole for other in found):
        return None
    scored = [
        (score, other)
        for score, other in zip(_scores(found), found, strict=True)
        if other.whole is not table.whole and score.fit >= LIKELY
    ]
    return max(scored, key=lambda item: item[0])[1].whole.sheet if scored else None


def _tie(best: Sequence[SheetTable], cells: Cells) -> SheetsTie | TablesTie:
    if len({table.whole.sheet for table in best}) == 1:
        kind = TablesTie if len({table.heads.last for table in best}) == len(best) else TablesBesideTie
        return kind(path=cells.path, tables=quoted_names([table.place for table in best]))
    sheets = dict.fromkeys(str(table.whole.sheet) for table in best)
    return SheetsTie(path=cells.path, sheets=quoted_names(list(sheets)))


def _no_table(cells: Cells) -> NoTable:
    """The refusal of a book without a table; of one with a single row of words as that of headings without rows."""
    for grid in cells.grids:
        if (row := _lone_headings(grid)) is not None:
            return NoRows.below(row + 1, grid.sheet, cells.path)
    sheets = [grid.sheet for grid in cells.grids if grid.sheet is not None]
    hidden = _HIDDEN.filled(sheets=quoted_names(cells.hidden)) if cells.hidden else NO_WORDS
    kind = NoteNotTable if not sheets and all(map(_is_note, cells.grids)) else NoTable
    return kind(path=cells.path, sheet=quoted_names(sheets) if sheets else _TEXT_FILE, hidden=hidden)


def _is_note(grid: Grid) -> bool:
    """Whether a text has few lines, with one cell each."""
    return grid.used <= _MOST_NOTE_LINES and all(
        sum(bool(text.strip()) for text in row) <= 1 for row in grid.rows(range(grid.used))
    )


def _lone_headings(grid: Grid) -> int | None:
    """The last row of a sheet, if it holds several words and above it are titles alone."""
    if not 0 < grid.used <= _MOST_TITLES:
        return None
    *titles, last = ([cell for cell in row if cell.strip()] for row in grid.rows(range(grid.used)))
    is_lone = len(last) > 1 and all(len(title) < 2 for title in titles) and not any(map(is_number, last))
    return grid.used - 1 if is_lone else None


def _located(table: SheetTable, found: Sequence[SheetTable], cells: Cells, wanted: TableRequest) -> Located:
    lines = lines_above(table, found)
    titles = tuple(" ".join(line) for line in lines)
    understanding = understand(_headings(table), wanted.mapping)
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
        tuple(data_dates(titles)),
        titles,
        tuple(passed_over),
        tuple(neighbours),
        table.stretches,
    )


def _headings(table: SheetTable) -> list[Heading]:
    """The headings, with units from a row of units below; one without text is named by its letter."""
    grid, under = table.grid, table.heads.last + 1
    others, groups = other_texts(grid, table.heads), groups_of_columns(grid, table.heads)
    headings = [
        make_heading(text, position, grid.letter(position), also, group)
        for position, (text, also, group) in enumerate(zip(table.heads.texts, others, groups, strict=True))
    ]
    units = units_in_row(grid.row(under)) if grid.height > under and table.heads.is_row else []
    if not units:
        return headings
    return [
        replace(heading, unit=heading.unit or unit) for heading, unit in zip(headings, units, strict=True)
    ]


def _known(row: Sequence[str], wanted: TableRequest) -> KnownHeadings:
    """How many requested headings and fields a row has. Only cells that could be one are examined closely."""
    keys = {heading_key(name.partition("#")[0]) for name in (*wanted.names, *wanted.mapping.values())}
    likely = {cell for cell in set(row) if cell and (keys or not is_number(cell)) and _may_mean(cell, keys)}
    known = understand(
        [make_heading(cell, position) for position, cell in enumerate(row) if cell in likely], wanted.mapping
    )
    asked = sum(bool(known.find(name)) for name in wanted.names)
    return KnownHeadings(asked, len(known.taken) + len(known.twice))


def _may_mean(cell: str, keys: Set[str]) -> bool:
    return field_and_rank(cell) is not None or heading_key(cell) in keys
