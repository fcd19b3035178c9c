"""The order of customers by value, and the rank at which a share of them ends."""

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.exact_shares import Number, share_rounded_up


def rank_at(share: float, customers: int) -> int:
    """The number of customers in a `share` (0..1) of them, rounded up."""
    return share_rounded_up(customers, share)


def largest_first(customers: FrameT, limit: int | None = None, floor: Number | None = None) -> FrameT:
    """The first `limit` customers (None: all): largest value first, then by customer id as text, then by row.

    Columns `row`, `customer_id`, `value`. Null values come last, and a null id after the others of its value. `floor`:
    the value of the customer at the limit, if known; it only saves sorting the rest.
    """
    near = customers if floor is None else customers.filter(nw.col("value") >= floor)
    ordered = near.sort("value", "customer_id", "row", descending=[True, False, False], nulls_last=True)
    return ordered if limit is None else ordered.head(limit)
