"""The figures of every stage, and the identity that holds them together."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from keyclient.analysis.funnel.alike import how_many
from keyclient.analysis.funnel.result import FunnelStage
from keyclient.analysis.funnel.tally import FunnelTally, rate
from keyclient.errors import KeyclientError
from keyclient.metrics.proportions import wilson
from keyclient.metrics.stage import BACK, HERE, LOST
from keyclient.metrics.stage_log import visited
from keyclient.model.label import Label
from keyclient.model.measure import Measure


class FunnelDoesNotTie(KeyclientError):
    """Who reached a stage is not who went on, stayed, was lost or moved back: a defect of the program."""

    sentence = Label(
        "The funnel does not tie at stage {stage}: {reached} reached it, but {further} went on, {here} are here, {lost} "
        "were lost and {back} moved back. No figure is given; please report this.",
        "漏斗在阶段“{stage}”不平：到达 {reached}，其中进入下一阶段 {further}，停留 {here}，流失 {lost}，退回 {back}。"
        "因此不给出结果，请反馈此问题。",
    )


def stage_figures(
    positions: pd.DataFrame, tally: FunnelTally, names: Sequence[str], measure: Measure | None, z: float
) -> tuple[FunnelStage, ...]:
    """The figures of every stage, first to last. Raises `FunnelDoesNotTie`."""
    hold_identity(positions, tally, names)
    skipped = _skipped(positions, len(names))
    return tuple(
        _stage(tally, place, name, skipped[place] if skipped else None, measure, z)
        for place, name in enumerate(names)
    )


def hold_identity(positions: pd.DataFrame, tally: FunnelTally, names: Sequence[str]) -> None:
    """Who reached a stage went on, is here, was lost here or moved back; counted apart, all of them tie.

    Raises `FunnelDoesNotTie`.
    """
    furthest = positions["furthest"].to_numpy()
    for place, name in enumerate(names):
        reached, further = (how_many(positions, furthest >= rung) for rung in (place, place + 1))
        here, lost, back = (tally.at(place, fate) for fate in (HERE, LOST, BACK))
        if reached != further + here + lost + back or reached != tally.reached(place):
            raise FunnelDoesNotTie(
                stage=name, reached=reached, further=further, here=here, lost=lost, back=back
            )


def _stage(
    tally: FunnelTally, place: int, name: str, skipped: int | None, measure: Measure | None, z: float
) -> FunnelStage:
    interval = wilson(*tally.step(place), z) if place else None
    reached = tally.reached(place)
    return FunnelStage(
        stage=name,
        reached=reached,
        reached_low=reached,
        reached_high=tally.reached_high(place),
        step_conversion=rate(tally.step(place)) if place else None,
        step_low=interval.low if interval else None,
        step_high=interval.high if interval else None,
        cumulative_conversion=rate((reached, tally.reached(0))),
        here_now=tally.at(place, HERE),
        lost_here=tally.at(place, LOST),
        moved_back=tally.at(place, BACK),
        skipped=skipped,
        value=_amount(measure, tally.value(place, beyond=True)),
        value_here=_amount(measure, tally.value(place, beyond=False)),
        median_days=None,
    )


def _amount(measure: Measure | None, value: float | None) -> Decimal | None:
    return None if measure is None or value is None else measure.amount(value)


def _skipped(positions: pd.DataFrame, stages: int) -> list[int] | None:
    """How many passed each stage without a record; None for a snapshot."""
    if visited(0) not in positions:
        return None
    furthest = positions["furthest"].to_numpy()
    return [
        how_many(positions, (furthest > place) & (positions[visited(place)].to_numpy() == 0))
        for place in range(stages)
    ]
