"""How much of the unevenness lies between the groups, and how much within them.

The Theil index (H. Theil, *Economics and Information Theory*, 1967) is the mean of (x / m) ln(x / m) over the
customers, m being their mean: 0 when all are equal, ln n when one of n has everything. A zero counts as 0, the limit
of x ln x; a negative value has no logarithm. The index is the sum of two parts: what it would be if every customer
had the mean of its group, and the groups' own indices weighted by what each group holds.
"""

from typing import NamedTuple

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.exact_shares import Number


class TheilParts(NamedTuple):
    """The Theil index of a book in groups, split; the sum of both is the index of the book."""

    between: float
    within: float


def theil(blocks: FrameT, sums: FrameT, known: int, gross: Number) -> TheilParts | None:
    """The parts for a book of `known` customers without negative values who hold `gross`; None where that is nothing.

    `blocks`: as from `positive_blocks`; `sums`: a row a group with its `known` and `gross`, as from `profiles`.
    Rounding never makes a part negative.
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
