"""Which row of a table has the headings, or which two or three rows together."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.layout.contents import is_word
from keyclient.ingest.layout.heading_groups import blank_repeats, groups_over, has_groups, names_columns
from keyclient.ingest.layout.headings import alias_ranks, field_and_rank, heading_key
from keyclient.ingest.layout.plain_headings import PlainTable, is_period
from keyclient.ingest.layout.qualifying_groups import is_bare_balance, qualifies

SEARCHED_ROWS = 50
"""Headings are searched in so many rows from the top; if these have neither headings nor numbers, in the next."""
SEARCHED_CELLS, FEWEST_SEARCHED = 200_000, 12
"""In a sheet of thousands of columns fewer rows are searched at a time, so that it takes no longer."""
MOST_SEARCHED = 1000
"""A sheet that begins with more rows of text has no table."""
MOST_ROWS = 3
"""Headings are combined from at most this many rows."""


class KnownHeadings(NamedTuple):
    """How many headings of a row are known."""

    asked: int
    """Headings that the command asks for."""
    fields: int
    """Fields that the headings can be read as."""


CountKnown: TypeAlias = Callable[[Sequence[str]], KnownHeadings]


class HeadingRows(NamedTuple):
    """The headings of a table and the rows they stand in."""

    first: int
    last: int
    """Rows from 0; customers begin below the last."""
    texts: Sequence[str]
    """Blank if a column has no heading; all blank in a table without a heading row."""

    @property
    def is_row(self) -> bool:
        """Whether there is a heading row; if not, both rows are the one above the first row of numbers."""
        return any(text.strip() for text in self.texts)


def find_headings(grid: Grid, within: range, count_known: CountKnown) -> HeadingRows | None:
    """The row with the most known headings, or the rows that together have more.

    In a table without any known heading, the row that looks most like one. If there are numbers but no such
    row, blank headings, so that columns are named by their letters. None if there is no table.
    """
    step = max(FEWEST_SEARCHED, min(SEARCHED_ROWS, SEARCHED_CELLS // max(len(grid.columns), 1)))
    for start in range(0, min(len(within), MOST_SEARCHED), step):
        if (found := _headings_in(grid, within[start : start + step], count_known)) is not None:
            return found
    return None


def _headings_in(grid: Grid, within: range, count_known: CountKnown) -> HeadingRows | None:
    rows = [_bare(row) for row in grid.rows(within)]
    width = sum(column.null_count < len(column) for column in grid.columns)
    scores = [_score(row, width, count_known) for row in rows]
    at = scores.index(max(scores)) if any(scores) else None
    if at is not None and (scores[at] > 1 or not _may_be_customer(rows, at, count_known)):
        return _together(rows, within.start, at, range(at, min(at + MOST_ROWS, len(rows))), count_known)
    plain = PlainTable(rows, width)
    if (found := plain.headings(_stack_rows)) is not None:
        return HeadingRows(within.start + found.first, within.start + found.last, found.texts)
    if (above := plain.above_numbers()) is None:
        return None
    return HeadingRows(within.start + above, within.start + above, [""] * len(grid.columns))


def given_headings(grid: Grid, header_row: int, count_known: CountKnown) -> HeadingRows | None:
    """The headings in the row that the user names (from 1), the last of several; 0: there are none.

    None if the sheet has no such row.
    """
    if not 0 <= header_row <= grid.height or not grid.columns:
        return None
    if header_row == 0:
        return HeadingRows(-1, -1, [""] * len(grid.columns))
    top = max(header_row - MOST_ROWS, 0)
    rows = [_bare(row) for row in grid.rows(range(top, header_row))]
    last = len(rows) - 1
    return _together(rows, top, last, [last], count_known)


def _bare(row: Sequence[str]) -> list[str]:
    """A row with words for blank removed: a first customer of dashes is not a second row of headings."""
    return ["" if is_blank(cell) else cell for cell in row]


def _together(
    rows: Sequence[Sequence[str]], top: int, at: int, lasts: Sequence[int], count_known: CountKnown
) -> HeadingRows:
    """The headings of row `at`, or of up to three rows around it. Row 0 here is row `top` of the sheet.

    Rows belong together if they have more known headings together than alone, or as many and the lowest only
    extends headings above it (`存款` over `余额`), or if the lower ones are under groups (活期 and 定期 under
    存款余额), known or not. Above all they do if that gives more of the headings that the command asks for.
    """
    alone = count_known(rows[at])
    best, known, asked = HeadingRows(at, at, rows[at]), sum(alone), alone.asked
    for last in lasts:
        for first in range(min(at, last - 1), max(last - MOST_ROWS, -1), -1):
            parts = blank_repeats(rows[first : last + 1])
            if all(_may_head(cell) for row in reversed(parts) for cell in row if cell):
                texts = reduce(_stack_rows, parts)
                counted = count_known(texts)
                gain, wanted = sum(counted) - known, _asked(parts, counted, count_known)
                is_longer = gain == 0 and _is_addition(parts[-1], texts)
                is_lower = last > best.last and (is_longer or _are_groups(parts, rows[last + 1 :]))
                if wanted > asked or (wanted == asked and (gain > 0 or is_lower)):
                    best, known, asked = HeadingRows(first, last, texts), known + gain, wanted
    return HeadingRows(top + best.first, top + best.last, best.texts)


def _asked(parts: Sequence[Sequence[str]], together: KnownHeadings, count_known: CountKnown) -> int:
    """How many headings that the command asks for some rows have together, or one of them alone.

    A row with a name for most columns (codes, descriptions) is no part of the headings.
    """
    if any(names_columns(row, parts[0]) for row in parts[1:]):
        return together.asked
    return max(together.asked, *(count_known(row).asked for row in parts))


def _are_groups(parts: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> bool:
    """Whether every row of headings names groups of the next."""
    upper = parts[0]
    for at, lower in enumerate(parts[1:], 2):
        if not has_groups(upper, lower, below, is_lowest=at == len(parts)):
            return False
        upper = _stack_rows(upper, lower)
    return True


def _is_addition(row: Sequence[str], texts: Sequence[str]) -> bool:
    added = [(cell.strip(), text) for cell, text in zip(row, texts, strict=True) if cell]
    known = [heading_key(text) in alias_ranks() for _, text in added]
    are_parts = [is_known or is_bare_balance(cell) for is_known, (cell, _) in zip(known, added, strict=True)]
    return any(known) and all(are_parts) and all(cell != text for cell, text in added)


def _stack_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of headings as one.

    A heading with nothing under it is used as it is. One with headings under it (a merged cell, which has its text
    in its first column only) names a group: `存款` over `余额` is `存款 余额`, unless only the lower one is known
    and means the same under the group.
    """
    texts = []
    for above, below, group in zip(upper, lower, groups_over(upper, lower), strict=True):
        both = f"{group} {below.strip()}".strip()
        is_lower = field_and_rank(both) is None and heading_key(below) in alias_ranks()
        is_lower = is_lower and not qualifies(group, below)
        texts.append((below.strip() if is_lower else both) if below.strip() else above)
    return texts


def _score(row: Sequence[str], width: int, count_known: CountKnown) -> int:
    """Known headings of a row that could be the heading row.

    A title is alone in its row while headings are side by side; a single known word beside numbers is
    a customer's row (a product column with the word 存款 in it), unless the numbers are years or months.
    A heading that the command asks for counts even alone.
    """
    filled = [cell for cell in row if cell]
    if len(filled) < min(2, width):
        return count_known(row).asked if filled and all(map(is_word, filled)) else 0
    count = sum(count_known(row))
    return count if count > 1 or all(map(_may_head, filled)) else 0


def _may_be_customer(rows: Sequence[Sequence[str]], at: int, count_known: CountKnown) -> bool:
    """Whether a row with a single known word is more likely a customer's (存款 in a column of products).

    The word is then above another word, and below one that could be the heading of its column.
    """
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else []
    known = [position for position, cell in enumerate(row) if cell and sum(count_known([cell]))]
    above = [earlier for earlier in rows[:at] if sum(map(bool, earlier)) >= sum(map(bool, row))]
    heads = [earlier for earlier in above if all(map(_may_head, filter(None, earlier)))]
    return bool(heads) and all(
        any(earlier[position] for earlier in heads) and below and below[position] and is_word(below[position])
        for position in known
    )


def _may_head(cell: str) -> bool:
    return is_word(cell) or is_period(cell)
