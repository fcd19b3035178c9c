"""The line of Theil and Sen through the values of each customer: one wild value in four does not turn it.

The slope is the median of the slopes between every two points, the height the median of what the slope leaves. Source:
P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_CELLS = 1 << 17
"""Slopes that are held at a time: a megabyte, which a processor keeps near."""
ROUNDING = 1 - 1e-6
"""What a slope may fall short of a limit by."""


@dataclass(frozen=True)
class Lines:
    """One line a customer; NaN where there are fewer than two points."""

    slope: Floats
    """A day."""
    start: Floats
    """The height of the line at the first point."""
    span: Floats
    """Days from the first point to the last."""

    @property
    def growth(self) -> Floats:
        """What the line gains from the first point to the last, as a share of its start; NaN unless that is positive."""
        start = np.where(self.start > 0, self.start, np.nan)
        return np.asarray(self.slope * self.span / start)


def lines(days: Floats, values: Floats) -> Lines:
    """The lines through `values`: a row a customer, a column a day, NaN where a value is not known. Days differ."""
    whole = np.empty((3, len(values)))
    for part in _parts(len(values), len(days)):
        whole[:, part] = _lines(days, values[part])
    return Lines(*whole)


def may_reach(days: Floats, values: Floats, slope: Floats) -> NDArray[np.bool_]:
    """Whether the line of a customer may be as steep as `slope`: half of the slopes between two points are.

    A look that costs a fraction of the line itself.
    """
    before, after = np.triu_indices(len(days), 1)
    least = (days[after] - days[before]) * ROUNDING
    may = np.empty(len(values), dtype=np.bool_)
    for part in _parts(len(values), len(days)):
        rises = values[part][:, after] - values[part][:, before]
        known = len(before) - np.isnan(rises).sum(axis=1)
        may[part] = 2 * (rises >= slope[part, None] * least).sum(axis=1) >= np.maximum(known, 1)
    return may


def _parts(customers: int, points: int) -> Iterator[slice]:
    at_once = max(1, _CELLS // max(1, points * (points - 1) // 2))
    return (slice(start, start + at_once) for start in range(0, customers, at_once))


def _lines(days: Floats, values: Floats) -> Floats:
    """Slope, start and span as three rows."""
    before, after = np.triu_indices(len(days), 1)
    slope = _medians((values[:, after] - values[:, before]) / (days[after] - days[before]))
    height = _medians(values - slope[:, None] * days)
    known = ~np.isnan(values)
    first = days[known.argmax(axis=1)]
    last = days[len(days) - 1 - known[:, ::-1].argmax(axis=1)]
    return np.stack([slope, height + slope * first, last - first])


def _medians(rows: Floats) -> Floats:
    """The median of what is known in each row; NaN where nothing is."""
    known = rows.shape[1] - np.isnan(rows).sum(axis=1, keepdims=True)
    if not rows.shape[1]:
        return np.full(len(rows), np.nan)
    ordered = np.sort(rows, axis=1)
    middle = [np.take_along_axis(ordered, np.maximum(known - one, 0) // 2, axis=1)[:, 0] for one in (1, 0)]
    return np.asarray((middle[0] + middle[1]) / 2)
