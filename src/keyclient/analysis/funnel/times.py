"""How long stages take: days between them, months of entry, and who is won within some days."""

import datetime as dt
from collections.abc import Sequence

import narwhals as nw
import numpy as np
import pandas as pd

from keyclient.analysis.common.epoch import epoch_days
from keyclient.analysis.common.listed_customers import collected
from keyclient.analysis.funnel.alike import COPIES
from keyclient.analysis.funnel.result import Cohort, FunnelStage, StageTime, Window
from keyclient.analysis.funnel.stages import StageMap
from keyclient.analysis.funnel.tally import FunnelTally, counts_of, rate, tallies
from keyclient.metrics.proportions import wilson
from keyclient.metrics.stage import LOST
from keyclient.metrics.stage_days import DaySums, Positions, day_sums, days_between, mean, quantile
from keyclient.metrics.stage_log import NEVER, first_day
from keyclient.model.record import dataclass
from keyclient.policy.parts.funnel import FunnelPolicy

_MEDIAN, _NINE_IN_TEN = 0.5, 0.9
_DECIMALS = 4
"""Of a day; floating point is no more exact."""


@dataclass(frozen=True)
class DayFigures:
    """What the days of a log tell; nothing where there are none."""

    times: tuple[StageTime, ...] | None = None
    cohorts: tuple[Cohort, ...] | None = None
    window: Window | None = None
    future: int = 0
    """How many have a stage after the data date."""

    def told(self, stages: tuple[FunnelStage, ...]) -> tuple[FunnelStage, ...]:
        """The stages with the median days to reach each from the one before."""
        if self.times is None:
            return stages
        days = {time.to_stage: time.median_days for time in reversed(self.times)}
        return tuple(stage.model_copy(update={"median_days": days.get(stage.stage)}) for stage in stages)


def day_figures(
    positions: Positions, tally: FunnelTally, stage_map: StageMap, as_of: dt.date, policy: FunnelPolicy
) -> DayFigures:
    """What the days of those in the funnel tell, in memory or on an engine; their column `COPIES` counts if it is there."""
    columns = positions.collect_schema().names()
    if "entry" not in columns:
        return DayFigures()
    copies = COPIES if COPIES in columns else None
    until = epoch_days(as_of)
    sums = day_sums(positions, stage_map.size, window=policy.window or 0, until=until, copies=copies)
    if not sums.dated:
        return DayFigures()
    names = [stage.name for stage in stage_map.shown]
    return DayFigures(
        _times(positions, names, tally, copies),
        _cohorts(positions, stage_map.size, len(names), policy.z, copies),
        None if policy.window is None else _window(sums, tally, policy.window, policy.z),
        sums.late,
    )


def _times(
    positions: Positions, names: Sequence[str], tally: FunnelTally, copies: str | None
) -> tuple[StageTime, ...]:
    """The days from each stage to the next one, and from entry to the last one."""
    steps = [(place - 1, place, first_day(place - 1)) for place in range(1, len(names))]
    if len(names) > 2:
        steps.append((0, len(names) - 1, "entry"))
    days = days_between(positions, [(since, first_day(end)) for _, end, since in steps], copies)
    return tuple(
        _time(counts, names, start, end, tally) for (start, end, _), counts in zip(steps, days, strict=True)
    )


def _time(
    counts: dict[int, int], names: Sequence[str], start: int, end: int, tally: FunnelTally
) -> StageTime:
    median, average, most = quantile(counts, _MEDIAN), mean(counts), quantile(counts, _NINE_IN_TEN)
    return StageTime(
        from_stage=names[start],
        to_stage=names[end],
        customers=sum(counts.values()),
        median_days=None if median is None else float(median),
        mean_days=None if average is None else round(average, _DECIMALS),
        p90_days=None if most is None else round(float(most), _DECIMALS),
        still_open=sum(pile.n for pile in tally.piles if start <= pile.furthest < end and pile.fate != LOST),
    )


def _cohorts(positions: Positions, size: int, shown: int, z: float, copies: str | None) -> tuple[Cohort, ...]:
    """Those who entered in each month, first to last; the undated last."""
    number = nw.len() if copies is None else nw.col(copies).sum()
    keys = ("entry", "furthest", "fate", "placed")
    flat = positions.with_columns(nw.col("placed").cast(nw.Int64))
    rows = collected(flat.group_by(*keys).agg(number.alias(COPIES)))
    found = tallies(rows.assign(month=_months(rows["entry"])), size, "month")
    return tuple(
        Cohort(
            month=month or None,
            reached=tuple(found[month].reached(place) for place in range(shown)),
            **counts_of(found[month], z),
        )
        for month in sorted(found, key=lambda month: (not month, month))
    )


def _months(entry: "pd.Series[int]") -> "np.typing.NDArray[np.str_]":
    days = entry.to_numpy("int64")
    months = np.where(days < NEVER, days, 0).astype("datetime64[D]").astype("datetime64[M]").astype("str")
    return np.where(days < NEVER, months, "")


def _window(sums: DaySums, tally: FunnelTally, days: int, z: float) -> Window:
    """Who was won within `days` of entry, of those who entered at least that long before the data date."""
    interval = wilson(sums.won, sums.observed, z)
    return Window(
        days=days,
        observed=sums.observed,
        won=sums.won,
        conversion=rate((sums.won, sums.observed)),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        too_recent=tally.reached(0) - sums.observed - sums.undated,
        undated=sums.undated,
    )
