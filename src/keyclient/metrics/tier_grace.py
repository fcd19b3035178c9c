"""The tier a customer holds over several books: upgrades at once, downgrades after a period of grace.

A customer in a better tier than the one held is upgraded at once. A customer in a worse one keeps the tier held for
some books, under watch, and is downgraded to the present tier when the grace is used up. A book with the customer at
or above the tier held ends the watch. A book without the customer changes nothing.
"""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

_ID = "customer_id"


def tiers_held(books: Sequence[FrameT], grace: int) -> FrameT:
    """The tier every customer holds after the last book, one row per customer of any book.

    Columns: `customer_id`, `held` (a place, 0 is the best), `watch` (books in a row below it; 0 means no watch).
    `books`: at least one, oldest first, with columns `customer_id` (unique, no nulls) and `place`. `grace`: the
    number of books in a row for which a worse place is ignored.
    """
    state = books[0].select(_ID, nw.col("place").alias("held"), nw.lit(0, dtype=nw.Int64).alias("watch"))
    for book in books[1:]:
        state = _next(state, book, grace)
    return state


def with_tiers_held(book: FrameT, state: FrameT, grace: int) -> FrameT:
    """The customers of a book with the tier they hold after it: `held`, `watch`, and `before` (null for a new customer).

    `book`: columns `customer_id` and `place`, and any others; a customer whose id is null or not in `state` is new.
    """
    return advanced(book.join(state, on=_ID, how="left"), grace)


def _next(state: FrameT, book: FrameT, grace: int) -> FrameT:
    now = with_tiers_held(book.select(_ID, "place"), state, grace).select(_ID, "held", "watch")
    absent = state.join(now.select(_ID), on=_ID, how="anti").select(_ID, "held", "watch")
    return nw.concat([now, absent])


def advanced(joined: FrameT, grace: int) -> FrameT:
    """The customers of a book with the tier they hold after it: `held`, `watch` and `before`, as in `with_tiers_held`.

    `joined`: columns `place`, and `held` and `watch` after the book before (null for a new customer), and any others.
    """
    place, before = nw.col("place"), nw.col("before")
    below = (place > before).fill_null(value=False)
    count = nw.when(below).then(nw.col("watch") + 1).otherwise(nw.lit(0, dtype=nw.Int64))
    counted = joined.rename({"held": "before"}).with_columns(count.alias("watch"))
    keeps = (nw.col("watch") > 0) & (nw.col("watch") <= grace)
    held = nw.when(keeps).then(before).otherwise(place)
    return counted.with_columns(
        held.alias("held"),
        nw.when(keeps).then(nw.col("watch")).otherwise(nw.lit(0, dtype=nw.Int64)).alias("watch"),
    )
