"""How far a rate that was counted can be trusted."""

from math import sqrt
from typing import NamedTuple


class Interval(NamedTuple):
    """The values that a rate, or a difference of rates, may well have; within 0..1, or -1..1."""

    low: float
    high: float


def wilson(successes: int, trials: int, z: float) -> Interval | None:
    """The score interval of a rate (E. B. Wilson 1927); None where nothing was tried.

    `z` standard errors wide: 1.959964 covers 95 %. It always holds the rate, stays within 0..1 and is honest for a
    handful of trials, where 3 of 3 says no more than "at least 44 %".
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
    """The interval of the difference of two rates, new minus old; None where one of them does not exist.

    Each rate is given as successes and trials. The hybrid of two Wilson intervals (R. G. Newcombe 1998, method 10).
    Where it does not hold 0, the rates differ by more than chance explains.
    """
    mine, theirs = wilson(*new, z), wilson(*old, z)
    if mine is None or theirs is None:
        return None
    rate, other = new[0] / new[1], old[0] / old[1]
    below = sqrt((rate - mine.low) ** 2 + (theirs.high - other) ** 2)
    above = sqrt((mine.high - rate) ** 2 + (other - theirs.low) ** 2)
    return Interval(rate - other - below, rate - other + above)
