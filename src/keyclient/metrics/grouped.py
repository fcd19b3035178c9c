"""Class edges and vital few of every group at once, in columns with one row per group.

The results equal those of `classes.cut` and `CurvePoints.fewest` for one curve, for any number of groups in one pass.
"""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.class_edge import ClassEdge, Ties, edges_of_column
from keyclient.metrics.curve import is_exact
from keyclient.metrics.curve_points import reaches
from keyclient.metrics.whole_division import small_quotient


def positive_blocks(curve: FrameT, sums: FrameT, by: Sequence[str]) -> FrameT:
    """The blocks of positive values, with the columns `known` and `gross` of their group from `profiles`."""
    return curve.filter(nw.col("value") > 0).join(sums.select(*by, "known", "gross"), on=list(by))


def cuts_in_groups(blocks: FrameT, by: Sequence[str], share: float, ties: Ties, name: str) -> FrameT:
    """The class whose customers hold `share` (0..1) of the gross positive value of their group: its customers and value.

    Columns: `by`, `NAME_customers`, `NAME_held`. Groups without positive values have no row.
    """
    end = edges_of_column(nw.col("gross"), share, exact=is_exact(blocks))
    return cuts_at(_first_reaching(blocks, by, end), by, share, ties, name)


def cuts_at(first: FrameT, by: Sequence[str], share: float, ties: Ties, name: str) -> FrameT:
    """The same from the blocks in which the classes end, one row a group."""
    end = edges_of_column(nw.col("gross"), share, exact=is_exact(first))
    less, more = end.boundary_test(nw.col("larger"), nw.col("held"), ties)
    inside = less <= more
    return first.select(
        *by,
        nw.when(inside).then(nw.col("reach")).otherwise(nw.col("ahead")).alias(f"{name}_customers"),
        nw.when(inside).then(nw.col("held")).otherwise(nw.col("larger")).alias(f"{name}_held"),
    )


def fewest_in_groups(blocks: FrameT, by: Sequence[str], share: float) -> FrameT:
    """The smallest number of largest customers who hold `share` of the gross positive value of their group.

    Columns: `by`, `fewest`. Groups without positive values have no row.
    """
    end = edges_of_column(nw.col("gross"), share, exact=is_exact(blocks))
    return fewest_at(_first_reaching(blocks, by, end), by, share)


def fewest_at(first: FrameT, by: Sequence[str], share: float) -> FrameT:
    """The same from the blocks in which the share is reached, one row a group."""
    exact = is_exact(first)
    end = edges_of_column(nw.col("gross"), share, exact=exact)
    missing, value = end.least - nw.col("larger"), nw.col("value")
    needed = (
        small_quotient(missing + value - 1, value) if exact else (missing / value).ceil().clip(1, nw.col("n"))
    )
    return first.select(*by, (nw.col("ahead") + needed.cast(nw.Int64)).alias("fewest"))


def _first_reaching(blocks: FrameT, by: Sequence[str], end: ClassEdge[nw.Expr]) -> FrameT:
    """Of every group the block with which the sum of the largest values reaches the end; the columns of the curve.

    Values fall and everything else rises along a curve, so the first of several blocks has the extremes of all.
    """
    rising = ("ahead", "reach", "larger", "held", "gross")
    found = blocks.filter(reaches(end.least, exact=is_exact(blocks)))
    first = found.group_by(*by).agg(nw.col("value").max(), *(nw.col(name).min() for name in rising))
    return first.with_columns((nw.col("reach") - nw.col("ahead")).alias("n"))
