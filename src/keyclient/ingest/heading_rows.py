"""Which row of a sheet, or which two or three rows together, have the headings."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.grid import Grid
from keyclient.ingest.headings import alias_ranks, heading_key

SEARCHED_ROWS = 50
"""The headings are looked for in this many rows from the top."""
MOST_ROWS = 3
"""Headings are put together from at most this many rows."""

Known: TypeAlias = Callable[[Sequence[str]], int]
"""How many headings of a row mean something to the caller."""


class HeadingRows(NamedTuple):
    """The headings of a sheet and the rows they stand in."""

    first: int
    last: int
    """Rows from 0; the customers begin under the last."""
    texts: Sequence[str]


def find_headings(grid: Grid, header_row: int | None, known: Known) -> HeadingRows | None:
    """The row with the most known headings, or the rows where those together have more.

    In a sheet without a single known heading, the widest row of words that has a number under it. `header_row`
    (as Excel shows it, from 1) settles which row is the last of them.
    """
    if header_row is not None and not 0 < header_row <= grid.height:
        return None
    if header_row is not None:
        return _together(grid, header_row - 1, [header_row - 1], known)
    rows = [grid.row(index) for index in range(min(grid.height, SEARCHED_ROWS))]
    scores = [_score(row, len(grid.columns), known) for row in rows]
    if scores and max(scores) > 0:
        at = scores.index(max(scores))
        return _together(grid, at, range(at, min(at + MOST_ROWS, grid.height)), known)
    plain = _first_row_of_words(rows)
    return None if plain is None else HeadingRows(plain, plain, rows[plain])


def _together(grid: Grid, at: int, lasts: Sequence[int], known: Known) -> HeadingRows:
    """The headings of the row `at`, or of up to three rows around it.

    Rows belong together when together they have more known headings than alone, or as many and the lowest only
    makes headings above it longer (`存款` over `余额`).
    """
    best = HeadingRows(at, at, grid.row(at))
    for last in lasts:
        for first in range(min(at, last - 1), max(last - MOST_ROWS, -1), -1):
            rows = [grid.row(index) for index in range(first, last + 1)]
            if all(_is_word(cell) for row in rows for cell in row if cell.strip()):
                texts = reduce(_stacked, rows)
                gain = known(texts) - known(best.texts)
                if gain > 0 or (gain == 0 and last > best.last and _is_addition(rows[-1], texts)):
                    best = HeadingRows(first, last, texts)
    return best


def _is_addition(row: Sequence[str], texts: Sequence[str]) -> bool:
    added = [(cell.strip(), text) for cell, text in zip(row, texts, strict=True) if cell.strip()]
    return bool(added) and all(cell != text and heading_key(text) in alias_ranks() for cell, text in added)


def _stacked(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of headings as one.

    A heading with nothing under it stands for itself. One with headings under it (a merged cell, which has its text
    in its first column only) heads a group: `存款` over `余额` is `存款 余额`, unless only the lower one is known.
    """
    texts, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = (above.strip() or group) if below.strip() else ""
        both = f"{group} {below.strip()}".strip()
        is_lower = heading_key(both) not in alias_ranks() and heading_key(below) in alias_ranks()
        texts.append((below.strip() if is_lower else both) if below.strip() else above)
    return texts


def _score(row: Sequence[str], width: int, known: Known) -> int:
    """Known headings of a row that could be the heading row.

    A title stands alone in its row while headings stand side by side; a single known word beside numbers is
    a customer's row (a product column with the word 存款 in it).
    """
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < min(2, width):
        return 0
    count = known(row)
    return count if count > 1 or all(_is_word(cell) for cell in filled) else 0


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
