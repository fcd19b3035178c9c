"""From the tables of a pipeline to events: whose, at which stage, on which day."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.analysis.funnel.stages import StageMap
from keyclient.metrics.stage import NOWHERE, is_any, place_of
from keyclient.metrics.stage_log import LATEST, UNDATED
from keyclient.model.pipeline import Pipeline, Shape

Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def keys_of(frame: pd.DataFrame, key: str | None) -> "pd.Series[Any]":
    """Whose row each is; one without a key is somebody of its own."""
    if key is not None and frame[key].notna().all():
        return frame[key]
    own = "row " + frame["row"].astype("str")
    return own if key is None else frame[key].where(frame[key].notna(), own)


def stated(frame: pd.DataFrame, stage_map: StageMap) -> pd.DataFrame:
    """What the rows of a table say: `place`, `named`, `won`, `lost`, `open`; see `current_positions`.

    An outcome in a column of its own goes before one that stands among the stages.
    """
    blank = pd.Series(pd.NA, index=frame.index, dtype="str")
    columns = {name: frame.get(name, blank) for name in ("stage", "outcome")}
    rows = nw.from_native(pd.DataFrame(columns), eager_only=True)
    stage, outcome = nw.col("stage"), nw.col("outcome")
    silent = outcome.is_null()
    said = {
        name: is_any(outcome, [name]) | (silent & is_any(stage, stage_map.texts_of(name)))
        for name in ("won", "lost", "open")
    }
    named = ~stage.is_null() & ~is_any(stage, list(stage_map.outcomes))
    place = place_of(stage, stage_map.texts()).alias("place")
    return rows.select(place, named.alias("named"), **said).to_native()


def events_of(pipeline: Pipeline, stage_map: StageMap) -> pd.DataFrame:
    """All events of a pipeline that has a log or one column a stage; see `keyclient.metrics.stage_log`."""
    are_now = pipeline.shape is Shape.BOTH
    parts = [
        *_of_table(pipeline.book.frame, pipeline.stage_columns, pipeline.key, stage_map, are_now=are_now),
        *(
            _of_table(pipeline.log.frame, pipeline.log_columns, pipeline.key, stage_map)
            if pipeline.log
            else ()
        ),
    ]
    return pd.concat(parts, ignore_index=True)


def day_numbers(column: "pd.Series[Any]") -> Days:
    """Dates as days since 1970; `UNDATED` where there is none."""
    days = column.to_numpy("datetime64[D]")
    return np.where(np.isnat(days), UNDATED, days.astype("int64"))


def _of_table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    key: str | None,
    stage_map: StageMap,
    *,
    are_now: bool = False,
) -> Sequence[pd.DataFrame]:
    if columns:
        return _of_columns(frame, columns, key, stage_map)
    return _of_rows(frame, key, stage_map, are_now=are_now)


def _of_rows(
    frame: pd.DataFrame, key: str | None, stage_map: StageMap, *, are_now: bool = False
) -> Sequence[pd.DataFrame]:
    """The stage of every row, and its outcome where it says one. `are_now`: the rows tell how things are now.

    Who is won at a stage below the last one has reached the last one, on a day that is not known. An outcome without a
    day is the last word.
    """
    said = stated(frame, stage_map)
    keys, days = keys_of(frame, key), _days(frame)
    ranks = np.full(len(frame), LATEST) if are_now else days
    last_word = np.where(days == UNDATED, LATEST, ranks)
    place, closing = said["place"].to_numpy("int64"), stage_map.size - 1
    won = said["won"].to_numpy(bool) & (place != closing)
    lost = said["lost"].to_numpy(bool)
    closing_days = np.where(said["named"].to_numpy(bool), UNDATED, days)
    return [
        _events(keys, place, days, ranks),
        _events(keys[won], closing, closing_days[won], last_word[won]),
        _events(keys[lost], stage_map.size, days[lost], last_word[lost]),
    ]


def _of_columns(
    frame: pd.DataFrame, columns: Mapping[str, str], key: str | None, stage_map: StageMap
) -> Sequence[pd.DataFrame]:
    """An event for every stage whose column has a day or says yes; and the outcomes of the rows."""
    keys = keys_of(frame, key)
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
        parts += _of_rows(bare, key, stage_map, are_now=True)[1:]
    return parts


def _days(frame: pd.DataFrame) -> Days:
    return day_numbers(frame["stage_date"]) if "stage_date" in frame else np.full(len(frame), UNDATED)


def _events(keys: "pd.Series[Any]", place: Days | int, day: Days, rank_day: Days) -> pd.DataFrame:
    events = pd.DataFrame({"key": keys.to_numpy(), "place": place, "day": day, "rank_day": rank_day})
    return events.astype({"place": "int64"})
