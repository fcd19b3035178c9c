"""The customers of two portfolios joined by their number in the engine, without those whose number is not their own."""

from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw

Frame = nw.LazyFrame[Any]
SIDES = ("old", "new")
"""What the columns of the two books begin with."""
_ALWAYS = ("row", "value", "place", "own")


def side_of(frame: Frame, columns: Mapping[str, str], side: str) -> Frame:
    """The columns of a book that are joined, of customers with an id; 0 in place of one that it does not have."""
    there = set(frame.collect_schema().names())
    listed = (
        frame.filter(~nw.col("customer_id").is_null())
        if "customer_id" in there
        else frame.with_columns(nw.lit("").alias("customer_id")).head(0)
    )
    own = {name: name for name in _ALWAYS if name in there} | dict(columns)
    return listed.select(
        nw.col("customer_id").alias(f"{side}_id"),
        *(
            (nw.col(column) if column in there else nw.lit(0, dtype=nw.Int64)).alias(f"{side}_{name}")
            for name, column in own.items()
        ),
    )


def joined_by_number(old: Frame, new: Frame, keep: Callable[[Frame], Frame]) -> Frame:
    """One row a number of either book, without those that several customers of a book share.

    A join holds one book while it reads the other, which takes half the memory of grouping both by their numbers. Shared numbers
    are looked for before, so that not all of this has to be held at once.
    """
    joined = old.join(new, how="full", left_on="old_id", right_on="new_id")
    marked = joined.with_columns(
        nw.coalesce("old_id", "new_id").alias("customer_id"),
        *((~nw.col(f"{side}_id").is_null()).cast(nw.Int64).alias(f"{side}_listed") for side in SIDES),
    )
    numbers = [
        side.select(nw.col(f"{name}_id").alias("customer_id"))
        for name, side in zip(SIDES, (old, new), strict=True)
    ]
    shared = nw.concat([keep(_shared(ids)) for ids in numbers], how="vertical")
    return marked.drop("old_id", "new_id").join(shared, on="customer_id", how="anti")


def _shared(ids: Frame) -> Frame:
    """The numbers that several customers have."""
    counted = ids.group_by("customer_id").agg(nw.len().alias("n"))
    return counted.filter(nw.col("n") > 1).select("customer_id")
