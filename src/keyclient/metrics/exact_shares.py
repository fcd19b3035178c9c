"""Exact shares of an amount, such as 80 % of a sum in whole units."""

from fractions import Fraction
from functools import cache
from typing import TypeVar, overload

import narwhals as nw

from keyclient.metrics.whole_division import quotient

Number = int | float
"""A value or a sum of values: whole units of the measure, or floats if the measure has no such unit."""

WholeT = TypeVar("WholeT", int, nw.Expr)

TOLERANCE = 1e-12
"""Relative difference below which float sums count as equal: 0.6 is 75 % of 0.6 + 0.2, though not in binary."""

_DENOMINATOR = 10**9


@cache
def fraction(share: float) -> Fraction:
    """The share as written in decimal: 0.8 is 4/5, not its binary neighbour. Exact to nine decimals."""
    return Fraction(str(share)).limit_denominator(_DENOMINATOR)


def share_of(part: Number, whole: Number) -> float | None:
    """A part of a whole; None if the whole is not positive."""
    return part / whole if whole > 0 else None


def share_rounded_up(whole: WholeT, share: float) -> WholeT:
    """The smallest whole number that is at least `share` of `whole`, which must not be negative.

    The multiplication is split so that no step overflows int64 while `whole` is below 2**62.
    """
    part = fraction(share)
    rest = whole % part.denominator
    rounded = _quotient(rest * part.numerator + (part.denominator - 1), part.denominator)
    return _quotient(whole, part.denominator) * part.numerator + rounded


def share_rounded_down(whole: WholeT, share: float, *, times: int = 1) -> WholeT:
    """The largest whole number that is at most `times` the `share` of `whole`, which must not be negative."""
    part = fraction(share)
    rest = whole % part.denominator
    down = _quotient(rest * (part.numerator * times), part.denominator)
    return _quotient(whole, part.denominator) * (part.numerator * times) + down


@overload
def _quotient(whole: int, divisor: int) -> int: ...
@overload
def _quotient(whole: nw.Expr, divisor: int) -> nw.Expr: ...
def _quotient(whole: int | nw.Expr, divisor: int) -> int | nw.Expr:
    return whole // divisor if isinstance(whole, int) else quotient(whole, divisor)


def exact_share(whole: Number, share: float) -> Number:
    """The sum that counts as `share` of `whole`: exact for whole units, within `TOLERANCE` for floats."""
    return share_rounded_up(whole, share) if isinstance(whole, int) else whole * share * (1 - TOLERANCE)
