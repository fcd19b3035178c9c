"""Where a log of events leaves each customer or deal: its furthest stage, its outcome, and when it was where.

An *event* is a row of a frame with the columns

- `key`: text, whose event it is.
- `place`: int64, the stage that was reached, from 0; `size` where it was lost; `NOWHERE` where nothing known is said.
- `day`: int64, the day as days since 1970; `UNDATED` where none is known.
- `rank_day`: int64, the day that orders the events; `LATEST` where an event tells how things are now.

Of the events of one day the one of the later stage is the later one, and lost comes last.
"""

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.stage import BACK, HERE, LOST, NOWHERE

UNDATED = -1_000_000
"""Before every day that a book can name."""
LATEST = 2_000_000
"""After every day that a book can name."""
NEVER = 3_000_000
"""The first day of a stage that was not visited on any known day."""


def visited(place: int) -> str:
    """Column of a standing: 1 where a stage was visited, else 0."""
    return f"visited_{place}"


def first_day(place: int) -> str:
    """Column of a standing: the first day at a stage; `NEVER` where none is known."""
    return f"day_{place}"


def standings_of_log(events: FrameT, size: int) -> FrameT:
    """The standing of every key of a log; see `keyclient.metrics.stage`.

    Beside it `entry` (the first day at any stage, else `NEVER`), `contradicted` (whether it was lost after the
    closing stage was reached) and for every stage whether and when first it was visited. Lost is whose last event is
    lost: it stands at the furthest stage below the closing one. Moved back is whose last event is a stage below the
    furthest, as far as the days tell.
    """
    told = events.with_columns(*_told(size))
    most = ["furthest", "below", "dated", "last", *map(visited, range(size))]
    least = ["entry", *map(first_day, range(size))]
    summed = told.group_by("key").agg(nw.col(*most).max(), nw.col(*least).min())
    return summed.with_columns(_last_place(size).alias("last_place")).with_columns(*_standing(size))


def _told(size: int) -> list[nw.Expr]:
    """What each event tells, in columns of which the largest or the smallest of a key is wanted."""
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


def _standing(size: int) -> list[nw.Expr]:
    furthest, below, last = nw.col("furthest"), nw.col("below"), nw.col("last_place")
    lost = last == size
    at_start = nw.when(lost).then(nw.lit(0, nw.Int64)).otherwise(nw.lit(NOWHERE, nw.Int64))
    reached = nw.when(lost).then(below).otherwise(furthest)
    is_back = (last < furthest) & (furthest == nw.col("dated"))
    elsewhere = nw.when(is_back).then(nw.lit(BACK, nw.Int64)).otherwise(nw.lit(HERE, nw.Int64))
    return [
        nw.when(reached >= 0).then(reached).otherwise(at_start).alias("furthest"),
        nw.when(lost).then(nw.lit(LOST, nw.Int64)).otherwise(elsewhere).alias("fate"),
        (reached >= 0).alias("placed"),
        (lost & (furthest == size - 1)).alias("contradicted"),
    ]


def _where(condition: nw.Expr, value: nw.Expr, otherwise: int) -> nw.Expr:
    return nw.when(condition).then(value).otherwise(nw.lit(otherwise, nw.Int64))
