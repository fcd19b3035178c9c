"""The funnel beside that of an older book: which rates have changed by more than chance."""

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict

from keyclient.analysis.funnel.result import Comparison, Difference, StageDifference
from keyclient.analysis.funnel.tally import FunnelTally, rate
from keyclient.metrics.proportions import newcombe


class _Figures(TypedDict):
    old: float | None
    difference: float | None
    low: float | None
    high: float | None
    significant: bool | None


def compared(
    new: FunnelTally, old: FunnelTally, names: Sequence[str], as_of: dt.date, z: float
) -> Comparison:
    """The rates of the newer book minus those of the older one, on one ladder."""
    stages = tuple(
        StageDifference(
            stage=name,
            old_reached=old.reached(place),
            **_difference(new.step(place) if place else (0, 0), old.step(place) if place else (0, 0), z),
        )
        for place, name in enumerate(names)
    )
    return Comparison(
        as_of=as_of.isoformat(),
        entered=old.reached(0),
        won=old.won,
        lost=old.lost,
        open=old.reached(0) - old.won - old.lost,
        stages=stages,
        win_rate=Difference(**_difference(new.decided, old.decided, z)),
        conversion=Difference(**_difference(new.counts, old.counts, z)),
    )


def _difference(new: tuple[int, int], old: tuple[int, int], z: float) -> _Figures:
    now, before, interval = rate(new), rate(old), newcombe(new, old, z)
    return _Figures(
        old=before,
        difference=None if now is None or before is None else now - before,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        significant=None if interval is None else not interval.low <= 0 <= interval.high,
    )
