"""The funnel position of each customer or deal from a log of events: furthest stage, outcome, and dates of each stage.

An *event* is a row of a frame with the columns

- `key`: text, the customer or deal of the event.
- `place`: int64, the stage reached, from 0; `size` if it was lost; `NOWHERE` if the stage is unknown.
- `day`: int64, days since 1970; `UNDATED` if the date is unknown.
- `rank_day`: int64, the day that orders the events; `LATEST` for an event that states the present stage.

Events of one day are ordered by stage, with lost last.
"""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.extremes import least
from keyclient.metrics.stage import BACK, HERE, LOST, NOWHERE

UNDATED = -1_000_000
"""Before every day a book can contain."""
LATEST = 2_000_000
"""After every day a book can contain."""
NEVER = 3_000_000
"""The first day of a stage that was never visited on a known day."""


def visited(place: int) -> str:
    """The column that says whether a stage was visited: 1 or 0."""
    return f"visited_{place}"


def first_day(place: int) -> str:
    """The column with the first day at a stage; `NEVER` if none is known."""
    return f"day_{place}"


def row_events(rows: FrameT, size: int, *, are_now: bool = False, also: Sequence[str] = ()) -> list[FrameT]:
    """The events that the rows of a table state: the stages, then the won, then the lost, one frame each.

    Columns `key`, `day` (`UNDATED` where there is none), and `place`, `named`, `won` and `lost` as
    `keyclient.metrics.stage.current_positions` has them. `are_now`: the rows give the current state. Anyone won before the
    last stage has reached the last stage, on an unknown day. An outcome without a day comes after everything else.
    `also`: further columns to keep.
    """
    day, closing = nw.col("day"), size - 1
    ranks = _whole(LATEST) if are_now else day
    last_word = nw.when(day == UNDATED).then(_whole(LATEST)).otherwise(ranks)
    closing_day = nw.when(nw.col("named")).then(_whole(UNDATED)).otherwise(day)
    won = rows.filter(nw.col("won") & (nw.col("place") != closing))
    return [
        rows.select("key", *also, "place", "day", ranks.alias("rank_day")),
        won.select(
            "key",
            *also,
            _whole(closing).alias("place"),
            closing_day.alias("day"),
            last_word.alias("rank_day"),
        ),
        rows.filter(nw.col("lost")).select(
            "key", *also, _whole(size).alias("place"), "day", last_word.alias("rank_day")
        ),
    ]


def log_positions(events: FrameT, size: int, *, also: Sequence[str] = ()) -> FrameT:
    """The funnel position of every key of a log (see `keyclient.metrics.stage`), one row per key.

    Further columns: `entry` (the first day at any stage, else `NEVER`), `contradicted` (whether it was lost after
    reaching the closing stage) and, for every stage, whether and when it was first visited. A key is lost if its last
    event is: its position is the furthest stage below the closing one. A key has moved back if its last event is a
    stage below the furthest, as far as the dates show. An empty log gives an empty frame. `also`: further columns of
    numbers, of which the largest is kept.
    """
    told = events.with_columns(*_event_columns(size))
    most = [*also, "furthest", "below", "dated", "last", *map(visited, range(size))]
    least = ["entry", *map(first_day, range(size))]
    summed = told.group_by("key").agg(nw.col(*most).max(), nw.col(*least).min())
    return summed.with_columns(_last_place(size).alias("last_place")).with_columns(*_position(size))


def _event_columns(size: int) -> list[nw.Expr]:
    """The facts of each event as columns to be reduced to the maximum or minimum per key."""
    place, day, rank_day = nw.col("place"), nw.col("day"), nw.col("rank_day")
    is_stage = (place >= 0) & (place < size)
    rank = (rank_day - UNDATED) * (size + 1) + place
    columns = [
        _where(is_stage, place, NOWHERE).alias("furthest"),
        _where(is_stage & (place < size - 1), place, NOWHERE).alias("below"),
        _where(is_stage & (rank_day > UNDATED), place, NOWHERE).alias("dated"),
        _where(place >= 0, rank, NOWHERE).alias("last"),
        _where(is_stage & (day > UNDATED), day, NEVER).alias("entry"),
    ]
    for stage in range(size):
        here = place == stage
        columns.append(here.cast(nw.Int64).alias(visited(stage)))
        columns.append(_where(here & (day > UNDATED), day, NEVER).alias(first_day(stage)))
    return columns


def _last_place(size: int) -> nw.Expr:
    last = nw.col("last")
    return _where(last >= 0, last % (size + 1), NOWHERE)


def _position(size: int) -> list[nw.Expr]:
    furthest, below, last = nw.col("furthest"), nw.col("below"), nw.col("last_place")
    lost = last == size
    at_start = nw.when(lost).then(_whole(0)).otherwise(_whole(NOWHERE))
    reached = nw.when(lost).then(below).otherwise(furthest)
    is_back = (last < furthest) & (furthest == nw.col("dated"))
    elsewhere = nw.when(is_back).then(_whole(BACK)).otherwise(_whole(HERE))
    return [
        nw.when(reached >= 0).then(reached).otherwise(at_start).alias("furthest"),
        nw.when(lost).then(_whole(LOST)).otherwise(elsewhere).alias("fate"),
        (reached >= 0).alias("placed"),
        (lost & (furthest == size - 1)).alias("contradicted"),
    ]


def won_early(size: int) -> nw.Expr:
    """Whether a position was won before its first day at any other stage, and is not lost."""
    first = least([first_day(place) for place in range(size - 1)])
    won = nw.col(first_day(size - 1))
    return (won < first) & (first < NEVER) & (nw.col("fate") != LOST)


def _whole(value: int) -> nw.Expr:
    return nw.lit(value, nw.Int64)


def _where(condition: nw.Expr, value: nw.Expr, otherwise: int) -> nw.Expr:
    return nw.when(condition).then(value).otherwise(_whole(otherwise))
