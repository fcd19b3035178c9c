"""The heading row of a table without a single known heading."""

import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.plain import narrow
from keyclient.ingest.kinds import is_bare_word, is_word

LOOKED_BELOW = 10
"""Rows under a heading row in which its numbers should begin."""
MOST_ROWS = 3

_PERIOD = re.compile(r"(?:19|20)\d\d(?:[-/.]?(?:0?[1-9]|1[0-2])(?:[0-3]\d)?)?")
_PLAIN = re.compile(r"[\d.]+")
_ASIDE = re.compile(r"[:：]")

Row = Sequence[str]
Stack = Callable[[Row, Row], list[str]]


class PlainRows(NamedTuple):
    """Headings and the first and last row they stand in, counted from the first row searched."""

    first: int
    last: int
    texts: Row


def is_period(cell: str) -> bool:
    """Whether a cell is a year, a month or a day, as headings of figures over time are."""
    bare = narrow(cell).strip()
    return _PERIOD.fullmatch(bare) is not None or (
        _PLAIN.fullmatch(bare) is None and parse_date(bare) is not None
    )


def plain_headings(rows: Sequence[Row], width: int, stack: Stack) -> PlainRows | None:
    """The widest row of words with a number under one of them, or two or three rows that together are wider.

    Years, months and days may stand among the words where what stands under them is none, any number in the first row
    where a word stands over numbers. A heading that is there
    twice counts once; of rows equally wide the uppermost is taken. In a table without any number, the first row of words that
    is as wide as most of the rows under it. `width`: columns with anything in them; `stack` makes one row of two.
    """
    heads = [at for at in range(len(rows) - 1) if _may_be_headings(rows, at, width)]
    found = [PlainRows(at, at, rows[at]) for at in heads if _has_numbers_below(rows, at, at)]
    found += [stacked for at in heads for stacked in _stacks(rows, at, stack)]
    if found:
        return max(found, key=_aptness)
    return _words_over_words(rows)


def without_headings(rows: Sequence[Row]) -> int | None:
    """The row above the first one with a number in it (-1 above the first); None where there is no number."""
    first = (at for at, row in enumerate(rows) if any(cell and not is_word(cell) for cell in row))
    at = next(first, None)
    return None if at is None else at - 1


def _may_be_headings(rows: Sequence[Row], at: int, width: int) -> bool:
    filled = [(position, cell) for position, cell in enumerate(rows[at]) if cell]
    if len(filled) < min(2, width):
        return False
    numbers = [position for position, cell in filled if not is_word(cell)]
    if not numbers:
        return True
    below = rows[at + 1 : at + 1 + LOOKED_BELOW]
    if not any(map(any, rows[:at])) and _has_word_over_numbers(rows[at], below):
        return True
    return _are_steps([rows[at][position] for position in numbers]) or all(
        is_period(rows[at][position]) and not any(is_period(row[position]) for row in below if row[position])
        for position in numbers
    )


def _has_word_over_numbers(row: Row, below: Sequence[Row]) -> bool:
    """Whether a bare word stands over two numbers or more and nothing else, and no heading is there twice."""
    columns = [[later[position] for later in below if later[position]] for position in range(len(row))]
    is_over = any(
        is_bare_word(cell) and len(cells) > 1 and not any(map(is_word, cells))
        for cell, cells in zip(row, columns, strict=True)
    )
    return is_over and _breadth(row) == sum(map(bool, row))


def _are_steps(cells: Sequence[str]) -> bool:
    """Whether numbers count upwards by one, as 1, 2, 3 over the months."""
    return len(cells) > 2 and [*cells] in (
        [str(number) for number in range(start, start + len(cells))] for start in (0, 1)
    )


def _has_numbers_below(rows: Sequence[Row], at: int, last: int) -> bool:
    """Whether a number stands under a heading, soon after the last heading row."""
    return any(
        cell and rows[at][position] and not is_word(cell)
        for row in rows[last + 1 : last + 1 + LOOKED_BELOW]
        for position, cell in enumerate(row)
    )


def _stacks(rows: Sequence[Row], at: int, stack: Stack) -> list[PlainRows]:
    """The row together with the one or two under it, as far as they read like headings of groups."""
    found = []
    for last in range(at + 1, min(at + MOST_ROWS, len(rows) - 1)):
        if not _heads_columns(rows, last):
            break
        texts = reduce(stack, rows[at : last + 1])
        if _breadth(texts) > _breadth(rows[at]):
            found.append(PlainRows(at, last, texts))
    return found


def _heads_columns(rows: Sequence[Row], at: int) -> bool:
    """Whether a row of words is the lower row of groups: it stands over numbers and fills gaps of the row above it.

    It has gaps itself, or its headings repeat from group to group; a first customer has neither.
    """
    row, above = rows[at], rows[at - 1]
    filled = [position for position, cell in enumerate(row) if cell]
    is_aside = any(_ASIDE.search(cell) for cell in above)
    if len(filled) < 2 or is_aside or not all(is_word(row[position]) for position in filled):
        return False
    fills_gaps = any(above[position] == "" for position in filled)
    has_gaps = any(cell and row[position] == "" for position, cell in enumerate(above))
    if not fills_gaps or not (has_gaps or _breadth(row) < len(filled)):
        return False
    return any(cell and row[position] and not is_word(cell) for position, cell in enumerate(rows[at + 1]))


def _aptness(found: PlainRows) -> tuple[bool, int, int]:
    """Words only go before words and years, wider rows before narrower, one row before several."""
    return all(map(is_word, found.texts)), _breadth(found.texts), found.first - found.last


def _breadth(texts: Row) -> int:
    return len({text.strip() for text in texts if text})


def _words_over_words(rows: Sequence[Row]) -> PlainRows | None:
    if not all(is_word(cell) for row in rows for cell in row):
        return None
    for at, row in enumerate(rows):
        below = [sum(map(bool, later)) for later in rows[at + 1 :] if any(later)]
        wide = sum(map(bool, row))
        if wide > 1 and below and sum(wide >= other > 1 for other in below) > len(below) / 2:
            return PlainRows(at, at, row)
    return None
