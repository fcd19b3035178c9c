"""What `funnel` says about each customer of a portfolio of any size."""

from typing import Any

import narwhals as nw

from keyclient.analysis.funnel.alike import COPIES
from keyclient.analysis.funnel.events import statements
from keyclient.analysis.funnel.put_together import GROUP
from keyclient.analysis.funnel.scale_log import SIGN, LogAtScale
from keyclient.analysis.funnel.stages import StageMap
from keyclient.metrics.stage import BACK, LOST, NOWHERE, current_positions
from keyclient.model.scan import Scan

FURTHEST, STATE = "furthest_stage", "state"
"""The columns added: the name of the furthest stage on the ladder, null for who is in no funnel; and one of the words below."""
WON, OPEN, IS_LOST, IS_BACK, NOT_COUNTED = "won", "open", "lost", "moved back", "not counted"
_SAID = ("place", "named", "won", "lost", "open", "furthest", "fate", "placed")


def standing_of(scan: Scan, stage_map: StageMap) -> "nw.LazyFrame[Any]":
    """All customers as they are in the portfolio, with `furthest_stage` and `state`. Nothing is computed yet."""
    kept = [name for name in scan.columns if name not in (FURTHEST, STATE, *_SAID)]
    absent = {
        name: nw.lit(None, dtype=nw.String) for name in ("stage", "outcome") if name not in scan.columns
    }
    said = scan.frame.select(*kept, **absent).with_columns(**statements(stage_map))
    placed = current_positions(said, stage_map.size)
    return placed.select(*kept, **told_positions(stage_map))


def standing_in_log(log: LogAtScale) -> "nw.LazyFrame[Any]":
    """Everybody in a log under the name of its key, with the same two columns, and how many `customers` the row stands for.

    Rows without a key are customers of their own; those that are alike are one row here, whose key is null.
    """
    placed = log.placed()
    own = nw.when(~nw.col("key").str.starts_with(SIGN)).then(nw.col("key")).alias(log.key)
    group = [GROUP] if log.scan.group is not None else []
    counted = nw.col(COPIES).alias("customers")
    return placed.select(own, *group, counted, **told_positions(log.stage_map))


def told_positions(stage_map: StageMap) -> dict[str, nw.Expr]:
    """The two columns from funnel positions."""
    furthest, fate = nw.col("furthest"), nw.col("fate")
    name: nw.Expr = nw.lit(None, dtype=nw.String)
    for place, stage in enumerate(stage_map.ladder.stages):
        name = nw.when(furthest == place).then(nw.lit(stage.name)).otherwise(name)
    state = nw.when(furthest == stage_map.size - 1).then(nw.lit(WON)).otherwise(nw.lit(OPEN))
    for word, condition in (
        (IS_BACK, fate == BACK),
        (IS_LOST, fate == LOST),
        (NOT_COUNTED, furthest == NOWHERE),
    ):
        state = nw.when(condition).then(nw.lit(word)).otherwise(state)
    return {FURTHEST: name, STATE: state}
