"""Tables side by side on a sheet, separated by a blank column."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.layout.contents import is_bare_word
from keyclient.ingest.layout.heading_rows import HeadingRows
from keyclient.ingest.layout.headings import alias_ranks, heading_key
from keyclient.ingest.layout.total_rows import total_label

IDENTIFYING = frozenset({"customer_id", "name", "id_number", "opportunity_id"})
"""Fields that identify whom a row is about; no table has the same one twice."""
MOST_BLOCKS = 100
"""A sheet with more blocks of columns than this has no tables side by side."""
LONGEST_SIDE_TABLE = 10_000
"""The longest block whose rows are examined one by one for names of their own."""

FindHeadings = Callable[[Grid], HeadingRows | None]


class _BlockTable(NamedTuple):
    """A possible table: columns with at least two headings and rows under them."""

    grid: Grid
    heads: HeadingRows

    @property
    def rows(self) -> range:
        """The rows under the headings."""
        return range(self.heads.last + 1, self.grid.used)

    @property
    def identifying(self) -> set[str]:
        """The identifying fields among its headings."""
        return {alias_ranks().get(heading_key(text), ("", 0))[0] for text in self.heads.texts} & IDENTIFYING


class _Block(NamedTuple):
    """Adjacent columns that are not blank, and the table in them, if any."""

    columns: range
    table: _BlockTable | None


def side_by_side(grid: Grid, find_headings_in: FindHeadings) -> list[Grid]:
    """The tables of a sheet with columns of their own, from the left; usually one, the whole sheet.

    A blank column alone separates nothing, since tables have blank columns too. It separates two tables if their
    headings are in different rows, if both identify whom a row is about, or if one ends earlier and a first
    column names the rows of its block.
    """
    spans = _spans(grid)
    if not 1 < len(spans) <= MOST_BLOCKS:
        return [grid]
    groups: list[list[_Block]] = []
    for columns in spans:
        block = _Block(
            columns, _table(grid.columns_between(columns), find_headings_in) if len(columns) > 1 else None
        )
        if groups and _are_apart(groups[-1], block):
            groups.append([block])
        else:
            groups = [*groups[:-1], [*(groups[-1] if groups else []), block]]
    if len(groups) == 1:
        return [grid]
    return [grid.columns_between(range(group[0].columns.start, group[-1].columns.stop)) for group in groups]


def _table(part: Grid, find_headings_in: FindHeadings) -> _BlockTable | None:
    heads = find_headings_in(part)
    if heads is None or sum(bool(text.strip()) for text in heads.texts) < 2:
        return None
    table = _BlockTable(part, heads)
    return table if table.rows else None


def _spans(grid: Grid) -> list[range]:
    """The ranges of columns between blank ones."""
    marked = {column for _, column in (*grid.marks.errors, *grid.marks.uncalculated)}
    filled = [
        position
        for position, column in enumerate(grid.columns)
        if column.null_count < len(column) or grid.sheet_column(position) in marked
    ]
    breaks = np.flatnonzero(np.diff(filled) > 1) + 1
    return [
        range(int(part[0]), int(part[-1]) + 1) for part in np.split(np.array(filled), breaks) if len(part)
    ]


def _are_apart(left: Sequence[_Block], right: _Block) -> bool:
    other = right.table
    tables = [block.table for block in left if block.table is not None]
    return other is not None and any(
        _start_apart(table, other) or bool(table.identifying & other.identifying) or _end_apart(table, other)
        for table in tables
    )


def _start_apart(one: _BlockTable, other: _BlockTable) -> bool:
    """Whether the headings are in different rows, with cells filled between the one and the other."""
    upper, lower = sorted((one, other), key=lambda table: table.heads.last)
    between = range(upper.heads.last + 1, lower.heads.last + 1)
    return any(any(cell.strip() for cell in row) for row in upper.grid.rows(between))


def _end_apart(one: _BlockTable, other: _BlockTable) -> bool:
    """Whether one table ends earlier, and the rows of the shorter or those of the longer have names of their own.

    An id in one and a name in the other are two halves of one table whose last cells are blank.
    """
    shorter, longer = sorted((one, other), key=lambda table: table.grid.used)
    beyond = longer.grid.rows(range(shorter.grid.used, longer.grid.used))
    if not beyond or (shorter.identifying and longer.identifying):
        return False
    has_total = any(total_label(cell) for row in beyond for cell in row)
    return _names_its_rows(shorter) or (not has_total and not longer.identifying and _names_its_rows(longer))


def _names_its_rows(table: _BlockTable) -> bool:
    """Whether the first column has a different word in every row that is not blank."""
    if not 1 < len(table.rows) <= LONGEST_SIDE_TABLE:
        return False
    rows = [row for row in table.grid.rows(table.rows) if any(cell.strip() for cell in row)]
    names = [row[0] for row in rows]
    return len(names) > 1 and len(set(names)) == len(names) and all(map(is_bare_word, names))
