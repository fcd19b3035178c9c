"""The bar beside a share: its length is in proportion to the share."""

from collections.abc import Iterable
from decimal import Decimal
from math import isfinite

from keyclient.model.report import Cell
from keyclient.render.screen import Marks

_WIDTH = 2


def shade(value: Cell, marks: Marks) -> str:
    """A block of two cells; blank for nothing, less than nothing, and what is no share."""
    share = share_of(value)
    if share == 0:
        return " " * _WIDTH
    level = min(int(share * len(marks.shades)), len(marks.shades) - 1)
    return marks.shades[level] * _WIDTH


def scale(shares: Iterable[Cell]) -> float | None:
    """The share whose bar takes the whole width; None where there is nothing to draw.

    The whole (1) where a share reaches half of it; else, and above 1, the largest share, so that many small
    shares can still be told apart.
    """
    largest = max(map(share_of, shares), default=0.0)
    return 1.0 if 0.5 <= largest <= 1.0 else largest or None


def bar(share: Cell, full: float, width: int, marks: Marks) -> str:
    """A bar of `share / full` of the width, in half cells where the screen has them; no bar for nothing or less."""
    steps = 2 if marks.half else 1
    length = round(share_of(share) / full * width * steps)
    return marks.full * (length // steps) + marks.half * (length % steps)


def share_of(value: Cell) -> float:
    """The share as a float; what is no share, or less than nothing, is 0."""
    share = float(value) if isinstance(value, int | float | Decimal) else 0.0
    return max(0.0, share) if isfinite(share) else 0.0
