"""Further texts that head a column, by which people may name it too.

The lower cell of a heading in two rows (定期 of `存款 定期`), a row of codes above the headings (X1, X2 ...), a row of
descriptions below them.
"""

from collections.abc import Sequence

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.layout.contents import is_number
from keyclient.ingest.layout.heading_groups import blank_repeats, groups_over, names_columns
from keyclient.ingest.layout.heading_rows import HeadingRows


def other_texts(grid: Grid, heads: HeadingRows) -> list[tuple[str, ...]]:
    """By column, what else heads it than its heading."""
    if not heads.is_row:
        return [() for _ in heads.texts]
    rows = [grid.row(heads.last)] if heads.last > heads.first else []
    rows += [row for row in _beside(grid, heads) if names_columns(row, heads.texts)]
    return [
        tuple(dict.fromkeys(row[at].strip() for row in rows if row[at].strip() not in ("", text.strip())))
        for at, text in enumerate(heads.texts)
    ]


def groups_of_columns(grid: Grid, heads: HeadingRows) -> list[str]:
    """By column, the heading over it in the rows of headings; none where there is one row."""
    if not heads.is_row or heads.first == heads.last:
        return [""] * len(heads.texts)
    *uppers, lower = blank_repeats(grid.rows(range(heads.first, heads.last + 1)))
    found = [""] * len(heads.texts)
    for upper in uppers:
        groups = groups_over(upper, lower)
        found = [own or above for own, above in zip(groups, found, strict=True)]
    return found


def _beside(grid: Grid, heads: HeadingRows) -> list[list[str]]:
    """The row above the headings, and the one below them where numbers begin under it."""
    above = [grid.row(heads.first - 1)] if heads.first > 0 else []
    below = grid.rows(range(heads.last + 1, min(heads.last + 3, grid.height)))
    begins = len(below) > 1 and not _has_numbers(below[0]) and _has_numbers(below[1])
    return [*above, *(below[:1] if begins else [])]


def _has_numbers(row: Sequence[str]) -> bool:
    return any(map(is_number, row))
