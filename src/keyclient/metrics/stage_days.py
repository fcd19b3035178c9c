"""How long the stages of a log take, added up from the funnel positions of `keyclient.metrics.stage_log`.

`copies`: the column that says for how many customers or deals a row stands; None: for one. Whatever the number of rows,
only counts by day are collected.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import narwhals as nw

from keyclient.metrics.stage import LOST
from keyclient.metrics.stage_log import NEVER, first_day

Positions = nw.LazyFrame[Any]


class DaySums(NamedTuple):
    """How many customers or deals there are of each kind."""

    dated: int
    """Those with any day."""
    late: int
    """Those with a stage after a day."""
    undated: int
    """Those whom a window leaves out: without a day of entry, or won on an unknown day."""
    observed: int
    """Those who entered at least the window before that day."""
    won: int
    """Those of them who were won within the window."""


def days_between(
    positions: Positions, steps: Sequence[tuple[str, str]], copies: str | None = None
) -> list[dict[int, int]]:
    """For each pair of columns with days: how many have so many days from the first to the second, by days.

    Those without one of the two, or with the second before the first, are left out.
    """
    parts = []
    for place, (since, until) in enumerate(steps):
        start, end = nw.col(since), nw.col(until)
        known = positions.filter((start < NEVER) & (end < NEVER) & (end >= start))
        parts.append(
            known.select(_weight(copies).alias("n"), (end - start).alias("days"), step=nw.lit(place))
        )
    found: list[dict[int, int]] = [{} for _ in steps]
    if parts:
        counted = nw.concat(parts).group_by("step", "days").agg(nw.col("n").sum()).collect()
        for row in counted.rows(named=True):
            found[row["step"]][int(row["days"])] = int(row["n"])
    return found


def day_sums(
    positions: Positions, size: int, *, window: int, until: int, copies: str | None = None
) -> DaySums:
    """Who has days, and who was won within `window` days; all seen on the day `until`, in days since 1970. One pass."""
    entry, closed = nw.col("entry"), nw.col(first_day(size - 1))
    is_won = (nw.col("furthest") == size - 1) & (nw.col("fate") != LOST)
    undated = (entry == NEVER) | (is_won & (closed == NEVER))
    observed = ~undated & (entry + window <= until)
    days = [nw.col(first_day(place)) for place in range(size)]
    late = reduce(or_, ((day > until) & (day < NEVER) for day in days))
    asked = DaySums(entry < NEVER, late, undated, observed, observed & is_won & (closed - entry <= window))  # type: ignore[arg-type]
    sums = {name: _times(flag, copies).sum() for name, flag in asked._asdict().items()}
    (row,) = positions.select(**sums).collect().rows(named=True)
    return DaySums(**{name: int(row[name] or 0) for name in DaySums._fields})


def quantile(counts: dict[int, int], share: float) -> float | None:
    """The value that a share of the counted values does not exceed, interpolated (type 7); None of no values."""
    total = sum(counts.values())
    if not total:
        return None
    at = (total - 1) * share
    before = int(at)
    low, high = (_at(counts, min(place, total - 1)) for place in (before, before + 1))
    return low + (high - low) * (at - before)


def mean(counts: dict[int, int]) -> float | None:
    """The mean of the counted values; None of no values."""
    total = sum(counts.values())
    return sum(value * n for value, n in counts.items()) / total if total else None


def _at(counts: dict[int, int], place: int) -> int:
    """The value at a place of all values in rising order."""
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)


def _weight(copies: str | None) -> nw.Expr:
    return nw.lit(1, nw.Int64) if copies is None else nw.col(copies)


def _times(flag: nw.Expr, copies: str | None) -> nw.Expr:
    number = flag.cast(nw.Int64)
    return number if copies is None else number * nw.col(copies)
