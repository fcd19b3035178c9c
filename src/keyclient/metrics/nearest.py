"""The point of the curve nearest to the ideal of all value with no customers: the natural end of class A.

Computed ABC analysis (A. Ultsch, J. Lötsch, "Computed ABC Analysis for Rational Selection of Most Informative
Variables in Multivariate Data", PLoS ONE 10, 2015). Each customer, by rank, is a point of the curve: the share
of the customers up to it, and the share of the gross positive value they hold. The ideal is (0, 1). Nothing is
interpolated, and a point may lie within a block of equal values. Of two equally near points the one with fewer
customers is taken.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.curve_points import Block, CurvePoints
from keyclient.metrics.exact_shares import Number
from keyclient.model.record import dataclass

_TOLERANCE = 1e-13
"""Upper bound of the floating-point error of a distance. Blocks whose distances differ by less are compared exactly."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The point of a curve nearest to the ideal."""

    rank: int
    """The number of largest customers up to the point."""
    held: Number
    """Their total value."""


def nearest_blocks(curve: FrameT, known: nw.Expr, gross: nw.Expr, by: Sequence[str] = ()) -> FrameT:
    """The blocks that may contain the nearest point: nearly always one per group, none if no value is positive.

    `known`: the number of customers with a value; `gross`: the gross positive value; both for the group of each row.
    """
    step = nw.col("value") / gross
    missing = (gross - nw.col("larger")) / gross
    falls = step * known
    within = ((falls * missing * known - nw.col("ahead")) / (1 + falls * falls)).clip(1.0, nw.col("n"))
    across = (nw.col("ahead") + within) / known
    distance = across * across + (missing - within * step) * (missing - within * step)
    blocks = curve.filter(nw.col("value") > 0).with_columns(distance.alias("distance"))
    least = nw.col("distance").min()
    return blocks.filter(nw.col("distance") <= (least.over(*by) if by else least) + _TOLERANCE)


def nearest(points: CurvePoints, known: int, gross: Number) -> Nearest | None:
    """The nearest point within the blocks of `nearest_blocks`; exact for whole units. None if there are no blocks."""
    found = [
        Nearest(rank, block.larger + (rank - block.ahead) * block.value)
        for block in points.blocks
        if block.value > 0
        for rank in _ranks(block, known, gross)
    ]
    if len(found) <= 1:
        return next(iter(found), None)
    return min(
        found, key=lambda point: _ratio(point.rank, known) ** 2 + _ratio(gross - point.held, gross) ** 2
    )


def _ranks(block: Block, known: int, gross: Number) -> Iterator[int]:
    """The ranks on both sides of the nearest point of the line through the block, limited to the block."""
    if block.n == 1:
        yield block.reach
        return
    step, missing = _ratio(block.value, gross), _ratio(gross - block.larger, gross)
    falls = step * known
    lower = int((falls * missing * known - block.ahead) // (1 + falls * falls))
    first, last = (min(max(place, 1), block.n) for place in (lower, lower + 1))
    yield from range(block.ahead + first, block.ahead + last + 1)


def _ratio(part: Number, whole: Number) -> Fraction | float:
    """The ratio, exact if both are whole numbers."""
    return Fraction(part, whole) if isinstance(part, int) and isinstance(whole, int) else part / whole
