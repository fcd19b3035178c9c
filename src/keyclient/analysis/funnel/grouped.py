"""The customers or deals of a pipeline in their groups: who stands in several counts in each, with what it holds there."""

import narwhals as nw
import numpy as np
import pandas as pd

from keyclient.analysis.funnel.events import stated
from keyclient.analysis.funnel.held import held_by_key
from keyclient.analysis.funnel.position import FunnelPositions
from keyclient.analysis.funnel.stages import StageMap
from keyclient.metrics.stage import NOWHERE, current_positions
from keyclient.model.pipeline import Pipeline, Shape

WHO = "who"
"""The column that tells the customers or deals of a frame apart."""
_STATED = ("stage", "outcome")


def grouped_positions(
    pipeline: Pipeline, stage_map: StageMap, positions: FunnelPositions
) -> pd.DataFrame | None:
    """A row for each customer or deal in each of its groups, as `FunnelPositions.frame`, with `who`; None without groups.

    In a snapshot the rows of a group say how far the customer has come in it. Beside a log of stages, which knows no
    groups, that is the same in all of them. Where the log names the group, each is in that at entry.
    """
    frame = positions.frame
    if "group" not in frame:
        return None
    if pipeline.shape is Shape.SNAPSHOT:
        return _now(pipeline, stage_map, frame)
    if pipeline.log_group is not None or pipeline.group is None:
        return frame.assign(**{WHO: frame["key"]})
    held = held_by_key(pipeline, pipeline.group)
    placed = frame.drop(columns=["group", "value"], errors="ignore").merge(held, on="key", how="left")
    return placed.assign(group=placed["group"].fillna(""), **{WHO: placed["key"]})


def _now(pipeline: Pipeline, stage_map: StageMap, frame: pd.DataFrame) -> pd.DataFrame:
    book, group = pipeline.book, pipeline.group
    if book.split is None or group is None or group in _STATED:
        return frame.assign(**{WHO: np.arange(len(frame))})
    parts = book.split([group], [name for name in _STATED if name in book.frame])
    said = stated(parts, stage_map)
    placed = current_positions(nw.from_native(said, eager_only=True), stage_map.size).to_native()
    value = {"value": parts["value"]} if "value" in parts else {}
    placed = placed.assign(group=parts[group], **value, **{WHO: parts["row"]})
    return pd.DataFrame(placed[placed["furthest"] != NOWHERE])
