"""Which columns of a form stand on which sheet, and how wide they are."""

from collections.abc import Sequence
from typing import NamedTuple

from keyclient.model.report import Kind, TableColumn
from keyclient.render.width import narrowest
from keyclient.render.workbook.columns import ARROW
from keyclient.render.workbook.paper import CELL_MARGIN, WIDEST
from keyclient.render.workbook.rows import Shown
from keyclient.render.workbook.texts import breadth

_NARROWEST, _WIDEST = 7.0, 40.0
"""Characters, on the whole form."""
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
_BREAKING = 2.0
"""Characters that a line loses where words are broken."""


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
                column.need,
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
    those are left out that a narrow terminal leaves out first.
    """
    editable = [place for place, column in enumerate(wanted) if column.column.is_editable]
    kept = [
        place
        for place, column in enumerate(wanted[: max(editable, default=len(wanted)) + 1])
        if not place or column.column.is_editable or column.column.key != by
    ]
    while not _fits([wanted[place].width(_MOST_LINES) for place in kept]):
        spare = [place for place in kept[1:] if wanted[place].column.spare and place not in editable]
        if not spare:
            break
        kept.remove(max(spare, key=lambda place: (wanted[place].column.spare, place)))
    return kept


def printed_widths(wanted: Sequence[Wanted]) -> list[float]:
    """The widths on a printed sheet: as wide as a page has room for, the longest texts on equally many lines."""
    lines = next(
        (count for count in range(1, _MOST_LINES) if _fits([column.width(count) for column in wanted])),
        _MOST_LINES,
    )
    widths = [column.width(lines) for column in wanted]
    free = [place for place, column in enumerate(wanted) if column.is_free]
    room = _room(widths)
    if free and room > 0:
        widths[free[-1]] += room
    return widths


def _fits(widths: Sequence[float]) -> bool:
    return _room(widths) >= 0


def _room(widths: Sequence[float]) -> float:
    """The characters that are left of a page."""
    return WIDEST - CELL_MARGIN * len(widths) - sum(widths)
