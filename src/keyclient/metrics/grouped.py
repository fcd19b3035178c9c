"""Where the classes and the vital few end in every group at once: columns with one row a group.

The same answers as `classes.cut` and `Points.fewest` give for one curve, for a hundred thousand of them.
"""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.class_edge import End, Ties, ends_of_column
from keyclient.metrics.curve import is_exact
from keyclient.metrics.curve_points import reaches


def positive_blocks(curve: FrameT, sums: FrameT, by: Sequence[str]) -> FrameT:
    """The blocks of positive values, each with the columns `known` and `gross` of its group from `profiles`."""
    return curve.filter(nw.col("value") > 0).join(sums.select(*by, "known", "gross"), on=list(by))


def cuts_in_groups(blocks: FrameT, by: Sequence[str], share: float, ties: Ties, name: str) -> FrameT:
    """Where the class ends whose customers hold `share` of the gross positive value of their group.

    Columns: `by`, `NAME_customers`, `NAME_held`. Groups without positive values have no row.
    """
    end = ends_of_column(nw.col("gross"), share, exact=is_exact(blocks))
    less, more = end.weighed(nw.col("larger"), nw.col("held"), ties)
    inside = less <= more
    return _first_reaching(blocks, by, end).select(
        *by,
        nw.when(inside).then(nw.col("reach")).otherwise(nw.col("ahead")).alias(f"{name}_customers"),
        nw.when(inside).then(nw.col("held")).otherwise(nw.col("larger")).alias(f"{name}_held"),
    )


def fewest_in_groups(blocks: FrameT, by: Sequence[str], share: float) -> FrameT:
    """The smallest number of largest customers who hold `share` of the gross positive value of their group.

    Columns: `by`, `fewest`. Groups without positive values have no row.
    """
    exact = is_exact(blocks)
    end = ends_of_column(nw.col("gross"), share, exact=exact)
    missing, value = end.least - nw.col("larger"), nw.col("value")
    needed = (missing + value - 1) // value if exact else (missing / value).ceil().clip(1, nw.col("n"))
    return _first_reaching(blocks, by, end).select(
        *by, (nw.col("ahead") + needed.cast(nw.Int64)).alias("fewest")
    )


def _first_reaching(blocks: FrameT, by: Sequence[str], end: End[nw.Expr]) -> FrameT:
    """Of every group the block with which the sum of the largest values reaches the end; the columns of the curve.

    Values fall and everything else rises along a curve, so the first of several blocks has the extremes of all.
    """
    rising = ("ahead", "reach", "larger", "held", "gross")
    found = blocks.filter(reaches(end.least, exact=is_exact(blocks)))
    first = found.group_by(*by).agg(nw.col("value").max(), *(nw.col(name).min() for name in rising))
    return first.with_columns((nw.col("reach") - nw.col("ahead")).alias("n"))
