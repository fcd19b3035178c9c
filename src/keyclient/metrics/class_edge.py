"""The lower edge of a class on the value curve, and whether a block of equal values across it belongs to the class."""

from typing import Generic, Literal, TypeVar

import narwhals as nw

from keyclient.metrics.exact_shares import TOLERANCE, Number, WholeT, share_rounded_down, share_rounded_up
from keyclient.model.record import dataclass

Ties = Literal["up", "down", "nearest"]

SumT = TypeVar("SumT", Number, nw.Expr)
"""Sums of values: single numbers for one curve, or columns with one row per group."""


@dataclass(frozen=True, slots=True)
class ClassEdge(Generic[SumT]):
    """The cumulative value at which a class ends, in a form that can be compared with the sums of whole blocks.

    Whole units are compared exactly, although the edge may lie between two of them; float sums within `TOLERANCE`.
    """

    least: SumT
    """The smallest sum that reaches the edge."""
    most: SumT
    """The largest sum that does not exceed it."""
    twice: SumT
    """The largest total of the sums before and after a block for which the second is at least as near to the edge."""

    def boundary_test(self, larger: SumT, held: SumT, ties: Ties) -> tuple[SumT, SumT]:
        """Two sums; a block belongs to the class if the first does not exceed the second.

        The block is the one that takes the sum from `larger` to `held` and thereby reaches the edge. With `up` it
        always belongs; with `down` only if it meets the edge exactly; with `nearest` if the sum with it is at least
        as near to the edge as the sum without it.
        """
        if ties == "up":
            return self.least, held
        return (held, self.most) if ties == "down" else (larger + held, self.twice)


def edge_at_share(whole: Number, share: float) -> ClassEdge[Number]:
    """The edge of the class whose customers hold `share` (0..1) of `whole`."""
    return (
        ClassEdge(*_whole_unit_sums(whole, share)) if isinstance(whole, int) else _float_sums(whole * share)
    )


def edge_at_sum(held: Number) -> ClassEdge[Number]:
    """The edge of the class whose customers hold exactly this much."""
    return ClassEdge(held, held, 2 * held) if isinstance(held, int) else _float_sums(held)


def edges_of_column(whole: nw.Expr, share: float, *, exact: bool) -> ClassEdge[nw.Expr]:
    """`edge_at_share` for every value of a column; `exact` if the column holds whole units."""
    return ClassEdge(*_whole_unit_sums(whole, share)) if exact else _float_sums(whole * share)


def _whole_unit_sums(whole: WholeT, share: float) -> tuple[WholeT, WholeT, WholeT]:
    """The sums of a `ClassEdge` in whole units."""
    down = share_rounded_down
    return share_rounded_up(whole, share), down(whole, share), down(whole, share, times=2)


def _float_sums(held: SumT) -> ClassEdge[SumT]:
    return ClassEdge(held * (1 - TOLERANCE), held * (1 + TOLERANCE), held * (2 * (1 + TOLERANCE)))
