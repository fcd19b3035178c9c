"""Whether a mean is higher on one side than on another among the like of each, kind by kind."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

_LEAST = 2
"""Customers on a side of a kind, below which nobody can say how much they differ among themselves."""


class Side(NamedTuple):
    """One side of one kind."""

    customers: int
    mean: float
    squares: float
    """The sum of the squared deviations from the mean."""

    @property
    def variance_of_mean(self) -> float:
        """The estimated variance of the mean; the side has at least two."""
        return self.squares / (self.customers - 1) / self.customers


class MeanDifference(NamedTuple):
    """The mean of some against the mean that others like them would have."""

    some: int
    """Of the kinds that have both sides: how many there are to compare."""
    others: int
    some_mean: float
    others_mean: float
    """As if the others were of each kind as often as the some."""
    difference: float
    low: float
    high: float


def mean_difference(strata: Iterable[tuple[Side, Side]], z: float) -> MeanDifference | None:
    """The difference of means with its interval; None where no kind has two on each side.

    Kinds count by the number of the first side, so that the figure is about those. The variance is that of Neyman for
    stratified comparisons (Imbens and Rubin, Causal Inference, 2015, chapter 9), its degrees of freedom those of Welch and
    Satterthwaite. `z`: half-width in standard errors where there are many; 1.959964 means 95 %.
    """
    kinds = [(some, others) for some, others in strata if min(some.customers, others.customers) >= _LEAST]
    if not kinds:
        return None
    whole = sum(some.customers for some, _ in kinds)
    shares = [some.customers / whole for some, _ in kinds]
    pairs = list(zip(shares, kinds, strict=True))
    some_mean = sum(share * some.mean for share, (some, _) in pairs)
    others_mean = sum(share * others.mean for share, (_, others) in pairs)
    parts = [(share**2 * side.variance_of_mean, side.customers - 1) for share, kind in pairs for side in kind]
    difference = some_mean - others_mean
    half = _half_width(parts, z)
    count = sum(others.customers for _, others in kinds)
    return MeanDifference(
        whole, count, some_mean, others_mean, difference, difference - half, difference + half
    )


def _half_width(parts: list[tuple[float, int]], z: float) -> float:
    """Of the interval of a sum of means with these variances and degrees of freedom; 0 where nobody differs."""
    variance = sum(part for part, _ in parts)
    if variance <= 0:
        return 0.0
    freedom = variance**2 / sum(part**2 / degrees for part, degrees in parts)
    return student(z, freedom) * sqrt(variance)


def student(z: float, freedom: float) -> float:
    """The quantile of Student's t for a quantile of the normal distribution.

    The expansion of Cornish and Fisher (Abramowitz and Stegun 1964, 26.7.5), within 0.1 % from five degrees of freedom on.
    """
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))
