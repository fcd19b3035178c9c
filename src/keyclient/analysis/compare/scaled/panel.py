"""The customers of two portfolios side by side, joined by their number in the engine."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import narwhals as nw

from keyclient.analysis.common.tier_steps import Step
from keyclient.analysis.compare.buckets import ORDER, Bucket
from keyclient.analysis.compare.panel import ABSENT
from keyclient.analysis.compare.scaled.books import ScaledBook
from keyclient.analysis.compare.scaled.joined import SIDES, joined_by_number, side_of
from keyclient.metrics.tier import TierFloor, place_of

Frame = nw.LazyFrame[Any]
Columns = Mapping[str, tuple[str, str]]
"""What is needed of both books: the column of the older and of the newer one by its name in the panel."""
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
        side_of(frame, {name: own[number] for name, own in further.items()}, side)
        for number, (frame, side) in enumerate(zip(placed, SIDES, strict=True))
    ]
    joined = joined_by_number(sides[0], sides[1], partial(kept, new))
    if others:
        joined = joined.filter(~nw.col("customer_id").is_in(sorted(others)))
    return ScaledPanel(old, new, _told(kept(new, joined), values))


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


def kept(book: ScaledBook, frame: Frame) -> Frame:
    """The same, computed once where that can be kept, as several figures and lists are read from it."""
    return frame if book.scan.keep is None else book.scan.keep(frame)
