"""Tables that stand side by side on a sheet, with a blank column between them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from keyclient.ingest.grid import Grid, is_text
from keyclient.ingest.heading_rows import HeadingRows
from keyclient.ingest.headings import alias_ranks, heading_key
from keyclient.ingest.kinds import is_bare_word

IDENTIFYING = frozenset({"customer_id", "name", "id_number", "opportunity_id"})
"""Fields that name whom a row is about; a table has no need of the same one twice."""
LONGEST_SIDE_TABLE = 10_000
"""Rows of a block that are looked at one by one to see whether they are the lines of a table of their own."""

Finds = Callable[[Grid], HeadingRows | None]


class _Block(NamedTuple):
    """Columns without a blank one among them."""

    columns: range
    grid: Grid
    heads: HeadingRows | None

    @property
    def is_table(self) -> bool:
        """Whether it could be a table of its own: two headings, and something under them."""
        return (
            self.heads is not None
            and sum(bool(text.strip()) for text in self.heads.texts) > 1
            and self.grid.used > self.heads.last + 1
        )


def side_by_side(grid: Grid, finds: Finds) -> list[Grid]:
    """The tables of a sheet that have columns of their own, from the left; mostly one, which is the sheet.

    A blank column alone parts nothing, since books have blank columns within a table. It parts two tables when their
    headings stand in different rows, when both say whom a row is about, or when one of them ends earlier and a first
    column names the rows of its block.
    """
    spans = _spans(grid)
    if len(spans) < 2:
        return [grid]
    groups: list[list[_Block]] = []
    for columns in spans:
        part = grid.part(columns)
        block = _Block(columns, part, finds(part))
        if groups and not _are_apart(groups[-1], block):
            groups[-1].append(block)
        else:
            groups.append([block])
    if len(groups) == 1:
        return [grid]
    return [grid.part(range(group[0].columns.start, group[-1].columns.stop)) for group in groups]


def _spans(grid: Grid) -> list[range]:
    """The columns between blank ones."""
    marked = {column - grid.first_column for _, column in (*grid.marks.errors, *grid.marks.uncalculated)}
    filled = [
        position
        for position, column in enumerate(grid.columns)
        if column.null_count < len(column) or position in marked
    ]
    breaks = np.flatnonzero(np.diff(filled) > 1) + 1
    return [range(int(part[0]), int(part[-1]) + 1) for part in np.split(np.array(filled), breaks) if len(part)]


def _are_apart(left: Sequence[_Block], right: _Block) -> bool:
    tables = [block for block in left if block.is_table]
    if not tables or not right.is_table:
        return False
    return any(
        _start_apart(table, right) or _name_the_same(table, right) or _end_apart(table, right)
        for table in tables
    )


def _start_apart(one: _Block, other: _Block) -> bool:
    """Whether the headings stand in different rows, with something beside them where the other begins."""
    assert one.heads is not None and other.heads is not None
    upper, lower = sorted((one, other), key=lambda block: block.heads.last if block.heads else 0)
    assert upper.heads is not None and lower.heads is not None
    between = range(upper.heads.last + 1, lower.heads.last + 1)
    return any(any(cell.strip() for cell in row) for row in upper.grid.rows(between))


def _name_the_same(one: _Block, other: _Block) -> bool:
    return bool(_identifying(one) & _identifying(other))


def _identifying(block: _Block) -> set[str]:
    texts = block.heads.texts if block.heads is not None else ()
    return {alias_ranks().get(heading_key(text), ("", 0))[0] for text in texts} & IDENTIFYING


def _end_apart(one: _Block, other: _Block) -> bool:
    """Whether one block ends earlier, and the rows of the shorter, or those beyond it, name themselves.

    An id in one block and a name in the other are the two halves of one table whose last cells are blank.
    """
    shorter, longer = sorted((one, other), key=lambda block: block.grid.used)
    beyond = longer.grid.used - shorter.grid.used
    if not beyond or (_identifying(shorter) and _identifying(longer)):
        return False
    return _names_its_rows(shorter) or (beyond > 1 and not _identifying(longer) and _names_its_rows(longer))


def _names_its_rows(block: _Block) -> bool:
    """Whether the first column has a word of its own in every row."""
    assert block.heads is not None
    rows = range(block.heads.last + 1, block.grid.used)
    if not 1 < len(rows) <= LONGEST_SIDE_TABLE:
        return False
    first = block.grid.columns[0].slice(rows.start, len(rows))
    if not is_text(first).all():
        return False
    names = first.to_pylist()
    return len(set(names)) == len(names) and all(map(is_bare_word, names))
