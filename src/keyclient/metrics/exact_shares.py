"""How much 80 % of an amount is, exactly."""

from fractions import Fraction
from functools import cache
from typing import TypeVar

import narwhals as nw

Number = int | float
"""A value, or a sum of values: whole units of the measure, or floats where the measure has no such unit."""

WholeT = TypeVar("WholeT", int, nw.Expr)

HAIR = 1e-12
"""Float sums that differ by no larger part are taken for equal: 0.6 is 75 % of 0.6 + 0.2, though not in binary."""

_DENOMINATOR = 10**9


@cache
def fraction(share: float) -> Fraction:
    """The share as it is written: 0.8 is 4/5, not its neighbour in binary. Exact to nine decimals."""
    return Fraction(str(share)).limit_denominator(_DENOMINATOR)


def part_rounded_up(whole: WholeT, share: float) -> WholeT:
    """The smallest whole number that is not below `share` of `whole` (not negative), for a number or a column.

    The multiplication is split so that no step leaves int64 while `whole` is below 2**62.
    """
    part = fraction(share)
    rest = whole % part.denominator
    rounded = (rest * part.numerator + (part.denominator - 1)) // part.denominator
    return whole // part.denominator * part.numerator + rounded


def part_rounded_down(whole: WholeT, share: float, *, times: int = 1) -> WholeT:
    """The largest whole number that is not above `times` the `share` of `whole` (not negative)."""
    part = fraction(share)
    rest = whole % part.denominator
    return (
        whole // part.denominator * part.numerator * times
        + rest * (part.numerator * times) // part.denominator
    )


def edge(whole: Number, share: float) -> Number:
    """What a sum has to reach to be `share` of `whole`: exact for whole units, but for a hair for floats."""
    return part_rounded_up(whole, share) if isinstance(whole, int) else whole * share * (1 - HAIR)
