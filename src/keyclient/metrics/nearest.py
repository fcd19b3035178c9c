"""Where the curve comes nearest to the ideal of everything held by nobody: there class A ends by itself.

Computed ABC analysis (A. Ultsch, J. Lötsch, "Computed ABC Analysis for Rational Selection of Most Informative
Variables in Multivariate Data", PLoS ONE 10, 2015). A point of the curve is a customer by rank: the part of the
customers up to it, and the part of the gross positive value that they hold. The ideal is (0, 1). Nothing is
interpolated, and a point may lie within a block of equal values. Of two points equally near the one with fewer
customers is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.curve_points import Block, Points
from keyclient.metrics.exact_shares import Number

_SLACK = 1e-13
"""Distances in floating point are off by less. Blocks that are nearer than that to each other are compared exactly."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The point of a curve that is nearest to the ideal."""

    rank: int
    """How many of the largest customers it is."""
    held: Number
    """What they hold together."""


def near(curve: FrameT, known: nw.Expr, gross: nw.Expr, by: Sequence[str] = ()) -> FrameT:
    """The blocks in which the nearest point may lie: nearly always one a group, none where no value is positive.

    `known`: the customers with a value, `gross`: the gross positive value; of the group in each row of the curve.
    """
    step = nw.col("value") / gross
    missing = (gross - nw.col("larger")) / gross
    falls = step * known
    within = ((falls * missing * known - nw.col("ahead")) / (1 + falls * falls)).clip(1.0, nw.col("n"))
    across = (nw.col("ahead") + within) / known
    distance = across * across + (missing - within * step) * (missing - within * step)
    blocks = curve.filter(nw.col("value") > 0).with_columns(distance.alias("distance"))
    least = nw.col("distance").min()
    return blocks.filter(nw.col("distance") <= (least.over(*by) if by else least) + _SLACK)


def nearest(points: Points, known: int, gross: Number) -> Nearest | None:
    """The nearest of the points in the blocks of `near`; exact for whole units. None where there are no blocks."""
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
    """The ranks on both sides of where the line through the block is nearest, as far as they are in the block."""
    if block.n == 1:
        yield block.reach
        return
    step, missing = _ratio(block.value, gross), _ratio(gross - block.larger, gross)
    falls = step * known
    lower = int((falls * missing * known - block.ahead) // (1 + falls * falls))
    first, last = (min(max(place, 1), block.n) for place in (lower, lower + 1))
    yield from range(block.ahead + first, block.ahead + last + 1)


def _ratio(part: Number, whole: Number) -> Fraction | float:
    """Exact where both are whole."""
    return Fraction(part, whole) if isinstance(part, int) and isinstance(whole, int) else part / whole
