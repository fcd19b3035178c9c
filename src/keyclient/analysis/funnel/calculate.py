"""How many pass each stage, and where they are lost."""

import datetime as dt
from typing import NamedTuple, TypedDict

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.refusals import SumTooLargeError
from keyclient.analysis.funnel.alike import has_value, is_put_together
from keyclient.analysis.funnel.compare import compared
from keyclient.analysis.funnel.figures import stage_figures
from keyclient.analysis.funnel.grouped import grouped_positions
from keyclient.analysis.funnel.groups import families_of, groups_of
from keyclient.analysis.funnel.position import FunnelPositions, positions_of
from keyclient.analysis.funnel.result import (
    Comparison,
    FunnelFamily,
    FunnelGroup,
    FunnelResult,
    UnknownStage,
)
from keyclient.analysis.funnel.stages import StageMap, stage_map_of, stage_names, stages_of_rows
from keyclient.analysis.funnel.tally import FunnelTally, counts_of, leak_of, tallies
from keyclient.analysis.funnel.times import day_figures
from keyclient.metrics.profile import LARGEST_FLOAT_SUM, LARGEST_SUM
from keyclient.metrics.stage_days import Positions
from keyclient.model.measure import Measure
from keyclient.model.pipeline import Pipeline
from keyclient.model.record import dataclass
from keyclient.policy.parts.funnel import FunnelPolicy

_TOLD = 100
"""At most this many unknown names are reported one by one."""


def funnel(pipeline: Pipeline, policy: FunnelPolicy, *, beside: Pipeline | None = None) -> FunnelResult:
    """Stages, outcomes, times and groups of a pipeline, compared with an older one if given.

    Each customer or deal counts once, at its furthest stage; row order never matters. A rate without a denominator
    is None. Groups are given if the pipeline has a column to group by.

    Raises `StagesUnknown` and `SumTooLargeError`, and `FunnelDoesNotTie` if the figures contradict each other.
    """
    stage_map = stage_map_of([pipeline] if beside is None else [pipeline, beside], policy)
    positions = positions_of(pipeline, stage_map)
    found = Counted(
        pipeline,
        positions,
        nw.from_native(positions.frame, eager_only=True).lazy(),
        grouped_positions(pipeline, stage_map, positions),
    )
    older = None if beside is None else Older(beside.book.as_of, positions_of(beside, stage_map).frame)
    return funnel_of(found, stage_map, policy, older)


class Older(NamedTuple):
    """What is compared with: those in the funnel of an older book."""

    as_of: dt.date
    frame: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Counted:
    """Where the customers or deals of a pipeline stand, however that was found."""

    pipeline: Pipeline
    positions: FunnelPositions
    days: Positions
    """Those in the funnel with the days of a log, if it is one; `positions` may have put those together who are alike."""
    grouped: pd.DataFrame | None
    """In their groups; see `grouped_positions`."""


def funnel_of(
    found: Counted, stage_map: StageMap, policy: FunnelPolicy, older: Older | None = None
) -> FunnelResult:
    """The same of positions that are known. Raises as `funnel`, but for `StagesUnknown`."""
    pipeline, positions = found.pipeline, found.positions
    frame, names = positions.frame, [stage.name for stage in stage_map.shown]
    tally = _whole(frame, stage_map)
    measure = _held_measure(frame, pipeline)
    days = day_figures(found.days, tally, stage_map, pipeline.book.as_of, policy)
    leak = leak_of(tally, len(names), policy.least)
    return FunnelResult(
        mode="log" if positions.is_log else "snapshot",
        ladder=tuple(stage.name for stage in stage_map.whole.stages),
        stages=days.told(stage_figures(frame, tally, names, measure, policy.z)),
        unknown_stage=positions.unknown,
        unplaced=tally.unplaced,
        blank=positions.blank,
        leak=None if leak.early is None else names[leak.early],
        leak_if_late=None if leak.late is None else names[leak.late],
        measure=measure.name if measure is not None else None,
        times=days.times,
        cohorts=days.cohorts,
        window=days.window,
        **_groups(found.grouped, stage_map, pipeline, policy),
        compare=_compared(tally, older, stage_map, policy),
        unknown_names=_unknown_names(pipeline, stage_map),
        contradicted=positions.contradicted,
        contradicted_row=positions.contradicted_row,
        early=positions.early,
        early_row=positions.early_row,
        strays=positions.strays,
        future=days.future,
        **counts_of(tally, policy.z),
    )


def _held_measure(frame: pd.DataFrame, pipeline: Pipeline) -> Measure | None:
    """The measure of the customers, if there is one. Raises `SumTooLargeError` where the sum would not be exact."""
    measure = pipeline.book.measure
    if measure is None or not has_value(frame):
        return None
    if is_put_together(frame):
        return measure
    limit = LARGEST_FLOAT_SUM if measure.decimals is None else LARGEST_SUM
    if not float(frame["value"].astype("Float64").abs().sum()) < limit:
        raise SumTooLargeError(measure=measure.label)
    return measure


class _Grouped(TypedDict):
    groups: tuple[FunnelGroup, ...] | None
    families: tuple[FunnelFamily, ...] | None


def _whole(frame: pd.DataFrame, stage_map: StageMap) -> FunnelTally:
    return tallies(frame, stage_map.size).get("", FunnelTally((), stage_map.size))


def _groups(
    frame: pd.DataFrame | None, stage_map: StageMap, pipeline: Pipeline, policy: FunnelPolicy
) -> _Grouped:
    if frame is None:
        return _Grouped(groups=None, families=None)
    found = tallies(frame, stage_map.size, "group")
    are_sources = (pipeline.log_group or pipeline.group) == "source"
    names = [stage.name for stage in stage_map.shown]
    return _Grouped(
        groups=groups_of(found, names, policy, are_sources=are_sources),
        families=families_of(frame, stage_map.size, policy) if are_sources else None,
    )


def _compared(
    tally: FunnelTally, older: Older | None, stage_map: StageMap, policy: FunnelPolicy
) -> Comparison | None:
    if older is None:
        return None
    names = [stage.name for stage in stage_map.shown]
    return compared(tally, _whole(older.frame, stage_map), names, older.as_of, policy.z)


def _unknown_names(pipeline: Pipeline, stage_map: StageMap) -> tuple[UnknownStage, ...]:
    """The names on no ladder, the most frequent first."""
    rows = stage_names(pipeline)
    unknown = sorted(stage_map.unknown & rows.keys(), key=lambda name: (-rows[name], name))
    return tuple(
        UnknownStage(
            name=name,
            rows=rows[name],
            first_row=_first_row(pipeline, name),
            nearest=stage_map.nearest(name),
        )
        for name in unknown[:_TOLD]
    )


def _first_row(pipeline: Pipeline, name: str) -> tuple[int, int]:
    """The table (0 the book, 1 the log) and row in which a name first appears."""
    frames = [pipeline.book.frame, *([pipeline.log.frame] if pipeline.log is not None else [])]
    for table, frame in (*enumerate(frames), (0, stages_of_rows(pipeline))):
        if "stage" in frame and (found := frame["row"][frame["stage"] == name]).size:
            return table, int(found.iloc[0])
    return 0, 0
