"""The widths of the columns of a terminal table, and the columns a narrow terminal leaves out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from keyclient.render.width import cells, narrowest

GAP = 2
"""Spaces between two columns."""

_MIN_WIDTHS = ((24, 10), (16, 8), (10, 6), (10, 0), (6, 0))
"""The minimum width of texts and of the bar, from comfortable to tight. Figures are never cut."""

_LEGIBLE = _MIN_WIDTHS[:2]
"""Those at which texts still say something: columns to spare go before the texts of the others get shorter."""
_LONGEST_WHOLE = 16
"""A wider text may be cut, whatever it is."""

_GOOD_BAR = 16
_LONG_BAR = 24


class ColumnNeed(NamedTuple):
    """The space a column needs, in cells."""

    heading: int
    wrapped: int
    """The width of its heading on two lines."""
    body: int
    """Its widest cell."""
    text: bool
    """Whether its cells are texts, which may be cut."""
    spare: int = 0
    """How soon it is left out; see `TableColumn`."""
    least: int = 0
    """What its texts need to say something, before columns to spare are left out."""


class TableLayout(NamedTuple):
    """The widths of the columns that fit, and of the bar; 0 means no bar."""

    widths: tuple[int, ...]
    bar: int
    kept: tuple[int, ...]
    """The places of these columns among all, from the left."""


def need(
    heading: str, body: Sequence[str], *, text: bool, spare: int = 0, whole: bool = False, least: int = 0
) -> ColumnNeed:
    """The space a column of texts under a heading needs. `whole`: texts that are of no use when cut."""
    widest = max(map(cells, body), default=0)
    may_cut = text and not (whole and widest <= _LONGEST_WHOLE)
    return ColumnNeed(cells(heading), narrowest(heading), widest, may_cut, spare, least)


def fit(needs: Sequence[ColumnNeed], room: int, *, bar_of: int | None = None) -> TableLayout:
    """The most comfortable layout no wider than `room`; `bar_of` is the index of the column with a bar.

    Headings are wrapped first, then columns to spare are left out, the most spare first, then texts are cut, then the
    bar is shortened and left out, then further columns are left out from the right. The first column always stays, cut
    if necessary; a text there names the row, so it may take up to half of the room before other columns.
    """
    for kept, (text, least_bar) in _choices(needs):
        has_spare = len(kept) > 1 and any(needs[place].spare for place in kept[1:])
        widths = [
            _least_width(needs[0], max(text, room // 2)),
            *(
                _least_width(needs[place], max(text, needs[place].least if has_spare else 0))
                for place in kept[1:]
            ),
        ]
        shortest = least_bar if bar_of in kept else 0
        slack = room - sum(widths) - GAP * (len(kept) - 1) - (shortest + GAP if shortest else 0)
        if slack >= 0:
            return _with_spare_room([needs[place] for place in kept], kept, widths, shortest, slack)
    return TableLayout((room,), 0, (0,))


def _choices(needs: Sequence[ColumnNeed]) -> Iterator[tuple[tuple[int, ...], tuple[int, int]]]:
    """The columns to keep and the least widths of texts and bar, from the most comfortable to the tightest."""
    lasting = sorted(range(len(needs)), key=lambda place: (place > 0, needs[place].spare, place))
    core = sum(place == 0 or not column.spare for place, column in enumerate(needs))
    for count in range(len(needs), core - 1, -1):
        yield from ((tuple(sorted(lasting[:count])), least) for least in _LEGIBLE)
    for count in range(core, 0, -1):
        yield from ((tuple(sorted(lasting[:count])), least) for least in _MIN_WIDTHS)


def _least_width(column: ColumnNeed, text: int) -> int:
    return max(column.wrapped, min(column.body, text) if column.text else column.body)


def _with_spare_room(
    needs: Sequence[ColumnNeed], kept: tuple[int, ...], widths: Sequence[int], bar: int, slack: int
) -> TableLayout:
    """Distributes the remaining room: to texts, a good bar, headings on one line, a long bar."""
    grown, slack = _widened(widths, [column.body for column in needs], slack)
    wider = min(slack, max(0, _GOOD_BAR - bar)) if bar else 0
    bar, slack = bar + wider, slack - wider
    for place, column in enumerate(needs):
        if 0 < column.heading - grown[place] <= slack:
            slack -= column.heading - grown[place]
            grown[place] = column.heading
    return TableLayout(tuple(grown), min(_LONG_BAR, bar + slack) if bar else 0, kept)


def _widened(widths: Sequence[int], wanted: Sequence[int], slack: int) -> tuple[list[int], int]:
    """The widths increased towards those wanted, narrowest first, and the room left."""
    grown = list(widths)
    while slack and (short := [place for place, width in enumerate(grown) if width < wanted[place]]):
        grown[min(short, key=lambda place: grown[place])] += 1
        slack -= 1
    return grown, slack
