"""The order of customers by value, and the rank at which a share of them ends."""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.exact_shares import Number, share_rounded_up


def rank_at(share: float, customers: int) -> int:
    """The number of customers in a `share` (0..1) of them, rounded up."""
    return share_rounded_up(customers, share)


def largest_first(
    customers: FrameT,
    limit: int | None = None,
    floor: Number | None = None,
    *,
    before: Sequence[str] = (),
    ties: Sequence[str] = (),
) -> FrameT:
    """The first `limit` customers (None: all): largest value first, then by customer id as text, then by row.

    Columns `value` and, where they are known, `customer_id` and `row`. Null values come last, and a null id after the others of its value. `floor`:
    the value of the customer at the limit, if known; it only saves sorting the rest. `before`: columns whose
    smallest values come first of all; `ties`: columns that order
    customers of one value, id and row, where rows of several books are numbered alike.
    """
    near = customers if floor is None else customers.filter(nw.col("value") >= floor)
    there: list[str] = customers.collect_schema().names()
    order = [*before, "value", *(name for name in ("customer_id", "row") if name in there), *ties]
    ordered = near.sort(*order, descending=[name == "value" for name in order], nulls_last=True)
    return ordered if limit is None else ordered.head(limit)
