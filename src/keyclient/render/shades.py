"""The block before a share in a heat map: the fuller, the larger the share."""

from keyclient.model.report import Cell
from keyclient.render.bars import share_of
from keyclient.render.screen import Marks

_WIDTH = 2


def shade(value: Cell, marks: Marks) -> str:
    """A block of two cells; blank for nothing, less than nothing, and what is no share."""
    share = share_of(value)
    if share == 0:
        return " " * _WIDTH
    level = min(int(share * len(marks.shades)), len(marks.shades) - 1)
    return marks.shades[level] * _WIDTH
