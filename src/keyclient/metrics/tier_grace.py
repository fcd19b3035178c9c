"""Fast up, slow down: the tier that a customer holds over several books.

A customer who is in a better tier than the one held rises at once. A customer who is in a worse one keeps the tier
held for some books, under watch, and falls to where the customer is then when the grace is used up. A book in which
the customer is again at or above the tier held ends the watch. A book that does not have the customer changes nothing.
"""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

_ID = "customer_id"


def standing(books: Sequence[FrameT], grace: int) -> FrameT:
    """What every customer of at least one book holds after the last, one row each.

    Columns: `customer_id`, `held` (a place, 0 is the best), `watch` (books in a row below it; 0 is no watch).
    `books`: oldest first, at least one, columns `customer_id` (no nulls, each once) and `place`. `grace`: for so many
    books in a row a worse place is forgiven.
    """
    state = books[0].select(_ID, nw.col("place").alias("held"), nw.lit(0, dtype=nw.Int64).alias("watch"))
    for book in books[1:]:
        state = _next(state, book, grace)
    return state


def with_standing(book: FrameT, state: FrameT, grace: int) -> FrameT:
    """The customers of a book with what they hold after it: `held`, `watch`, and what they held `before` (null is new).

    `book`: columns `customer_id` and `place`, and any others; an id that is null or not in `state` is new.
    """
    return _advanced(book.join(state, on=_ID, how="left"), grace)


def _next(state: FrameT, book: FrameT, grace: int) -> FrameT:
    now = with_standing(book.select(_ID, "place"), state, grace).select(_ID, "held", "watch")
    absent = state.join(now.select(_ID), on=_ID, how="anti").select(_ID, "held", "watch")
    return nw.concat([now, absent])


def _advanced(joined: FrameT, grace: int) -> FrameT:
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
