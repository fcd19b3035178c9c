"""The value that a share of the customers reach, at any scale: the same as `floors.reached`, without a sort."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from keyclient.metrics.floors import ReachedValue
from keyclient.metrics.largest_first import rank_at
from keyclient.metrics.selection.selection import Limits, Selection


def reached_at_scale(
    frame: nw.LazyFrame[Any],
    column: str,
    positives: int,
    shares: Sequence[float],
    limits: Limits | None = None,
) -> dict[float, ReachedValue | None]:
    """The value at each share (0..1) of the customers with a positive value, counted from the largest and rounded up.

    `column`: whole numbers (int64) below 2 ** 62, of which `positives` are positive. None if no value is positive. Equal
    values count together, so more customers than the share may reach it.
    """
    if not positives or not shares:
        return dict.fromkeys(shares)
    above = frame.select(nw.col(column).alias("value")).filter(nw.col("value") > 0)
    ranks = {share: rank_at(share, positives) for share in shares}
    points = Selection(above, positives, limits).points(ranks=ranks.values())
    blocks = {share: points.holding(rank) for share, rank in ranks.items()}
    return {share: ReachedValue(ranks[share], block.value, block.reach) for share, block in blocks.items()}
