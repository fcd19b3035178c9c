"""Turns the tables of a pipeline into events: who, at which stage, on which day."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.analysis.funnel.stages import StageMap
from keyclient.metrics.stage import NOWHERE, is_any, place_of
from keyclient.metrics.stage_log import LATEST, UNDATED, row_events
from keyclient.model.pipeline import Pipeline, Shape

Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
BOOK, LOG = "book", "log"
"""The tables that a row without an id can stand in."""


def keys_of(frame: pd.DataFrame, key: str | None, table: str = BOOK) -> "pd.Series[Any]":
    """The key of each row; a row without one gets a key that no other row has, in whatever table.

    A line break keeps such a key apart from ids.
    """
    if key is not None and frame[key].notna().all():
        return frame[key]
    own = f"{table}\n" + frame["row"].astype("str")
    return own if key is None else frame[key].where(frame[key].notna(), own)


def stated(frame: pd.DataFrame, stage_map: StageMap) -> pd.DataFrame:
    """What the rows of a table say: `place`, `named`, `won`, `lost`, `open`; see `current_positions`.

    An outcome in a column of its own takes precedence over one among the stages.
    """
    blank = pd.Series(pd.NA, index=frame.index, dtype="str")
    columns = {name: frame.get(name, blank) for name in ("stage", "outcome")}
    rows = nw.from_native(pd.DataFrame(columns), eager_only=True)
    return rows.select(**statements(stage_map)).to_native()


def statements(stage_map: StageMap) -> dict[str, nw.Expr]:
    """The columns of `stated` from those with the texts of `stage` and `outcome`."""
    stage, outcome = nw.col("stage"), nw.col("outcome")
    silent = outcome.is_null()
    said = {
        name: is_any(outcome, [name]) | (silent & is_any(stage, stage_map.texts_of(name)))
        for name in ("won", "lost", "open")
    }
    named = ~stage.is_null() & ~is_any(stage, list(stage_map.outcomes))
    return {"place": place_of(stage, stage_map.texts()), "named": named, **said}


def events_of(pipeline: Pipeline, stage_map: StageMap) -> pd.DataFrame:
    """All events of a pipeline that has a log or one column a stage; see `keyclient.metrics.stage_log`."""
    book, log = pipeline.book.frame, pipeline.log
    keys, are_now = keys_of(book, pipeline.key), pipeline.shape is Shape.BOTH
    parts = [*_of_table(book, pipeline.stage_columns, keys, stage_map, are_now=are_now)]
    if log is not None:
        keys = keys_of(log.frame, pipeline.key, LOG)
        parts += _of_table(log.frame, pipeline.log_columns, keys, stage_map)
    return pd.concat(parts, ignore_index=True)


def day_numbers(column: "pd.Series[Any]") -> Days:
    """Dates as days since 1970; `UNDATED` where there is none."""
    days = column.to_numpy("datetime64[D]")
    return np.where(np.isnat(days), UNDATED, days.astype("int64"))


def _of_table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    keys: "pd.Series[Any]",
    stage_map: StageMap,
    *,
    are_now: bool = False,
) -> Sequence[pd.DataFrame]:
    if columns:
        return _of_columns(frame, columns, keys, stage_map)
    return _of_rows(frame, keys, stage_map, are_now=are_now)


def _of_rows(
    frame: pd.DataFrame, keys: "pd.Series[Any]", stage_map: StageMap, *, are_now: bool = False
) -> Sequence[pd.DataFrame]:
    """The stage of every row, and its outcome if it has one; see `row_events`."""
    rows = stated(frame, stage_map).assign(key=keys.to_numpy(), day=_days(frame))
    parts = row_events(nw.from_native(rows, eager_only=True), stage_map.size, are_now=are_now)
    return [part.to_native().astype({"place": "int64"}) for part in parts]


def _of_columns(
    frame: pd.DataFrame, columns: Mapping[str, str], keys: "pd.Series[Any]", stage_map: StageMap
) -> Sequence[pd.DataFrame]:
    """An event for every stage whose column has a date or a yes; and the outcomes of the rows."""
    parts = [_events(keys, NOWHERE, np.full(len(frame), UNDATED), np.full(len(frame), UNDATED))]
    for column, word in columns.items():
        is_lost = stage_map.outcomes.get(word) == "lost"
        place = stage_map.size if is_lost else stage_map.places[word]
        is_day = frame[column].dtype.kind == "M"
        days = day_numbers(frame[column]) if is_day else np.full(len(frame), UNDATED)
        there = days > UNDATED if is_day else (frame[column] == "yes").to_numpy(bool)
        ranks = np.where((days == UNDATED) & is_lost, LATEST, days)
        parts.append(_events(keys[there], place, days[there], ranks[there]))
    if "outcome" in frame:
        bare = frame.drop(columns="stage_date", errors="ignore")
        parts += _of_rows(bare, keys, stage_map, are_now=True)[1:]
    return parts


def _days(frame: pd.DataFrame) -> Days:
    return day_numbers(frame["stage_date"]) if "stage_date" in frame else np.full(len(frame), UNDATED)


def _events(keys: "pd.Series[Any]", place: Days | int, day: Days, rank_day: Days) -> pd.DataFrame:
    events = pd.DataFrame({"key": keys.to_numpy(), "place": place, "day": day, "rank_day": rank_day})
    return events.astype({"place": "int64"})
