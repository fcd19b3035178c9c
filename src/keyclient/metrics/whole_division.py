"""Exact quotients of whole numbers in columns. `//` is none: Spark divides floats, which is wrong beyond 2 ** 53."""

import narwhals as nw

_HALF = 2**31


def small_quotient(value: nw.Expr, divisor: nw.Expr | int) -> nw.Expr:
    """How many times the divisor fits into a value of 0 or above, at most 2 ** 31 times; int64.

    Without the remainder the division leaves a whole number, of which floats are less than a half away.
    """
    return ((value - value % divisor) / divisor).round().cast(nw.Int64)


def quotient(value: nw.Expr, divisor: int) -> nw.Expr:
    """How many times a divisor of at most 2 ** 30 fits into a value below 2 ** 62 and not below 0; int64.

    Long division with two digits of 31 bits each.
    """
    low = value % _HALF
    high = small_quotient(value, _HALF)
    rest = high % divisor
    return small_quotient(high, divisor) * _HALF + small_quotient(rest * _HALF + low, divisor)
