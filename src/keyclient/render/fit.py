"""Which width each column of a terminal table gets, and which columns a narrow terminal has to leave out."""

from collections.abc import Sequence
from typing import NamedTuple

from keyclient.render.width import cells, narrowest

GAP = 2
"""Blanks between two columns."""

_STAGES = ((24, 10), (16, 8), (10, 6), (10, 0), (6, 0))
"""The fewest cells of a text and of the bar, from comfortable to tight. Figures are never cut."""

_GOOD_BAR = 16
_LONG_BAR = 24


class Need(NamedTuple):
    """What a column asks for, in cells."""

    heading: int
    wrapped: int
    """The width of its heading in two lines."""
    body: int
    """Its widest cell."""
    text: bool
    """Whether its cells are texts, which may be cut."""


class Fit(NamedTuple):
    """The widths of the columns that there is room for, counted from the left, and of the bar; 0 is no bar."""

    widths: tuple[int, ...]
    bar: int


def need(heading: str, body: Sequence[str], *, text: bool) -> Need:
    """What a column of texts under a heading asks for."""
    return Need(cells(heading), narrowest(heading), max(map(cells, body), default=0), text)


def fit(needs: Sequence[Need], room: int, *, bar_of: int | None = None) -> Fit:
    """The most pleasant table that is no wider than `room`; `bar_of` is the column that a bar belongs to.

    First headings are wrapped, then texts cut, then the bar is shortened and left out, then columns are left out
    from the right. The first column always stays, cut if it must be; a text there names the row, so it keeps up to
    half of the room before any other column does.
    """
    for count in range(len(needs), 0, -1):
        for text, least_bar in _STAGES:
            widths = [
                _least(needs[0], max(text, room // 2)),
                *(_least(column, text) for column in needs[1:count]),
            ]
            shortest = least_bar if bar_of is not None and bar_of < count else 0
            slack = room - sum(widths) - GAP * (count - 1) - (shortest + GAP if shortest else 0)
            if slack >= 0:
                return _grown(needs, widths, shortest, slack)
    return Fit((room,), 0)


def _least(column: Need, text: int) -> int:
    return max(column.wrapped, min(column.body, text) if column.text else column.body)


def _grown(needs: Sequence[Need], widths: Sequence[int], bar: int, slack: int) -> Fit:
    """Spends the room that is left: on texts, on a good bar, on headings in one line, on a long bar."""
    grown, slack = _widened(widths, [column.body for column in needs], slack)
    wider = min(slack, max(0, _GOOD_BAR - bar)) if bar else 0
    bar, slack = bar + wider, slack - wider
    for place, column in enumerate(needs[: len(grown)]):
        if 0 < column.heading - grown[place] <= slack:
            slack -= column.heading - grown[place]
            grown[place] = column.heading
    return Fit(tuple(grown), min(_LONG_BAR, bar + slack) if bar else 0)


def _widened(widths: Sequence[int], wanted: Sequence[int], slack: int) -> tuple[list[int], int]:
    """The widths brought towards what is wanted, always the narrowest first; and the room then left."""
    grown = list(widths)
    while slack and (short := [place for place, width in enumerate(grown) if width < wanted[place]]):
        grown[min(short, key=lambda place: grown[place])] += 1
        slack -= 1
    return grown, slack
