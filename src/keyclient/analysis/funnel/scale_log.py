"""The furthest stage of each customer or deal in a log of any size; see `keyclient.analysis.funnel.position`."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from keyclient.analysis.common.epoch import EPOCH
from keyclient.analysis.common.listed_customers import collected
from keyclient.analysis.common.too_many_groups import refuse_beyond
from keyclient.analysis.funnel.alike import COPIES, KNOWN, SUMS, how_many
from keyclient.analysis.funnel.calculate import Counted
from keyclient.analysis.funnel.events import statements
from keyclient.analysis.funnel.grouped import WHO
from keyclient.analysis.funnel.position import FunnelPositions
from keyclient.analysis.funnel.put_together import GROUP, STATED
from keyclient.analysis.funnel.stages import StageMap
from keyclient.metrics.days import with_days
from keyclient.metrics.stage import NOWHERE, is_any
from keyclient.metrics.stage_log import LATEST, UNDATED, log_positions, row_events, visited, won_early
from keyclient.metrics.whole_sums import halves
from keyclient.model.pipeline import Pipeline
from keyclient.model.scan import Scan
from keyclient.policy.parts.scale import ScalePolicy

Frame = nw.LazyFrame[Any]
_STRANGE, _EARLY = "#strange", "#early"
SIGN = "\x1f"
"""Keeps the key of rows without one apart from every id."""


@dataclass(frozen=True, eq=False)
class LogAtScale:
    """A log of any size, whose rows are read by what its stages mean."""

    scan: Scan
    key: str
    stage_map: StageMap

    def placed(self) -> Frame:
        """The funnel position of each key, as `log_positions` has it, with `COPIES`; `group` and `SUMS` if there are any.

        Rows without a key are customers of their own; those that are alike in everything are one row here.
        """
        rows = self._rows()
        size = self.stage_map.size
        events = nw.concat(row_events(rows, size, also=(COPIES, _STRANGE)))
        placed = log_positions(events, size, also=(COPIES, _STRANGE))
        placed = placed.with_columns(won_early(size).cast(nw.Int64).alias(_EARLY))
        if self.scan.group is not None:
            placed = placed.join(_at_entry(rows), on="key", how="left")
            placed = placed.with_columns(nw.col(GROUP).fill_null(""))
        if "value" in self.scan.columns:
            placed = placed.join(_at_last(rows), on="key", how="left").with_columns(*_sums())
        return placed

    def kept(self) -> Frame:
        """The same, computed once where the engine can keep it: several figures are taken from it."""
        return self.placed() if self.scan.keep is None else self.scan.keep(self.placed())

    def _rows(self) -> Frame:
        """The rows with their `key`, `COPIES`, `day`, and what they say."""
        wanted = (*STATED, "stage_date", GROUP, "value")
        there = [name for name in wanted if name in self.scan.columns]
        rows = _with_keys(self.scan.frame.select(nw.col(self.key).alias("key"), *there), there)
        absent = {name: nw.lit(None, dtype=nw.String) for name in STATED if name not in there}
        if absent:
            rows = rows.with_columns(**absent)
        strange = is_any(nw.col("stage"), self.stage_map.unknown).cast(nw.Int64)
        rows = rows.with_columns(strange.alias(_STRANGE), **statements(self.stage_map))
        if "stage_date" not in there:
            return rows.with_columns(nw.lit(UNDATED, nw.Int64).alias("day"))
        dated = with_days(rows, {"stage_date": "day"})
        day = (nw.col("day") - EPOCH.toordinal()).fill_null(UNDATED).cast(nw.Int64)
        return dated.with_columns(day.alias("day"))


def counted_log(log: LogAtScale, pipeline: Pipeline, policy: ScalePolicy) -> Counted:
    """Where the customers or deals of a log stand. Raises `TooManyGroupsError`."""
    placed, size = log.kept(), log.stage_map.size
    flags = ("placed", "contradicted", _EARLY, _STRANGE)
    grouped = () if log.scan.group is None else (GROUP,)
    flat = placed.with_columns(nw.col(name).cast(nw.Int64) for name in ("placed", "contradicted"))
    sums = [name for name in (COPIES, *SUMS) if name in flat.collect_schema().names()]
    keys = ("furthest", "fate", *flags, *map(visited, range(size)), *grouped)
    found = flat.group_by(*keys).agg(nw.col(name).sum() for name in sums)
    rows = collected(
        found.with_columns(nw.col(name).cast(nw.Int64) for name in sums).head(policy.collected + 1)
    )
    refuse_beyond(len(rows), policy.collected, log.scan.group or "stage")
    numbers = [name for name in rows.columns if name != GROUP]
    rows = rows.astype(dict.fromkeys(numbers, "int64")).astype(dict.fromkeys(flags, "bool"))
    positions = _positions(rows)
    by_group = positions.frame.assign(**{WHO: np.arange(len(positions.frame))}) if grouped else None
    return Counted(pipeline, positions, placed.filter(nw.col("furthest") != NOWHERE), by_group)


def _positions(rows: pd.DataFrame) -> FunnelPositions:
    flags = {name: rows[name].to_numpy(bool) for name in ("placed", "contradicted", _EARLY, _STRANGE)}
    out = (rows["furthest"] == NOWHERE).to_numpy()
    unknown = flags[_STRANGE] & ~flags["placed"]
    return FunnelPositions(
        rows[~out].drop(columns=["contradicted", _EARLY, _STRANGE]),
        is_log=True,
        unknown=how_many(rows, unknown),
        blank=how_many(rows, out & ~unknown),
        contradicted=how_many(rows, flags["contradicted"]),
        contradicted_row=None,
        early=how_many(rows, flags[_EARLY]),
        early_row=None,
        strays=0,
    )


def _with_keys(rows: Frame, there: list[str]) -> Frame:
    """The rows with `COPIES`; those without a key, put together where they are alike, get one that no other row has."""
    keyed = rows.filter(~nw.col("key").is_null()).with_columns(nw.lit(1, nw.Int64).alias(COPIES))
    lone = rows.filter(nw.col("key").is_null()).group_by(*there).agg(nw.len().alias(COPIES))
    parts = [nw.col(name).cast(nw.String).fill_null("") for name in there]
    own = nw.concat_str([nw.lit(""), *parts], separator=SIGN).alias("key")
    named = lone.with_columns(own, nw.col(COPIES).cast(nw.Int64))
    return nw.concat([keyed, named.select("key", *there, COPIES)])


def _ordered() -> nw.Expr:
    """The place of each row in time: a later stage is later in the day, rows without a stage come last."""
    place = nw.when(nw.col("place") >= 0).then(nw.col("place")).otherwise(nw.lit(LATEST, nw.Int64))
    return (nw.col("day") - UNDATED) * (LATEST + 1) + place


def _at_entry(rows: Frame) -> Frame:
    """The group in the first row of each key that has one; of equal rows the first by name."""
    late = nw.when(nw.col("day") > UNDATED).then(nw.col("day")).otherwise(nw.lit(LATEST, nw.Int64))
    known = rows.filter(nw.col(GROUP) != "").with_columns(late.alias("day"))
    told = known.select("key", GROUP, _ordered().alias("at"))
    first = told.filter(nw.col("at") == nw.col("at").min().over("key"))
    return first.group_by("key").agg(nw.col(GROUP).min())


def _at_last(rows: Frame) -> Frame:
    """The value in the last row of each key that has one; of equal rows the largest."""
    known = rows.filter(~nw.col("value").is_null())
    told = known.select("key", "value", _ordered().alias("at"))
    last = told.filter(nw.col("at") == nw.col("at").max().over("key"))
    return last.group_by("key").agg(nw.col("value").max())


def _sums() -> list[nw.Expr]:
    """The value of each key as the columns of `SUMS`, as often as there are copies."""
    known = (~nw.col("value").is_null()).cast(nw.Int64).alias(KNOWN)
    return [
        (part.fill_null(0) * nw.col(COPIES)).alias(name)
        for part, name in zip((*halves("value", nw.col("value")), known), SUMS, strict=True)
    ]
