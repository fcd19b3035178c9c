"""How far customers or deals have come on a ladder of stages: from one row each, or from a log of what happened.

A stage is its place on the ladder, from 0; the last of `size` places is the closing one and means won. The same code
runs in memory (pandas) and lazily (DuckDB, Spark).

A *standing* is a frame with one row a customer or deal:

- `furthest`: int64, the furthest stage; `NOWHERE` where it cannot be told, so that the row is in no funnel.
- `fate`: int64, what became of it there: `HERE`, `LOST`, or `BACK` at an earlier stage now.
- `placed`: bool, whether the stage was said. Who is known to be lost or open and no more stands at the first stage.
"""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import add

import narwhals as nw
from narwhals.typing import FrameT

NOWHERE = -1
"""In place of a stage where none is named."""
HERE, LOST, BACK = 0, 1, 2


def place_of(text: nw.Expr, words: Mapping[int, Collection[str]]) -> nw.Expr:
    """The place that each text of a column names, `NOWHERE` for the others.

    `words`: the texts by place, as they stand in the column. No text may have two places.
    """
    steps = [text.is_in(list(found)).cast(nw.Int64) * (place + 1) for place, found in words.items() if found]
    return (reduce(add, steps).fill_null(0) if steps else nw.lit(0, nw.Int64)) - 1


def is_any(text: nw.Expr, words: Collection[str]) -> nw.Expr:
    """Whether each text of a column is one of some words; a blank is none."""
    return text.is_in(list(words)).fill_null(value=False) if words else nw.lit(value=False)


def standings_now(rows: FrameT, size: int) -> FrameT:
    """The standing of rows that tell the current stage; their other columns are kept.

    Columns `place`, `named` (whether a stage is named at all, known or not), `won`, `lost` and `open` (what the
    outcome says). Lost goes before won. Who is won stands at the closing stage; who is lost, at the stage below it
    that was named; who is lost, or open without a named stage, has at least entered.
    """
    place, lost = nw.col("place"), nw.col("lost")
    closing = size - 1
    won = ~lost & (nw.col("won") | (place == closing))
    below = (place >= 0) & (place < closing)
    entered = lost | (nw.col("open") & ~nw.col("named"))
    furthest = nw.when(won).then(nw.lit(closing, nw.Int64)).otherwise(_entered_or(place, below, entered))
    return rows.with_columns(
        furthest.alias("furthest"), (lost.cast(nw.Int64) * LOST).alias("fate"), (won | below).alias("placed")
    )


def _entered_or(place: nw.Expr, below: nw.Expr, entered: nw.Expr) -> nw.Expr:
    """The place where it is below the closing one, else the first stage for those who have entered."""
    otherwise = nw.when(entered).then(nw.lit(0, nw.Int64)).otherwise(nw.lit(NOWHERE, nw.Int64))
    return nw.when(below).then(place).otherwise(otherwise)


def is_log(rows: FrameT, key: str, share: float) -> bool:
    """Whether rows tell of changes: more than `share` of the keys with several rows have several stages.

    Columns `stage` (text) and the key; rows without one of them tell nothing. Rows that all repeat their stage (a
    customer with two accounts) are no log.
    """
    told = rows.filter(~nw.col(key).is_null() & ~nw.col("stage").is_null())
    rows_of = told.group_by(key).agg(nw.len().alias("rows"))
    stages_of = told.select(key, "stage").unique().group_by(key).agg(nw.len().alias("stages"))
    repeated = rows_of.filter(nw.col("rows") > 1).join(stages_of, on=key)
    counted = repeated.select(
        (nw.col("stages") > 1).cast(nw.Int64).sum().alias("several"), nw.len().alias("n")
    )
    found = counted.lazy().collect().rows(named=True)[0]
    return bool((found["several"] or 0) > share * found["n"])
