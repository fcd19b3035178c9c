"""Which columns of a form stand on which sheet, and how wide they are."""

from collections.abc import Sequence
from functools import cache
from itertools import permutations
from typing import NamedTuple

import numpy as np

from keyclient.model.report import Kind, TableColumn
from keyclient.render.width import narrowest
from keyclient.render.workbook.columns import ARROW
from keyclient.render.workbook.paper import WIDEST, across
from keyclient.render.workbook.rows import Shown
from keyclient.render.workbook.texts import breadth, lines

_NARROWEST, _WIDEST = 7.0, 32.0
"""Characters, on the whole form."""
_SCREEN_LINES, _LEAST_WRAPPED = 3, 20.0
"""On the whole form a text takes so many lines rather than more width, unless it is narrower than that."""
_ROOM_TO_WRITE = 24.0
"""A column in which anything may be written is not narrower than that, on the whole form."""
_CUT = 16.0
"""A longer code, such as a hash, is cut to that on the whole form: nobody reads it."""
_HEADING = 10
"""A heading that needs no more than that stays on one line on a printed sheet."""
_PRINTED_ROOM = 18.0
"""A column in which anything may be written is not narrower than that on a printed sheet."""
_NEVER_BROKEN = 12.0
"""A text that needs no more than that stays on one line."""
_MOST_LINES = 5
"""A printed text takes no more lines than that, whatever the size of the letters then."""
_FEW_LINES = 4
"""Columns to spare are printed where no text takes more lines than that."""
_MEASURED = 300
"""The rows whose heights are compared."""
_BREAKING = 2.0
"""Characters that a line loses where words are broken."""
_NARROWER = 1.05
"""Two digits are that many times as wide as a Chinese character."""


class Wanted(NamedTuple):
    """What one column needs."""

    column: TableColumn
    need: float
    """The width of its cells, in characters."""
    heading: str
    is_code: bool
    """Whether its texts are of no use when they are broken: numbers of customers, hashes."""

    @property
    def least(self) -> float:
        """The width that its heading and what is never broken need."""
        heading = max(narrowest(self.heading), min(breadth(self.heading), _HEADING)) + 2
        is_text = self.column.kind is Kind.TEXT
        whole = not is_text or self.is_code or self.column.is_whole or self.need <= _NEVER_BROKEN
        return max(heading, self.need if whole else 0.0)

    @property
    def on_screen(self) -> float:
        """The width that its cells need on the whole form."""
        if self.column.kind is not Kind.TEXT or self.is_code or self.column.is_whole:
            return self.need
        return min(self.need, max(self.need / _SCREEN_LINES + _BREAKING, _LEAST_WRAPPED))

    @property
    def is_cut(self) -> bool:
        """Whether its texts are so long that the whole form shows their beginning only."""
        return self.is_code and not self.column.is_editable and self.need > _WIDEST

    @property
    def is_free(self) -> bool:
        """Whether anything may be written in it."""
        return self.column.is_editable and self.column.kind is Kind.TEXT and not self.column.choices

    def width(self, lines: int) -> float:
        """The width in which its longest text takes so many lines."""
        broken = self.need if lines == 1 else self.need / lines + _BREAKING
        return max(self.least, min(self.need, broken), _PRINTED_ROOM if self.is_free else 0.0)


def is_code(cells: Shown) -> bool:
    """Whether texts are codes: letters and digits of one word each."""
    return all(text.isascii() and " " not in text for text in {*cells} if text)


def form_widths(wanted: Sequence[Wanted], by: str | None) -> list[float]:
    """The widths on the whole form, which is filled in on a screen. `by`: the column with names."""
    return [
        _CUT
        if column.is_cut
        else min(
            max(
                column.on_screen,
                narrowest(column.heading) + ARROW,
                _ROOM_TO_WRITE if column.is_free and column.column.key != by else _NARROWEST,
            ),
            _WIDEST,
        )
        for column in wanted
    ]


def printed_places(wanted: Sequence[Wanted], by: str | None) -> list[int]:
    """The columns of a sheet to print: those up to the last that people fill in, without the one it is made by.

    That one stays where it is editable, so that a row can be given to somebody else. Where a page has no room for all,
    those are left out that have most to spare.
    """
    editable = [place for place, column in enumerate(wanted) if column.column.is_editable]
    kept = [
        place
        for place, column in enumerate(wanted[: max(editable, default=len(wanted)) + 1])
        if not place or column.column.is_editable or column.column.key != by
    ]
    while not _fits([wanted[place].width(_FEW_LINES) for place in kept]):
        spare = [place for place in kept[1:] if wanted[place].column.spare and place not in editable]
        if not spare:
            break
        kept.remove(max(spare, key=lambda place: (wanted[place].column.spare, place)))
    return kept


def printed_widths(wanted: Sequence[Wanted], cells: Sequence[Shown]) -> list[float]:
    """The widths on a printed sheet: as wide as a page has room for, its rows together as low as can be.

    What is left goes to the last column in which anything may be written.
    """
    most = next(
        (count for count in range(1, _MOST_LINES) if _fits([column.width(count) for column in wanted])),
        _MOST_LINES,
    )
    widths = [column.width(most) for column in wanted]
    free = [place for place, column in enumerate(wanted) if column.is_free]
    room = _room(widths)
    if free and room > 0:
        widths[free[-1]] += room
    return lowest(wanted, widths, cells)


def lowest(wanted: Sequence[Wanted], widths: Sequence[float], cells: Sequence[Shown]) -> list[float]:
    """The widths with characters moved from column to column as long as that makes the first rows lower together."""
    texts = [place for place, column in enumerate(wanted) if column.column.kind is Kind.TEXT]
    shown = {place: cells[place][:_MEASURED] for place in texts}

    @cache
    def of(place: int, width: float) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """The lines that each text of a column takes."""
        if width >= wanted[place].need:
            return np.ones(len(shown[place]), np.int64)
        room = letters_across(width)
        return np.array([1 if text is None else lines(text, room) for text in shown[place]], np.int64)

    def height(tried: Sequence[float]) -> int:
        return int(np.maximum.reduce([of(place, tried[place]) for place in texts]).sum())

    best, least = [*widths], height(widths) if texts else 0
    for step in (8.0, 4.0, 2.0, 1.0):
        pairs = [pair for pair in permutations(texts, 2) if wanted[pair[1]].need > _NEVER_BROKEN]
        while moved := [tried for pair in pairs if (tried := _moved(wanted, best, pair, step)) is not None]:
            lower = min(moved, key=height)
            if height(lower) >= least:
                break
            best, least = lower, height(lower)
    return best


def _moved(
    wanted: Sequence[Wanted], widths: Sequence[float], pair: tuple[int, int], step: float
) -> list[float] | None:
    """The widths with some characters moved from the first to the second; None where it has none to spare."""
    source, target = pair
    most_lines = wanted[source].width(_MOST_LINES)
    if widths[source] - step < most_lines or widths[target] >= wanted[target].need:
        return None
    moved = [*widths]
    moved[source], moved[target] = widths[source] - step, widths[target] + step
    return moved


def letters_across(width: float) -> float:
    """How many letters a line of an indented column has room for, a Chinese character being two.

    A Chinese character is a little narrower than two digits; the indent and what does not fit at the end of a line take two.
    """
    return width * _NARROWER - 2


def _fits(widths: Sequence[float]) -> bool:
    return across(widths) <= WIDEST


def _room(widths: Sequence[float]) -> float:
    """The characters that are left of a page."""
    return WIDEST - across(widths)
