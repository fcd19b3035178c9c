"""The customers of a portfolio of any size whom `tier` lists: the first of each list, without sorting the others.

Who belongs into a list is sorted to its front instead of being filtered where it can be: a database would move such a filter
below everything that it is computed from, and repeat all of that in it.
"""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from keyclient.analysis.common.tier_scan import TierScan
from keyclient.analysis.tier.lists import value_reached
from keyclient.metrics.largest_first import largest_first
from keyclient.metrics.loyalty import SOURCES
from keyclient.metrics.tier import cheapest_first, may_be_near, near_columns
from keyclient.policy.parts.tier import TierPolicy

_KEY = ("value", "customer_id", "row")


def first_by_value(book: TierScan, top: int | None) -> pa.Table:
    """The `top` first customers by value, None for all, with the columns that their reasons are about."""
    at_least = value_reached(book, top) if top and top <= book.totals.known else None
    shown = _shown(book)
    first = _in_memory(largest_first(book.frame.select(shown), top, at_least, ties=_ties(shown)))
    nothing = pa.nulls(first.num_rows, pa.int64())
    return first.append_column("rule", first["place"]).append_column("watch", nothing)


def differing_first(book: TierScan, differ: nw.Expr, top: int | None) -> pa.Table:
    """The first of the customers who differ, by value."""
    shown = [*_shown(book), "book_tier"]
    marked = book.frame.select(*shown, (~differ).fill_null(value=True).cast(nw.Int64).alias("same"))
    ties, belongs = [*_ties(shown), "book_tier"], nw.col("same") == 0
    if top is None:
        return _in_memory(largest_first(marked.filter(belongs), ties=ties))
    if book.is_in_memory:
        found = _up_to(marked.filter(belongs), "value", top, largest=True)
        return _in_memory(largest_first(found, top, ties=ties))
    return _in_memory(largest_first(marked, top, before=["same"], ties=ties).filter(belongs))


def near_first(book: TierScan, policy: TierPolicy, top: int | None) -> nw.DataFrame[pa.Table] | None:
    """The first of the customers near the tier above theirs, cheapest first; None if there is no tier to reach."""
    close = may_be_near(book.rungs, policy.near)
    if close is None:
        return None
    columns = near_columns(book.rungs, share=policy.near, slack=policy.near_loyalty)
    shown = _shown(book)
    near, belongs = book.frame.filter(close).select(*shown, **columns), nw.col("near")
    ties = [name for name in ("value", *_ties(shown)) if name not in _KEY[1:]]
    if top is None:
        first = cheapest_first(near.filter(belongs), ties)
    elif book.is_in_memory:
        first = cheapest_first(_up_to(near.filter(belongs), "worth", top), ties).head(top)
    else:
        first = cheapest_first(near, ties).head(top).filter(belongs)
    found: nw.DataFrame[pa.Table] = nw.from_native(_in_memory(first), eager_only=True)
    return found


def _up_to(
    frame: "nw.LazyFrame[Any]", column: str, top: int, *, largest: bool = False
) -> "nw.LazyFrame[Any]":
    """The customers up to the `top`-th of one column, with those of its value: pandas sorts a few by many columns, not all.

    All of them where there are fewer, or the column is null for some of the first.
    """
    ordered = frame.select(column).sort(column, descending=largest, nulls_last=True).head(top)
    values = _in_memory(ordered)[column].to_pylist()
    if len(values) < max(top, 1) or values[-1] is None:
        return frame
    edge = nw.col(column) >= values[-1] if largest else nw.col(column) <= values[-1]
    return frame.filter(edge)


def none_of(book: TierScan) -> pa.Table:
    """Nobody, with the columns of a list."""
    return _in_memory(book.frame.select(*_shown(book), "book_tier").head(0))


def _shown(book: TierScan) -> list[str]:
    """The columns that a row of a list, and the reason in it, come from."""
    floors = (rung.column for rung in book.rungs)
    figures = (*SOURCES, "contacted", "loyalty", "judged", "place")
    wanted = dict.fromkeys((*_KEY, *floors, *figures, "name", "phone", "manager", "branch"))
    return [name for name in wanted if name in book.columns]


def _ties(shown: Sequence[str]) -> list[str]:
    """What orders customers of one value, id and row: all else that is shown, so that no engine has a choice."""
    return [name for name in shown if name not in _KEY]


def _in_memory(frame: "nw.LazyFrame[Any]") -> pa.Table:
    return frame.collect().to_arrow()
