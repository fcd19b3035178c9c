"""How much of the inequality lies between groups, and how much within them.

The Theil index (H. Theil, *Economics and Information Theory*, 1967) is the mean of (x / m) ln(x / m) over the
customers, where m is their mean: 0 if all are equal, ln n if one of n has everything. A zero contributes 0, the limit
of x ln x; negative values are not defined. The index is the sum of two parts: the index if every customer had the mean
of its group, and the groups' own indices weighted by their share of the value.
"""

from typing import NamedTuple

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.exact_shares import Number


class TheilParts(NamedTuple):
    """The Theil index of a book with groups, split in two; their sum is the index of the book."""

    between: float
    within: float


def theil(blocks: FrameT, sums: FrameT, known: int, gross: Number) -> TheilParts | None:
    """The parts for a book of `known` customers, none negative, with total value `gross`; None if that is 0.

    `blocks`: from `positive_blocks`; `sums`: one row per group with `known` and `gross`, from `profiles`. A part is
    never negative, whatever the rounding.
    """
    if not gross:
        return None
    value, own = nw.col("value").cast(nw.Float64), nw.col("gross").cast(nw.Float64)
    within = nw.col("amount") / gross * (value * nw.col("known") / own).log()
    part = own / gross
    between = part * (part * known / nw.col("known")).log()
    return TheilParts(
        _sum(sums.filter(nw.col("gross") > 0).select(between.alias("part"))),
        _sum(blocks.select(within.alias("part"))),
    )


def _sum(parts: FrameT) -> float:
    (found,) = parts.select(nw.col("part").sum()).lazy().collect()["part"].to_list()
    return max(float(found), 0.0)
