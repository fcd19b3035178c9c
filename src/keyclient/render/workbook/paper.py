"""What fits on a printed page of A4 when no letter may be smaller than eight points."""

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_UPRIGHT, _ACROSS = (84.0, 49.0), (123.0, 33.0)
"""Characters and lines of a page at full size, with the margins of `set_up` and the widest of the usual fonts."""
LEAST_SCALE = 0.82
"""Letters of ten points are then printed with a little more than eight."""
WIDEST = _ACROSS[0] / LEAST_SCALE
"""The most characters across a page."""
CELL_MARGIN = 0.7
"""The characters that the margins of a cell take beside the width of its column."""
LISTED_ROWS = 100
"""How many rows of a list are printed; the others are in the file."""
_SMALLER = 0.25
"""The part of a further page for which letters are rather printed a little smaller."""
_LAST_CELL = (1_048_575, 16_383)


class Extent(NamedTuple):
    """The size of what is printed together, in characters and lines."""

    width: float
    lines: float


def fits(extent: Extent) -> bool:
    """Whether it is legible on one page, upright or across."""
    return max(_scale(extent, _UPRIGHT), _scale(extent, _ACROSS)) >= LEAST_SCALE


def fits_across(extent: Extent, least: float) -> bool:
    """Whether it fits on one page across that is printed at this scale or a larger one."""
    return _scale(extent, _ACROSS) >= least


def across(widths: Sequence[float]) -> float:
    """The characters that some columns take across a page, with the margins of their cells."""
    return sum(widths) + CELL_MARGIN * len(widths)


def pages_across(width: float, repeated: float) -> int:
    """On how many pages beside each other a sheet is printed; its first columns are repeated on each."""
    if repeated > WIDEST / 2:
        return 1
    return max(1, ceil((width - repeated) / (WIDEST - repeated) - _SMALLER))


def set_up(sheet: "Worksheet", extent: Extent, *, one_page: bool = False) -> None:
    """The page of a sheet: as wide as the paper, upright unless across is larger."""
    room = Extent(extent.width, extent.lines if one_page else 1)
    if _scale(room, _ACROSS) > _scale(room, _UPRIGHT):
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, int(one_page))
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    footer(sheet)


def footer(sheet: "Worksheet", note: str = "") -> None:
    """The name of the sheet, a note, and the number of the page, in letters that do not shrink with the sheet."""
    middle = f"&C&10{note.replace('&', '&&')}" if note else ""
    sheet.set_footer(f"&L&10&A{middle}&R&10&P / &N", {"scale_with_doc": False})


def leave_out(sheet: "Worksheet") -> None:
    """Prints nothing of a sheet when its whole workbook is printed: the area to print is a blank cell."""
    sheet.print_area(*_LAST_CELL, *_LAST_CELL)


def _scale(extent: Extent, page: tuple[float, float]) -> float:
    return min(1.0, page[0] / max(extent.width, 1.0), page[1] / max(extent.lines, 1.0))
