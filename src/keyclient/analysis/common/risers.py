"""Who is on the rise: how much the line through a customer's values gains, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keyclient.analysis.common.evidence.arrays import Flags
from keyclient.analysis.common.theil_sen import Floats, lines, may_reach
from keyclient.policy.parts.compare import ComparePolicy

HALF_YEAR = 182.625
"""Days, on average over four years."""
STATES = ("confirmed", "possible", "grew")
"""The surest first."""
EQUAL = 1e-9
"""Growths that differ by less are equal."""


@dataclass(frozen=True)
class Risers:
    """What the values of each customer say."""

    growth: Floats
    """From the first known value to the last, as a share of the fitted start; NaN for those who do not rise."""
    state: NDArray[np.int8]
    """The place in `STATES`; its length for those who do not rise."""

    def count(self, state: str) -> int:
        """How many customers are in a state."""
        return int((self.state == STATES.index(state)).sum())


def risers(days: Floats, values: Floats, policy: ComparePolicy) -> Risers:
    """The state of every customer: a row of `values` each, a column a book, NaN where there is no value.

    A customer rises if the line gains `rise` or more in half a year. Known in fewer books than `possible_books` she
    `grew`; else it is `possible`; `confirmed` in `confirmed_books` or more, if her later half lies above her earlier
    half, value by value.
    """
    growth, state = np.full(len(values), np.nan), np.full(len(values), len(STATES), dtype=np.int8)
    chosen = np.flatnonzero(may_reach(days, values, _least_slope(days, values, policy.rise)))
    growth[chosen], state[chosen] = _judged(days, values[chosen], policy)
    return Risers(growth, state)


def _least_slope(days: Floats, values: Floats, rise: float) -> Floats:
    """No line that gains `rise` in half a year is flatter: its start is the lowest value less the way up to it at least."""
    lowest = np.where(np.isnan(values), np.inf, values).min(axis=1)
    least = rise * np.maximum(lowest, 0) / (HALF_YEAR + rise * (days[-1] - days[0]))
    return np.asarray(np.where(np.isfinite(least), least, 0))


def _judged(days: Floats, values: Floats, policy: ComparePolicy) -> tuple[Floats, NDArray[np.int8]]:
    fitted = lines(days, values)
    known = ~np.isnan(values)
    points, growth = known.sum(axis=1), fitted.growth
    span = np.where(fitted.span > 0, fitted.span, np.nan)
    fast = growth * HALF_YEAR / span >= policy.rise - EQUAL
    sure = (points >= policy.confirmed_books) & _is_apart(values, known, points)
    fits = [fast & sure, fast & (points >= policy.possible_books), fast]
    return growth, np.select(fits, range(len(STATES)), len(STATES)).astype(np.int8)


def _is_apart(values: Floats, known: Flags, points: NDArray[np.intp]) -> Flags:
    """Whether every value of the later half is above every one of the earlier; a value in the middle is in neither."""
    order, half = np.cumsum(known, axis=1), (points // 2)[:, None]
    earlier = np.where(known & (order <= half), values, -np.inf).max(axis=1)
    later = np.where(known & (order > points[:, None] - half), values, np.inf).min(axis=1)
    return np.asarray(later > earlier)
