"""Whether a rate is higher among some than among others of the same kind, kind by kind."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

_CONTINUITY = 0.5
"""Heads come in whole numbers: half a head of the excess is not counted."""


class Stratum(NamedTuple):
    """The two sides among customers of one kind: how many there are, and of how many of them it came true."""

    some: int
    some_true: int
    others: int
    others_true: int


class Excess(NamedTuple):
    """How many more it came true for than if both sides had the rate of their kind."""

    heads: float
    variance: float
    """Of `heads`, if both sides have one rate in every kind."""
    some: int
    """Of kinds that have both sides: how many there are to compare."""
    others: int


def excess(strata: Iterable[Stratum]) -> Excess:
    """The sum over all kinds of what was seen less what was to be expected (Mantel and Haenszel 1959).

    Expected and variance are those of the hypergeometric distribution. A kind with one side alone tells nothing and
    counts nothing.
    """
    heads = variance = 0.0
    some = others = 0
    for one in strata:
        whole, true = one.some + one.others, one.some_true + one.others_true
        if not one.some or not one.others:
            continue
        some, others = some + one.some, others + one.others
        heads += one.some_true - one.some * true / whole
        variance += one.some * one.others * true * (whole - true) / (whole**2 * (whole - 1))
    return Excess(heads, variance, some, others)


def excess_in_errors(heads: float, variance: float) -> float:
    """The excess in standard errors with the correction for continuity (Mantel and Haenszel 1959); 0 within half a head.

    It is negative where it came true for fewer.
    """
    counted = max(abs(heads) - _CONTINUITY, 0.0)
    if counted == 0 or variance <= 0:
        return 0.0
    return counted / sqrt(variance) * (1 if heads > 0 else -1)
