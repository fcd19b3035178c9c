"""The position of every customer or deal of a pipeline, with its group and value."""

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from keyclient.analysis.funnel.alike import carried, how_many
from keyclient.analysis.funnel.events import BOOK, LOG, Flags, day_numbers, events_of, keys_of, stated
from keyclient.analysis.funnel.held import held_by_key
from keyclient.analysis.funnel.stages import StageMap
from keyclient.metrics.stage import NOWHERE, current_positions
from keyclient.metrics.stage_log import LATEST, UNDATED, log_positions, won_early
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class FunnelPositions:
    """The positions of all customers or deals in a pipeline; see `keyclient.metrics.stage`."""

    frame: pd.DataFrame
    """One row for each in the funnel, or for all that are alike: `furthest`, `fate`, `placed`; `group` (text, "" is blank) and `value` where
    available; of a log also `entry`, and days and visits of every stage."""
    is_log: bool
    unknown: int
    """Customers or deals with unknown stage names only."""
    blank: int
    """Those without stage and outcome."""
    contradicted: int
    """Lost after or at the last stage."""
    contradicted_row: int | None
    """The first such row of the book."""
    early: int
    """Won before their first day at any other stage, by the dates of a log."""
    early_row: int | None
    """The first row of the book that is about one of them."""
    strays: int
    """Those in the log but not in the book."""


def positions_of(pipeline: Pipeline, stage_map: StageMap) -> FunnelPositions:
    """The position of each customer or deal."""
    return _now(pipeline, stage_map) if pipeline.shape is Shape.SNAPSHOT else _of_log(pipeline, stage_map)


def _now(pipeline: Pipeline, stage_map: StageMap) -> FunnelPositions:
    frame = pipeline.book.frame
    said = stated(frame, stage_map)
    placed = current_positions(nw.from_native(said, eager_only=True), stage_map.size).to_native()
    placed = placed.assign(**_attributes(frame, pipeline.group))
    wrong = (said["lost"] & (said["place"] == stage_map.size - 1)).to_numpy()
    unknown = (said["named"] & (said["place"] == NOWHERE) & ~placed["placed"]).to_numpy()
    out = (placed["furthest"] == NOWHERE).to_numpy()
    return FunnelPositions(
        placed[~out],
        is_log=False,
        unknown=how_many(frame, unknown),
        blank=how_many(frame, out & ~unknown),
        contradicted=how_many(frame, wrong),
        contradicted_row=_first_row(frame, wrong),
        early=0,
        early_row=None,
        strays=0,
    )


def _of_log(pipeline: Pipeline, stage_map: StageMap) -> FunnelPositions:
    events = events_of(pipeline, stage_map)
    events["key"], keys = pd.factorize(events["key"])
    placed = log_positions(nw.from_native(events, eager_only=True), stage_map.size).to_native()
    placed["key"] = keys[placed["key"]]
    attributes = _attributes_by_key(pipeline, stage_map)
    if attributes is not None:
        placed = placed.merge(attributes, on="key", how="left")
    if "group" in placed:
        placed["group"] = placed["group"].fillna("")
    out = (placed["furthest"] == NOWHERE).to_numpy()
    nameless = placed["key"].isin(_keys_with_unknown_names(pipeline, stage_map)).to_numpy()
    unknown = nameless & ~placed["placed"].to_numpy()
    wrong = placed["contradicted"].to_numpy(bool)
    book = keys_of(pipeline.book.frame, pipeline.key)
    lost_rows = book.isin(placed["key"][wrong]).to_numpy() if wrong.any() else np.zeros(len(book), bool)
    rows = nw.from_native(placed, eager_only=True)
    early = rows.select(early=won_early(stage_map.size))["early"].to_numpy()
    return FunnelPositions(
        placed[~out],
        is_log=True,
        unknown=int(unknown.sum()),
        blank=int((out & ~unknown).sum()),
        contradicted=int(wrong.sum()),
        contradicted_row=_first_row(pipeline.book.frame, lost_rows),
        early=int(early.sum()),
        early_row=_first_row(pipeline.book.frame, book.isin(placed["key"][early]).to_numpy()),
        strays=0 if pipeline.log is None else int((~placed["key"].isin(book)).sum()),
    )


def _attributes(frame: pd.DataFrame, group: str | None) -> dict[str, "pd.Series[Any]"]:
    found = {} if group is None else {"group": _names(frame[group])}
    return found | carried(frame)


def _names(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """A column as group names, "" where it is blank."""
    return column.astype("str").fillna("")


def _attributes_by_key(pipeline: Pipeline, stage_map: StageMap) -> pd.DataFrame | None:
    """Group and value by key: from the book; from a log the group at entry and the last value."""
    frames = []
    log = pipeline.book if pipeline.shape is Shape.LOG else pipeline.log
    if pipeline.shape is not Shape.LOG:
        held = held_by_key(pipeline)
        group = None if pipeline.log_group else pipeline.group
        if group is not None:
            keys = keys_of(pipeline.book.frame, pipeline.key)
            named = pd.DataFrame({"key": keys, "group": _names(pipeline.book.frame[group])})
            held = held.merge(named.sort_values("group").drop_duplicates("key"), on="key")
        if len(held.columns) > 1:
            frames.append(held)
    if log is not None and pipeline.log_group is not None:
        events = stated(log.frame, stage_map).assign(group=log.frame[pipeline.log_group])
        table = BOOK if pipeline.shape is Shape.LOG else LOG
        frames.append(_at_entry(_ordered(log.frame, events, keys_of(log.frame, pipeline.key, table))))
    if pipeline.shape is Shape.LOG and "value" in pipeline.book.frame:
        events = stated(pipeline.book.frame, stage_map).assign(value=pipeline.book.frame["value"])
        keys = keys_of(pipeline.book.frame, pipeline.key)
        frames.append(_at_last(_ordered(pipeline.book.frame, events, keys)))
    if not frames:
        return None
    joined = frames[0]
    for other in frames[1:]:
        joined = joined.merge(other, on="key", how="outer")
    return joined


def _ordered(frame: pd.DataFrame, events: pd.DataFrame, keys: "pd.Series[Any]") -> pd.DataFrame:
    """Events with their `key` and `day`; a later stage is later in the day, events without a stage come last."""
    day = day_numbers(frame["stage_date"]) if "stage_date" in frame else np.zeros(len(frame), "int64")
    place = events["place"].where(events["place"] >= 0, LATEST)
    return events.assign(key=keys, day=day, place=place)


def _at_entry(events: pd.DataFrame) -> pd.DataFrame:
    """The group in the first event of each key; of equal events the first by name."""
    known = events[events["group"].notna()].assign(group=lambda rows: _names(rows["group"]))
    known["day"] = known["day"].where(known["day"] > UNDATED, LATEST)
    names = known["group"].astype("category").cat.codes.to_numpy()
    order = np.lexsort([names, known["place"].to_numpy(), known["day"].to_numpy()])
    return known.iloc[order].drop_duplicates("key")[["key", "group"]]


def _at_last(events: pd.DataFrame) -> pd.DataFrame:
    """The value in the last event of each key; of equal events the largest."""
    known = events[events["value"].notna()]
    values = known["value"].to_numpy("float64" if known["value"].dtype.kind == "f" else "int64")
    order = np.lexsort([values, known["place"].to_numpy(), known["day"].to_numpy()])
    return known.iloc[order].drop_duplicates("key", keep="last")[["key", "value"]]


def _keys_with_unknown_names(pipeline: Pipeline, stage_map: StageMap) -> "pd.Series[Any]":
    tables = {BOOK: pipeline.book.frame}
    if pipeline.log is not None:
        tables[LOG] = pipeline.log.frame
    found = [
        keys_of(frame, pipeline.key, table)[frame["stage"].isin(list(stage_map.unknown))]
        for table, frame in tables.items()
        if "stage" in frame and stage_map.unknown
    ]
    return pd.concat(found) if found else pd.Series([], dtype="str")


def _first_row(frame: pd.DataFrame, flags: Flags) -> int | None:
    rows = frame["row"].to_numpy()[flags]
    return int(rows[0]) if len(rows) else None
