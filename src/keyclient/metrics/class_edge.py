"""Where a class ends on the curve, and whether the block of equal values that crosses the end is inside."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import narwhals as nw

from keyclient.metrics.exact_shares import HAIR, Number, WholeT, part_rounded_down, part_rounded_up

Ties = Literal["up", "down", "nearest"]

SumT = TypeVar("SumT", Number, nw.Expr)
"""Sums of values: of one curve, or columns with a row a group."""


@dataclass(frozen=True, slots=True)
class End(Generic[SumT]):
    """The sum of values at which a class ends, as the sums of whole blocks are held against it.

    Whole units are compared exactly, although the end itself may fall between two of them; float sums but for a
    hair.
    """

    least: SumT
    """The smallest sum that reaches the end."""
    most: SumT
    """The largest sum that does not go over it."""
    twice: SumT
    """What the sums before and after a block may add up to while the second is the nearer one, or as near."""

    def weighed(self, larger: SumT, held: SumT, ties: Ties) -> tuple[SumT, SumT]:
        """Two sums of which the first is not above the second where a block is inside.

        The block is that with which the sum grows from `larger` to `held` and reaches the end. Under `up` it is
        always inside, under `down` where it meets the end exactly, under `nearest` where the sum with it is nearer
        to the end than the sum without it, or as near.
        """
        if ties == "up":
            return self.least, held
        return (held, self.most) if ties == "down" else (larger + held, self.twice)


def end_at(whole: Number, share: float) -> End[Number]:
    """The end of the class whose customers hold `share` of `whole`."""
    return End(*_parts(whole, share)) if isinstance(whole, int) else _near(whole * share)


def end_at_sum(held: Number) -> End[Number]:
    """The end of the class whose customers hold exactly as much."""
    return End(held, held, 2 * held) if isinstance(held, int) else _near(held)


def ends_of_column(whole: nw.Expr, share: float, *, exact: bool) -> End[nw.Expr]:
    """`end_at` of every value of a column; `exact` where the column holds whole units."""
    return End(*_parts(whole, share)) if exact else _near(whole * share)


def _parts(whole: WholeT, share: float) -> tuple[WholeT, WholeT, WholeT]:
    """The sums of an `End` in whole units."""
    down = part_rounded_down
    return part_rounded_up(whole, share), down(whole, share), down(whole, share, times=2)


def _near(held: SumT) -> End[SumT]:
    return End(held * (1 - HAIR), held * (1 + HAIR), held * (2 * (1 + HAIR)))
