"""Measures the columns of a long table: the widths they need, and those that a printed page leaves them."""

from collections.abc import Iterable, Sequence

from keyclient.model.report import Kind, TableColumn
from keyclient.render.width import narrowest
from keyclient.render.workbook.paper import CELL_MARGIN, WIDEST
from keyclient.render.workbook.rows import Shown
from keyclient.render.workbook.texts import breadth, broadest

_NARROWEST, _WIDEST = 7, 72
"""Characters."""
ARROW = 4
"""The space for the filter arrow and the cell margins."""
_LEAST_TEXT, _ROOM_FOR_TEXT = 20, 40
"""A text is not made narrower than that to fit a page, nor, up to the second width, than `_MOST_LINES` lines of it need."""
_MOST_LINES = 4
_HEADING_WIDEST = 24
"""A wider heading is wrapped."""


def fitted(needs: Sequence[float], columns: Sequence[TableColumn]) -> list[float]:
    """The widths, with long texts narrowed as far as a printed page needs it, one character of the widest at a time."""
    widths = [min(max(need, _NARROWEST), _WIDEST) for need in needs]
    least = [max(_LEAST_TEXT, min(need / _MOST_LINES, _ROOM_FOR_TEXT)) for need in needs]
    most = WIDEST - CELL_MARGIN * len(widths)
    texts = [place for place, column in enumerate(columns) if column.kind is Kind.TEXT]
    while sum(widths) > most and (wide := [place for place in texts if widths[place] > least[place]]):
        widths[max(wide, key=widths.__getitem__)] -= 1
    return widths


def with_headings(bodies: Sequence[float], headings: Sequence[str]) -> list[float]:
    """The width each column needs with its heading, which takes two lines at least where a page has no room for less."""
    wide = [
        max(need, min(breadth(heading), _HEADING_WIDEST) + ARROW)
        for need, heading in zip(bodies, headings, strict=True)
    ]
    if sum(min(need, _WIDEST) + CELL_MARGIN for need in wide) <= WIDEST:
        return wide
    return [max(need, narrowest(heading) + ARROW) for need, heading in zip(bodies, headings, strict=True)]


def widths_needed(columns: Sequence[TableColumn], chunks: Iterable[Sequence[Shown]]) -> list[float]:
    """The width the cells of each column need, in characters."""
    needed = [0.0] * len(columns)
    for chunk in chunks:
        for place, column in enumerate(columns):
            needed[place] = max(needed[place], _needed(column.kind, chunk[place]) + 2)
    return needed


def _needed(kind: Kind, column: Shown) -> int:
    if kind is Kind.TEXT:
        return broadest([text for text in {*column} if text])
    if kind is Kind.SHARE:
        return len("100.00%")
    if kind is Kind.DATE:
        return len("2026-01-31")
    whole = max((len(text.partition(".")[0]) for text in column if text), default=0)
    decimals = {
        Kind.MONEY: 3,
        Kind.WAN: 3,
        Kind.INDEX: 5,
        Kind.NUMBER: 5,
        Kind.YEARS: 2,
        Kind.DAYS: 2,
        Kind.SCORE: 2,
    }.get(kind, 0)
    return whole + whole // 3 + decimals


def unique_headings(headings: Sequence[str]) -> list[str]:
    """The headings made unique regardless of case, as tables require."""
    seen: dict[str, int] = {}
    unique = []
    for heading in headings:
        seen[heading.casefold()] = count = seen.get(heading.casefold(), 0) + 1
        unique.append(heading if count == 1 else f"{heading} {count}")
    return unique


def letter(place: int) -> str:
    """The letters of a column, counted from 0."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))
