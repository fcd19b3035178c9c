"""How long stages take: days between them, months of entry, and who is won within some days."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from keyclient.analysis.common.epoch import epoch_days
from keyclient.analysis.funnel.alike import without_values
from keyclient.analysis.funnel.result import Cohort, StageTime, Window
from keyclient.analysis.funnel.tally import counts_of, rate, tallies
from keyclient.metrics.proportions import wilson
from keyclient.metrics.stage import LOST
from keyclient.metrics.stage_log import NEVER, first_day

_NINE_IN_TEN = 0.9
_DECIMALS = 4
"""Of a day; floating point is no more exact."""


def has_days(positions: pd.DataFrame) -> bool:
    """Whether any day of a log is known."""
    return "entry" in positions and bool((positions["entry"] < NEVER).any())


def later_than(positions: pd.DataFrame, as_of: dt.date, size: int) -> int:
    """How many have a stage after the data date."""
    if not has_days(positions):
        return 0
    days = positions[[first_day(place) for place in range(size)]].to_numpy()
    return int(((days > epoch_days(as_of)) & (days < NEVER)).any(axis=1).sum())


def times_of(positions: pd.DataFrame, names: Sequence[str]) -> tuple[StageTime, ...]:
    """The days from each stage to the next one, and from entry to the last one; of a log with days."""
    steps = [
        _time(positions, (place - 1, names[place - 1]), (place, names[place]), first_day(place - 1))
        for place in range(1, len(names))
    ]
    if len(names) > 2:
        steps.append(_time(positions, (0, names[0]), (len(names) - 1, names[-1]), "entry"))
    return tuple(steps)


def cohorts_of(positions: pd.DataFrame, size: int, shown: int, z: float) -> tuple[Cohort, ...]:
    """Those who entered in each month, first to last; the undated last."""
    entry = positions["entry"].to_numpy()
    months = np.where(entry < NEVER, entry, 0).astype("datetime64[D]").astype("datetime64[M]").astype("str")
    dated = positions.assign(month=np.where(entry < NEVER, months, ""))
    found = tallies(without_values(dated), size, "month")
    return tuple(
        Cohort(
            month=month or None,
            reached=tuple(found[month].reached(place) for place in range(shown)),
            **counts_of(found[month], z),
        )
        for month in sorted(found, key=lambda month: (not month, month))
    )


def window_of(positions: pd.DataFrame, size: int, days: int, as_of: dt.date, z: float) -> Window:
    """Who was won within `days` of entry, of those who entered at least that long before the data date."""
    entry, closed = positions["entry"].to_numpy(), positions[first_day(size - 1)].to_numpy()
    is_won = (positions["furthest"] == size - 1).to_numpy() & (positions["fate"] != LOST).to_numpy()
    undated = (entry == NEVER) | (is_won & (closed == NEVER))
    observed = ~undated & (entry + days <= epoch_days(as_of))
    won = observed & is_won & (closed - entry <= days)
    part = int(won.sum()), int(observed.sum())
    interval = wilson(*part, z)
    return Window(
        days=days,
        observed=part[1],
        won=part[0],
        conversion=rate(part),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        too_recent=int((~undated & ~observed).sum()),
        undated=int(undated.sum()),
    )


def _time(positions: pd.DataFrame, start: tuple[int, str], end: tuple[int, str], since: str) -> StageTime:
    """The days from one place to another; percentiles are interpolated (type 7)."""
    before, after = positions[since].to_numpy(), positions[first_day(end[0])].to_numpy()
    known = (before < NEVER) & (after < NEVER) & (after >= before)
    days = (after - before)[known]
    furthest = positions["furthest"].to_numpy()
    waiting = (furthest >= start[0]) & (furthest < end[0]) & (positions["fate"] != LOST).to_numpy()
    return StageTime(
        from_stage=start[1],
        to_stage=end[1],
        customers=len(days),
        median_days=float(np.median(days)) if len(days) else None,
        mean_days=round(float(np.mean(days)), _DECIMALS) if len(days) else None,
        p90_days=round(float(np.quantile(days, _NINE_IN_TEN)), _DECIMALS) if len(days) else None,
        still_open=int(waiting.sum()),
    )
