"""The customers of two portfolios side by side, joined by their number in the engine."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import narwhals as nw

from keyclient.analysis.common.tier_steps import Step
from keyclient.analysis.compare.buckets import ORDER, Bucket
from keyclient.analysis.compare.panel import ABSENT
from keyclient.analysis.compare.scaled.books import ScaledBook
from keyclient.metrics.tier import TierFloor, place_of

Frame = nw.LazyFrame[Any]
SIDES = ("old", "new")
"""What the columns of the two books begin with."""
Columns = Mapping[str, tuple[str, str]]
"""What is needed of both books: the column of the older and of the newer one by its name in the panel."""
_ALWAYS = ("row", "value", "place", "own")
_UNCHANGED, _BLANK_NOW, _BLANK_BEFORE = range(3)


@dataclass(frozen=True, eq=False)
class ScaledPanel:
    """Customers with a number of their own in every book that lists them.

    Columns of `frame`, one row a customer of either book: `customer_id`; of each book, after `old_` and `new_`: `listed` (1 or
    0), `row` and `value` (null where not listed, or blank), and what else was asked for; `opening` and `closing` (0 in place of null),
    `change`; the tiers `was` and `now` by the floors of the first book and `own` by those of the newer one, `ABSENT` where not
    listed; the place of the `bucket`; `blank`, whether one value of two is blank and the other positive.
    """

    old: ScaledBook
    new: ScaledBook
    frame: Frame

    @property
    def books(self) -> tuple[ScaledBook, ScaledBook]:
        """The older first."""
        return self.old, self.new

    @property
    def names(self) -> list[str]:
        """The names of the tiers, best first."""
        return [step.tier.name for step in self.new.steps]


def scaled_panel(old: ScaledBook, new: ScaledBook, columns: Columns, others: Collection[str]) -> ScaledPanel:
    """The books side by side. `columns`: what is needed beside the values; `others`: numbers that are another person's now."""
    first = _in_columns_of(new.steps, old.steps)
    values = [name for name, own in columns.items() if own == ("value", "value")]
    further = {name: own for name, own in columns.items() if name not in values}
    placed = [_placed(old, old.steps, None), _placed(new, first, new.steps)]
    sides = [
        _side(frame, {name: own[number] for name, own in further.items()}, side)
        for number, (frame, side) in enumerate(zip(placed, SIDES, strict=True))
    ]
    joined = _joined(sides[0], sides[1], partial(_kept, new))
    if others:
        joined = joined.filter(~nw.col("customer_id").is_in(sorted(others)))
    return ScaledPanel(old, new, _told(_kept(new, joined), values))


def _in_columns_of(newest: Sequence[Step], steps: Sequence[Step]) -> tuple[Step, ...]:
    """The floors of the first book, for the columns of the newest."""
    return tuple(
        step
        if step.rung is None or other.rung is None
        else replace(step, rung=replace(step.rung, column=other.rung.column))
        for step, other in zip(steps, newest, strict=True)
    )


def _placed(book: ScaledBook, first: Sequence[Step], own: Sequence[Step] | None) -> Frame:
    """With `place`, and `own` where other floors are given."""
    places = {"place": first} if own is None else {"place": first, "own": own}
    return book.frame.with_columns(*(place_of(_rungs(steps)).alias(name) for name, steps in places.items()))


def _rungs(steps: Sequence[Step]) -> list[TierFloor]:
    return [step.rung for step in steps if step.rung is not None]


def _side(frame: Frame, columns: Mapping[str, str], side: str) -> Frame:
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


def _joined(old: Frame, new: Frame, keep: Callable[[Frame], Frame]) -> Frame:
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


def _told(joined: Frame, values: Sequence[str]) -> Frame:
    """With what became of each customer. `values`: what else the values are called."""
    places = {"was": "old_place", "now": "new_place", "own": "new_own"}
    valued = joined.with_columns(
        nw.col("old_value").fill_null(0).alias("opening"),
        nw.col("new_value").fill_null(0).alias("closing"),
        *(nw.col(column).fill_null(ABSENT).alias(name) for name, column in places.items()),
    )
    told = valued.with_columns(
        (nw.col("closing") - nw.col("opening")).alias("change"),
        *(nw.col(f"{side}_value").alias(f"{side}_{name}") for side in SIDES for name in values),
    )
    return told.with_columns(_bucket().alias("bucket"), _blank().alias("blank"))


def _bucket() -> nw.Expr:
    """As `buckets.moves` of two books: nobody has returned, and nobody is known to be in another branch."""
    there, here = nw.col("old_listed") > 0, nw.col("new_listed") > 0
    fits = {
        Bucket.NEW: here & ~there,
        Bucket.LOST: there & ~here,
        Bucket.EMPTIED: (nw.col("opening") > 0) & (nw.col("closing") <= 0),
        Bucket.PROMOTED: nw.col("now") < nw.col("was"),
        Bucket.DEMOTED: nw.col("now") > nw.col("was"),
    }
    found = nw.lit(ORDER.index(Bucket.STAYED), dtype=nw.Int64)
    for bucket, fit in reversed(fits.items()):
        found = nw.when(fit).then(nw.lit(ORDER.index(bucket), dtype=nw.Int64)).otherwise(found)
    return found


def _blank() -> nw.Expr:
    both = (nw.col("old_listed") > 0) & (nw.col("new_listed") > 0)
    now = both & (nw.col("opening") > 0) & nw.col("new_value").is_null()
    before = both & (nw.col("closing") > 0) & nw.col("old_value").is_null()
    unknown = nw.when(before).then(nw.lit(_BLANK_BEFORE, dtype=nw.Int64))
    blank = unknown.otherwise(nw.lit(_UNCHANGED, dtype=nw.Int64))
    return nw.when(now).then(nw.lit(_BLANK_NOW, dtype=nw.Int64)).otherwise(blank)


def _kept(book: ScaledBook, frame: Frame) -> Frame:
    """The same, computed once where that can be kept, as every figure and list is read from it."""
    return frame if book.scan.keep is None else book.scan.keep(frame)
