"""The heading row of a table without any known heading."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, reduce
from typing import NamedTuple

from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.plain import narrow
from keyclient.ingest.layout.contents import is_bare_word, is_word
from keyclient.model.record import dataclass

LOOKED_BELOW = 10
"""Numbers must begin within this many rows under a heading row."""
MOST_ROWS = 3

_PERIOD = re.compile(r"(?:19|20)\d\d(?:[-/.](?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?")
_PLAIN = re.compile(r"[\d.]+")
_ASIDE = re.compile(r"[:：]")

Row = Sequence[str]
Stack = Callable[[Row, Row], list[str]]


class PlainRows(NamedTuple):
    """Headings, and their first and last row counted from the first row searched."""

    first: int
    last: int
    texts: Row


def is_period(cell: str) -> bool:
    """Whether a cell is a year, month or day, like the headings of figures over time."""
    bare = narrow(cell).strip()
    return _PERIOD.fullmatch(bare) is not None or (
        _PLAIN.fullmatch(bare) is None and parse_date(bare) is not None
    )


@dataclass(frozen=True)
class PlainTable:
    """The first rows of a table in which no heading is known; blank cells are empty."""

    rows: Sequence[Row]
    width: int
    """Number of columns that are not blank."""

    @cached_property
    def numbers(self) -> list[list[int]]:
        """The columns with a number, by row."""
        return [[at for at, cell in enumerate(row) if cell and not is_word(cell)] for row in self.rows]

    def headings(self, stack: Stack) -> PlainRows | None:
        """The widest row of words with a number below one of them, or two or three rows that are wider together.

        Years, months and days may be among the words if the cells below them are not dates; so may any number in the first
        row if a word is above numbers. A repeated heading counts once; of equally wide rows the uppermost
        is taken. In a table without any number, the first row of words that is as wide as most rows below it.
        `stack` makes one row of two.
        """
        heads = [at for at in range(len(self.rows) - 1) if self._may_be_headings(at)]
        found = [PlainRows(at, at, self.rows[at]) for at in heads if self._has_numbers_below(at)]
        found += [stacked for at in heads for stacked in self._stacks(at, stack)]
        if found:
            return max(found, key=_aptness)
        return None if any(self.numbers) else _words_over_words(self.rows)

    def above_numbers(self) -> int | None:
        """The row above the first with a number (-1 above the first row); None if there is no number."""
        return next((at - 1 for at, numbers in enumerate(self.numbers) if numbers), None)

    def _may_be_headings(self, at: int) -> bool:
        row, numbers = self.rows[at], self.numbers[at]
        if sum(map(bool, row)) < min(2, self.width):
            return False
        if not numbers or (not any(map(any, self.rows[:at])) and self._has_word_over_numbers(at)):
            return True
        below = self.rows[at + 1 : at + 1 + LOOKED_BELOW]
        has_words = len(numbers) < sum(map(bool, row)) or not row[0]
        return (has_words and _are_steps([row[position] for position in numbers])) or all(
            is_period(row[position])
            and not any(is_period(later[position]) for later in below if later[position])
            for position in numbers
        )

    def _has_word_over_numbers(self, at: int) -> bool:
        """Whether a bare word is above two or more numbers, or two words are each above one, and no heading is repeated.

        These words have nothing but numbers below them.
        """
        row, below = self.rows[at], self.rows[at + 1 : at + 1 + LOOKED_BELOW]
        columns = ([later[position] for later in below if later[position]] for position in range(len(row)))
        over = [
            (cell, len(cells))
            for cell, cells in zip(row, columns, strict=True)
            if cell and is_word(cell) and cells and not any(map(is_word, cells))
        ]
        is_over = len(over) > 1 or any(is_bare_word(cell) and numbers > 1 for cell, numbers in over)
        return is_over and _breadth(row) == sum(map(bool, row))

    def _has_numbers_below(self, at: int) -> bool:
        """Whether a number is under a heading, soon after the heading row."""
        row = self.rows[at]
        below = self.numbers[at + 1 : at + 1 + LOOKED_BELOW]
        return any(row[position] for numbers in below for position in numbers)

    def _stacks(self, at: int, stack: Stack) -> list[PlainRows]:
        """The row combined with the one or two below it, as far as they read like headings of groups."""
        found = []
        for last in range(at + 1, min(at + MOST_ROWS, len(self.rows) - 1)):
            if not self._heads_columns(last):
                break
            texts = reduce(stack, self.rows[at : last + 1])
            if _breadth(texts) > _breadth(self.rows[at]):
                found.append(PlainRows(at, last, texts))
        return found

    def _heads_columns(self, at: int) -> bool:
        """Whether a row of words is the lower row of groups: above numbers, and filling gaps of the row above it.

        It has gaps itself, or its headings repeat from group to group; a first customer has neither.
        """
        row, above = self.rows[at], self.rows[at - 1]
        if self.numbers[at] or not any(row[position] for position in self.numbers[at + 1]):
            return False
        filled = [position for position, cell in enumerate(row) if cell]
        fills_gaps = len(filled) > 1 and any(above[position] == "" for position in filled)
        has_gaps = any(cell and row[position] == "" for position, cell in enumerate(above))
        is_aside = any(_ASIDE.search(cell) for cell in above)
        return fills_gaps and not is_aside and (has_gaps or _breadth(row) < len(filled))


def _are_steps(cells: Sequence[str]) -> bool:
    """Whether numbers count upwards by one, as 1, 2, 3 over the months."""
    return len(cells) > 2 and [*cells] in (
        [str(number) for number in range(start, start + len(cells))] for start in (0, 1)
    )


def _aptness(found: PlainRows) -> tuple[bool, int, int]:
    """Rank: only words before words and years, wider rows before narrower, one row before several."""
    return all(map(is_word, found.texts)), _breadth(found.texts), found.first - found.last


def _breadth(texts: Row) -> int:
    return len({text.strip() for text in texts if text})


def _words_over_words(rows: Sequence[Row]) -> PlainRows | None:
    for at, row in enumerate(rows):
        wide = sum(map(bool, row))
        below = [sum(map(bool, later)) for later in rows[at + 1 :] if any(later)] if wide > 1 else []
        if below and sum(wide >= other > 1 for other in below) > len(below) / 2:
            return PlainRows(at, at, row)
    return None
