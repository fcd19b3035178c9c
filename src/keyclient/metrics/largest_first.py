"""Which customers come first, and where the bands of customers end."""

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.exact_shares import Number, part_rounded_up


def rank_at(share: float, customers: int) -> int:
    """How many customers are `share` of them, rounded up."""
    return part_rounded_up(customers, share)


def first(customers: FrameT, limit: int | None = None, floor: Number | None = None) -> FrameT:
    """The `limit` first customers (None: all): largest value first, then by customer id as text, then by row.

    Columns `row`, `customer_id`, `value`. Blank values come last, and a blank id after the others of its value.
    `floor` is the value of the customer at the limit where that one has a value; it only spares sorting the rest.
    """
    near = customers if floor is None else customers.filter(nw.col("value") >= floor)
    ordered = near.sort("value", "customer_id", "row", descending=[True, False, False], nulls_last=True)
    return ordered if limit is None else ordered.head(limit)
