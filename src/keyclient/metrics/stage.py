"""How far customers or deals have come on a ladder of stages, from one row each.

A stage is an index on the ladder, from 0; the last of `size` stages is the closing one and means won. The same code
runs in memory (pandas) and lazily (DuckDB, Spark).

A *funnel position* is a row of a frame with one row per customer or deal:

- `furthest`: int64, the furthest stage reached; `NOWHERE` if unknown, so that the row is in no funnel.
- `fate`: int64, the present state: `HERE`, `LOST`, or `BACK` at an earlier stage.
- `placed`: bool, whether the book names the stage. Rows known only to be lost or open are put at the first stage.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import add

import narwhals as nw
from narwhals.typing import FrameT

NOWHERE = -1
"""Stands for an unnamed stage."""
HERE, LOST, BACK = 0, 1, 2


def place_of(text: nw.Expr, words: Mapping[int, Collection[str]]) -> nw.Expr:
    """The stage each text of a column names, int64; `NOWHERE` for other texts and nulls.

    `words`: the texts of each stage, exactly as in the column. No text may belong to two stages.
    """
    steps = [text.is_in(list(found)).cast(nw.Int64) * (place + 1) for place, found in words.items() if found]
    return (reduce(add, steps).fill_null(0) if steps else nw.lit(0, nw.Int64)) - 1


def is_any(text: nw.Expr, words: Collection[str]) -> nw.Expr:
    """Whether each text of a column is one of the words; False for null."""
    return text.is_in(list(words)).fill_null(value=False) if words else nw.lit(value=False)


def current_positions(rows: FrameT, size: int) -> FrameT:
    """The funnel positions of rows with a current stage; their other columns are kept.

    Columns `place`, `named` (whether any stage is named, known or not), and `won`, `lost` and `open` (from the
    outcome). Lost takes precedence over won. A won row is at the closing stage, a lost row at the named stage below
    it; a row that is lost, or open, without a named stage is at the first stage.
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
    """The stage if it is below the closing one, else the first stage for rows that have entered the funnel."""
    otherwise = nw.when(entered).then(nw.lit(0, nw.Int64)).otherwise(nw.lit(NOWHERE, nw.Int64))
    return nw.when(below).then(place).otherwise(otherwise)


def is_log(rows: FrameT, key: str, share: float, *, within: Sequence[str] = ()) -> bool:
    """Whether rows are a log of changes: more than `share` (0..1) of the keys with several rows have several stages.

    Columns `stage` (text) and the key; rows with a null in either are ignored. Rows that only repeat a stage (a
    customer with two accounts) are not a log. `within`: columns in each of whose values a key is one of its own, such as
    that of the branch.
    """
    stage = nw.col("stage")
    if not _has_repeated(rows, [*within, key]):
        return False
    told = rows.filter(~nw.col(key).is_null() & ~stage.is_null())
    keys = told.group_by(*within, key).agg(
        nw.len().alias("rows"), stage.min().alias("least"), stage.max().alias("most")
    )
    several = (nw.col("least") != nw.col("most")).cast(nw.Int64)
    counted = keys.filter(nw.col("rows") > 1).select(several.sum().alias("several"), nw.len().alias("n"))
    found = counted.lazy().collect().rows(named=True)[0]
    return bool((found["several"] or 0) > share * found["n"])


def _has_repeated(rows: FrameT, keys: Sequence[str]) -> bool:
    """Whether the last of some keys, where it is known, ever has several rows. A database counts them in a fourth of the time that it takes to compare texts."""
    known = rows.select(*keys).filter(~nw.col(keys[-1]).is_null())
    counted = known.group_by(*keys).agg(nw.len().alias("rows")).select(nw.col("rows").max())
    return (counted.lazy().collect()["rows"].to_list()[0] or 0) > 1
