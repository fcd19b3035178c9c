"""Tables one below the other on a sheet."""

import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import cells_at
from keyclient.ingest.base.grid import ROWS_AT_ONCE, Flags, Grid, is_text
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.cells.units import unit_in_line, units_in_row
from keyclient.ingest.layout.contents import (
    SAMPLE_ROWS,
    ColumnKind,
    begins_with_letter,
    column_kinds,
    is_bare_word,
    is_word,
    misfits,
)
from keyclient.ingest.layout.heading_rows import CountKnown, HeadingRows, find_headings
from keyclient.ingest.layout.headings import alias_ranks, heading_key
from keyclient.ingest.layout.total_rows import total_label
from keyclient.model.record import dataclass

TITLE_ROWS = 3
"""A table's own title and unit line are within this many rows above its headings."""
FIRST_PART = 64
"""Rows searched first for the next table; each further step doubles them."""
LOOKED_BELOW = 10
"""Rows under a heading row that are examined to see whether it begins another table."""
SAME_HEADINGS = 0.6
"""A row with this share of a table's headings in place repeats them."""
ENOUGH = 2
"""Pieces of evidence needed to take a row of words for another table's headings."""

_NOUN = re.compile(
    r"(额|数|量|比|率|值|价|期|间|号|码|名|称|类|型|级|度|元|品|人|amount|count|total|balance|number|no\.?|id|name|date|rate)$",
    re.I,
)
"""How headings of numbers end, unlike words written in place of an amount."""


@dataclass(frozen=True)
class Stretch:
    """Consecutive rows of a sheet that belong to one table: its titles, headings and rows."""

    rows: range
    heads: HeadingRows

    def has(self, row: Sequence[str]) -> bool:
        """Whether a row repeats the headings of the table."""
        filled = [(cell, text) for cell, text in zip(row, self.heads.texts, strict=True) if cell.strip()]
        same = sum(bool(text.strip()) and heading_key(cell) == heading_key(text) for cell, text in filled)
        return same >= max(1, len(filled) * SAME_HEADINGS)


def stacked(grid: Grid, heads: HeadingRows, bottom: int, count_known: CountKnown) -> list[Stretch]:
    """The stretches of a sheet from a heading row down: those of its table, and of the tables below it.

    Another table begins with a row of nothing but words, where this table has numbers or codes, or whose rows hold
    numbers where this table has words. It must also be set off by a blank or total row or a title, or have headings
    that are known or sound like headings. In doubt a row belongs to this table. A table continues where its headings recur.
    """
    found: list[Stretch] = []
    earlier: dict[tuple[str, ...], Stretch] = {}
    current, start, after = heads, heads.first, heads.last + 1
    while (
        following := _next(grid, Stretch(range(after, bottom), current), earlier.values(), count_known)
    ) is not None:
        found.append(Stretch(range(start, following.rows.start), current))
        earlier.setdefault(tuple(current.texts), found[-1])
        current, start, after = following.heads, following.rows.start, following.heads.last + 1
    return [*found, Stretch(range(start, bottom), current)]


def _next(grid: Grid, own: Stretch, earlier: Collection[Stretch], count_known: CountKnown) -> Stretch | None:
    """Titles and headings of the next table, or those with which an `earlier` table continues; None if nothing follows."""
    if not own.rows:
        return None
    kinds = column_kinds(grid, _first_rows(grid, own.rows))
    for row, cells in _candidates(grid, own.rows, kinds):
        if sum(not is_blank(cell) for cell in cells) < 2 or own.has(cells):
            continue
        same = next((before.heads for before in earlier if before.has(cells)), None)
        if same is not None:
            heads: HeadingRows | None = same._replace(first=row, last=row)
        else:
            heads = _heads_another(grid, row, own.rows, kinds, count_known)
        if heads is not None:
            return Stretch(range(title_row(grid, row, own.rows.start), row), heads)
    return None


def _first_rows(grid: Grid, rows: range) -> range:
    """The rows down to the first blank or total row, after which another table may begin."""
    for part in _growing(rows[:SAMPLE_ROWS]):
        sample = grid.rows(part)
        labels = set(filter(total_label, set().union(*sample)))
        for at, row in zip(part, sample, strict=True):
            if not any(cell.strip() for cell in row) or not labels.isdisjoint(row):
                return range(rows.start, at) or rows[:SAMPLE_ROWS]
    return rows[:SAMPLE_ROWS]


def _growing(rows: range) -> Iterator[range]:
    """The rows in growing chunks, the first ones short: the next table is often near."""
    start, size = 0, FIRST_PART
    while start < len(rows):
        yield rows[start : start + size]
        start, size = start + size, min(size * 2, ROWS_AT_ONCE)


def _candidates(grid: Grid, rows: range, kinds: Sequence[ColumnKind]) -> Iterator[tuple[int, list[str]]]:
    """Rows that could be headings, with their cells: a word in a column of numbers, or a row soon after a blank one.

    The row directly under the headings is excluded: it may describe them.
    """
    by_fill = sorted(range(len(kinds)), key=lambda position: grid.columns[position].null_count)
    fullest = next((position for position in by_fill if kinds[position] is ColumnKind.NUMBER), None)
    for part in _growing(rows):
        looked = range(max(part.start - TITLE_ROWS, rows.start), part.stop)
        doubt = np.zeros(len(looked), dtype=bool)
        if fullest is not None:
            doubt |= begins_with_letter(grid.columns[fullest].slice(looked.start, len(looked)))
        blank = np.flatnonzero(_blank_rows(grid, looked))
        for step in range(1, TITLE_ROWS + 1):
            doubt[blank[blank + step < len(looked)] + step] = True
        doubt[: max(part.start, rows.start + 1) - looked.start] = False
        at = (np.flatnonzero(doubt) + looked.start).tolist()
        yield from zip(at, grid.rows(at), strict=True)


def _blank_rows(grid: Grid, rows: range) -> Flags:
    """Which rows are blank; only rows that are blank in the fullest column are examined in full."""
    fullest = min(grid.columns, key=lambda column: column.null_count)
    flags = np.asarray(pc.is_null(fullest.slice(rows.start, len(rows))), dtype=bool)
    at = np.flatnonzero(flags)
    if len(at):
        for column in grid.columns:
            flags[at] &= ~is_text(cells_at(column, at + rows.start))
    return flags


def _heads_another(
    grid: Grid, row: int, rows: range, kinds: Sequence[ColumnKind], count_known: CountKnown
) -> HeadingRows | None:
    """The headings that begin at a row, if they are those of another table."""
    cells = ["" if is_blank(cell) else cell for cell in grid.row(row)]
    filled = [cell for cell in cells if cell]
    is_words = all(map(is_word, filled)) and sum(map(is_bare_word, filled)) > 1
    if not is_words or any(map(total_label, filled)) or units_in_row(filled):
        return None
    strange = misfits(cells, kinds)
    evidence = int(any(_NOUN.search(cells[position].strip()) is not None for position in strange))
    evidence += min(
        len({alias_ranks()[key][0] for cell in filled if (key := heading_key(cell)) in alias_ranks()}), 2
    )
    evidence += _sets_off(grid, row, rows.start)
    below = _rows_below(grid, row + 1, rows.stop) if evidence else []
    is_strange_below = _mostly_misfit(below, kinds)
    has_numbers = any(
        cell and not is_word(under) for row in below for cell, under in zip(cells, row, strict=True)
    )
    if evidence + is_strange_below < ENOUGH or not has_numbers or not (strange or is_strange_below):
        return None
    heads = find_headings(grid, range(row, row + 1 + len(below)), count_known)
    return heads if heads is not None and heads.is_row and heads.first == row else None


def _rows_below(grid: Grid, first: int, bottom: int) -> list[list[str]]:
    """The rows below a heading row, down to the next blank one."""
    found = []
    for row in grid.rows(range(first, min(first + LOOKED_BELOW, bottom))):
        if not any(cell.strip() for cell in row):
            break
        found.append(row)
    return found


def _mostly_misfit(rows: Sequence[Sequence[str]], kinds: Sequence[ColumnKind]) -> bool:
    """Whether some column holds, in most of the rows, what it never holds in the table above.

    Words in place of amounts do not count, since people write them, except in the first column, which has the ids.
    """
    counts = np.zeros(len(kinds), dtype=int)
    for row in rows:
        counts[misfits(row, kinds)] += 1
    first = next((position for position, kind in enumerate(kinds) if kind is not ColumnKind.NOTHING), 0)
    mark_kind = [position == first or kind is not ColumnKind.NUMBER for position, kind in enumerate(kinds)]
    return bool(rows) and bool((counts > len(rows) / 2)[mark_kind].any())


def _sets_off(grid: Grid, row: int, top: int) -> int:
    """What separates a row from the table above, 0 to 2: a blank or total row, and a title of its own."""
    start = title_row(grid, row, top)
    before = grid.row(start - 1) if start > top else []
    is_parted = not any(cell.strip() for cell in before) or any(total_label(cell) for cell in before)
    return is_parted + (is_parted and start < row)


def title_row(grid: Grid, row: int, top: int) -> int:
    """The first title row of the table whose headings are in `row`; `row` itself if it has no title.

    Title rows have one cell, or a unit, and lie between a blank row and the headings.
    """
    start = row
    while start > max(top, row - TITLE_ROWS):
        filled = [cell for cell in grid.row(start - 1) if cell.strip()]
        if not filled:
            return start
        if not (len(filled) == 1 or unit_in_line(" ".join(filled))) or not any(map(is_bare_word, filled)):
            return row
        start -= 1
    return start if start > top and not any(cell.strip() for cell in grid.row(start - 1)) else row
