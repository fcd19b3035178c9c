"""Which columns of a form stand on which sheet, and how wide they are."""

from collections.abc import Sequence

from keyclient.model.report import Kind, TableColumn
from keyclient.render.width import narrowest
from keyclient.render.workbook.columns import ARROW
from keyclient.render.workbook.paper import CELL_MARGIN, WIDEST

_NARROWEST, _WIDEST = 7.0, 40.0
"""Characters, on the whole form."""
_ROOM_TO_WRITE = 24.0
"""A column in which anything may be written is not narrower than that, on the whole form."""
_PRINTED_NARROWEST, _PRINTED_ROOM, _PRINTED_WIDEST = 8.0, 14.0, 32.0
"""The same on a printed sheet."""


def form_widths(
    columns: Sequence[TableColumn], needs: Sequence[float], headings: Sequence[str], by: str | None
) -> list[float]:
    """The widths on the whole form, which is filled in on a screen.

    `needs`: of the cells, without headings. `by`: the column with names.
    """
    return [
        min(max(need, narrowest(heading) + ARROW, _least(column, by)), _WIDEST)
        for column, need, heading in zip(columns, needs, headings, strict=True)
    ]


def _least(column: TableColumn, by: str | None) -> float:
    is_free = column.is_editable and column.kind is Kind.TEXT and not column.choices
    return _ROOM_TO_WRITE if is_free and column.key != by else _NARROWEST


def printed_places(columns: Sequence[TableColumn], by: str | None) -> list[int]:
    """The columns of a sheet to print: those up to the last that people fill in, without the one it is made by.

    That one stays where it is editable, so that a row can be given to somebody else.
    """
    last = max(
        (place for place, column in enumerate(columns) if column.is_editable), default=len(columns) - 1
    )
    return [
        place
        for place, column in enumerate(columns[: last + 1])
        if not place or column.is_editable or column.key != by
    ]


def printed_widths(
    columns: Sequence[TableColumn], needs: Sequence[float], headings: Sequence[str]
) -> list[float]:
    """The widths on a printed sheet: texts are narrowed as far as a page needs it, the widest first."""
    least = [
        max(narrowest(heading) + 2, _PRINTED_NARROWEST if column.kind is Kind.TEXT else need)
        for column, need, heading in zip(columns, needs, headings, strict=True)
    ]
    widths = [
        max(low, min(max(need, _PRINTED_ROOM if column.is_editable else 0.0), _PRINTED_WIDEST))
        for column, need, low in zip(columns, needs, least, strict=True)
    ]
    most = WIDEST - CELL_MARGIN * len(widths)
    while sum(widths) > most and (wide := [place for place, low in enumerate(least) if widths[place] > low]):
        widths[max(wide, key=widths.__getitem__)] -= 1
    return widths
