"""The cumulative value curve, from the largest customer down.

A customer's rank depends on value alone, so customers of equal value form one block. The curve has one row per block
(and group):

- `value`: the value of each of its customers; `n`: their number; `amount`: their total value.
- `ahead`, `larger`: the number of customers with a strictly larger value, and the sum of their values.
- `reach`, `held`: the same including the block.

Counts are int64. Values are int64 units of the measure, summed exactly, or floats. The same code runs in memory
(pandas) and lazily (DuckDB, Spark); in memory the rows are sorted by falling value.
"""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

COLUMNS = frozenset(("value", "n", "amount", "ahead", "larger", "reach", "held"))
"""Of a curve without groups."""


def curve(valued: FrameT, by: Sequence[str] = ()) -> FrameT:
    """The curve of the column `value`, separately in every group of the columns `by`.

    Neither `value` nor the columns `by` may contain nulls. An empty frame gives an empty curve.
    """
    blocks = valued.group_by(*by, "value").agg(nw.len().alias("n"))
    blocks = whole_numbers(blocks, "n").with_columns((nw.col("value") * nw.col("n")).alias("amount"))
    summed = _running(blocks, by)
    if is_exact(valued):
        summed = whole_numbers(summed, "reach", "held")
    return summed.with_columns(
        (nw.col("reach") - nw.col("n")).alias("ahead"),
        (nw.col("held") - nw.col("amount")).alias("larger"),
    )


def is_exact(frame: FrameT) -> bool:
    """Whether the column `value` holds whole units (an integer type)."""
    return frame.collect_schema()["value"].is_integer()


def whole_numbers(frame: FrameT, *names: str) -> FrameT:
    """The frame with the named columns cast to int64: databases widen their sums to decimals."""
    return frame.with_columns(nw.col(*names).cast(nw.Int64))


def _running(blocks: FrameT, by: Sequence[str]) -> FrameT:
    """Adds the running sums `reach` and `held`. A database sorts each window itself.

    In memory one sort serves both, and none is needed if the values are already in falling order.
    """
    reach = nw.col("n").cum_sum()
    held = nw.col("amount").cum_sum()
    if isinstance(blocks, nw.DataFrame):
        if not blocks["value"].is_sorted(descending=True):
            blocks = blocks.sort("value", descending=True)
        if by:
            reach, held = reach.over(*by), held.over(*by)
    else:
        blocks = blocks.with_columns((-nw.col("value")).alias("falling"))
        reach, held = reach.over(*by, order_by="falling"), held.over(*by, order_by="falling")
    return blocks.with_columns(reach.alias("reach"), held.alias("held"))
