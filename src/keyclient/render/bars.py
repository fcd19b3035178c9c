"""Bars and shaded blocks for shares on a terminal."""

from collections.abc import Iterable
from decimal import Decimal
from math import isfinite

from keyclient.model.report import Cell
from keyclient.render.screen import DrawingMarks

_WIDTH = 2


def shade(value: Cell, marks: DrawingMarks) -> str:
    """A shaded block of two cells; blank for zero, negative values and non-shares."""
    share = share_of(value)
    if share == 0:
        return " " * _WIDTH
    level = min(int(share * len(marks.shades)), len(marks.shades) - 1)
    return marks.shades[level] * _WIDTH


def scale(shares: Iterable[Cell]) -> float | None:
    """The share whose bar fills the whole width; None if there is nothing to draw.

    1 if the largest share is between 0.5 and 1; else the largest share, so that small shares can be told apart.
    """
    largest = max(map(share_of, shares), default=0.0)
    return 1.0 if 0.5 <= largest <= 1.0 else largest or None


def bar(share: Cell, full: float, width: int, marks: DrawingMarks) -> str:
    """A bar of `share / full` of the width, in half cells if the screen has them; none for zero or less."""
    steps = 2 if marks.half else 1
    length = round(share_of(share) / full * width * steps)
    return marks.full * (length // steps) + marks.half * (length % steps)


def share_of(value: Cell) -> float:
    """The share as a float; 0 for negative values and non-shares."""
    share = float(value) if isinstance(value, int | float | Decimal) else 0.0
    return max(0.0, share) if isfinite(share) else 0.0
