"""What the averages of the customers near a tier come to, and what those customers lack until then."""

from collections.abc import Sequence
from math import isnan

import numpy as np
import pandas as pd

from keyclient.analysis.common.average_ahead import AverageAhead, average_ahead
from keyclient.analysis.common.average_at_end import Numbers
from keyclient.analysis.common.tier_book import Frame, TierBook
from keyclient.analysis.common.tier_steps import Step
from keyclient.analysis.common.untimed import untimed
from keyclient.analysis.tier.result import AverageTime
from keyclient.model.measure import Amount, Measure
from keyclient.model.portfolio import Portfolio
from keyclient.model.record import dataclass


@dataclass(frozen=True, eq=False)
class NearAhead:
    """One entry a customer near a tier, in the order of that list; none where no average is known to run on."""

    measure: Measure | None
    projected: Numbers
    """At the end of the time, in fen; NaN where the measure is no such average, or its balance is blank."""
    needed: Numbers
    """To hold above the balance on each day left, in fen; NaN also where no day is left."""
    times: tuple[AverageTime, ...] = ()
    untimed: tuple[str, ...] = ()
    """Averages of which nobody knows over which time they are, by field."""

    def amounts(self, numbers: Numbers, places: Sequence[int]) -> list[Amount | None]:
        """Some of them as yuan."""
        measure = self.measure
        if measure is None:
            return [None] * len(places)
        return measure.amounts([None if isnan(one) else one for one in numbers[list(places)].tolist()])


NOTHING_AHEAD = NearAhead(None, np.empty(0), np.empty(0))


def near_ahead(near: Frame, book: TierBook, portfolio: Portfolio) -> NearAhead:
    """That of the customers of `near_next_tier`."""
    tiers = near["next"].to_numpy()
    steps = [(number, book.steps[number]) for number in np.unique(tiers).tolist()]
    without = untimed(portfolio, (step.measure for _, step in steps))
    projected, needed = np.full(len(tiers), np.nan), np.full(len(tiers), np.nan)
    at, reached = _positions(near, portfolio), near["reached"].to_numpy()
    times, used = {}, None
    for number, step in steps:
        ahead, floor = average_ahead(portfolio, step.measure), _floor(step)
        if ahead is not None and floor is not None:
            mine = np.flatnonzero((tiers == number) & (at >= 0))
            average = reached[mine].astype("float64")
            projected[mine] = ahead.at_end(average, at[mine])
            needed[mine] = ahead.more(average, at[mine], floor)
            times[ahead.average], used = _time(ahead), step.measure
    return NearAhead(used, projected, needed, tuple(times.values()), without)


def _positions(near: Frame, portfolio: Portfolio) -> "np.typing.NDArray[np.int64]":
    return np.asarray(pd.Index(portfolio.frame["row"]).get_indexer(pd.Index(near["row"].to_numpy())))


def _floor(step: Step) -> float | None:
    return None if step.rung is None else step.rung.floor


def _time(ahead: AverageAhead) -> AverageTime:
    days = ahead.days
    return AverageTime(
        average=ahead.average,
        balance=ahead.balance,
        over=ahead.over,
        last=days.last,
        days_gone=days.gone,
        days_left=days.left,
    )
