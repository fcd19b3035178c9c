"""Confidence intervals of observed rates and of their differences."""

from math import sqrt
from typing import NamedTuple


class Interval(NamedTuple):
    """The interval of a rate, within 0..1, or of a difference of rates, within -1..1."""

    low: float
    high: float


def wilson(successes: int, trials: int, z: float) -> Interval | None:
    """The score interval of a rate (E. B. Wilson 1927); None without trials.

    `z`: half-width in standard errors; 1.959964 means 95 %. The interval always contains the rate, stays within 0..1
    and is reliable for few trials: 3 of 3 means no more than "at least 44 %".
    """
    if trials <= 0:
        return None
    rate, spread = successes / trials, z * z / trials
    centre = (rate + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(rate * (1 - rate) / trials + spread / (4 * trials))
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == trials else centre + half
    return Interval(min(low, rate), max(high, rate))


def newcombe(new: tuple[int, int], old: tuple[int, int], z: float) -> Interval | None:
    """The interval of the difference of two rates, new minus old; None if either has no trials.

    Each rate is given as successes and trials. The hybrid of two Wilson intervals (R. G. Newcombe 1998, method 10).
    If it does not contain 0, the rates differ by more than chance explains.
    """
    mine, theirs = wilson(*new, z), wilson(*old, z)
    if mine is None or theirs is None:
        return None
    rate, other = new[0] / new[1], old[0] / old[1]
    below = sqrt((rate - mine.low) ** 2 + (theirs.high - other) ** 2)
    above = sqrt((mine.high - rate) ** 2 + (other - theirs.low) ** 2)
    return Interval(rate - other - below, rate - other + above)
