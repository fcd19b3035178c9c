"""The listed rows: customers with uncovered needs, and customers entering the next age band."""

import datetime as dt
from typing import NamedTuple

import narwhals as nw

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import People, gap_column
from keyclient.analysis.lifecycle.rows import Crossing, NeedGap, crossing_rows, gap_rows
from keyclient.metrics.age import birthday_at, day_number, months_after, next_edge
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.largest_first import largest_first
from keyclient.model.measure import Measure


class Entering(NamedTuple):
    """Who enters the next band."""

    listed: LazyRows[Crossing]
    total: int
    """How many do."""
    unknown: int
    """How many cannot be dated for lack of a birth date."""


def gaps(people: People, needs: NeedMap, measure: Measure | None, limit: int | None) -> LazyRows[NeedGap]:
    """The `limit` first uncovered needs (None: all): by value of the customer, then id, row and need.

    Each of the first customers lacks at least one need, so `limit` customers are enough.
    """
    columns = [gap_column(need) for need in range(len(needs.needs))]
    lacking = people.filter(nw.any_horizontal(*columns, ignore_nulls=True)).drop("birth_date")
    lacking = lacking if limit != 0 else lacking.head(0)
    ordered = largest_first(lacking, limit, _floor(lacking, limit)).with_row_index("order")
    parts = [
        ordered.filter(nw.col(column)).drop(columns).with_columns(nw.lit(need).alias("need"))
        for need, column in enumerate(columns)
    ]
    listed = nw.concat(parts).sort("order", "need")
    return gap_rows(_cut(listed, limit).to_arrow(), needs, measure)


def crossings(
    people: People, needs: NeedMap, as_of: dt.date, measure: Measure | None, limit: int | None
) -> Entering:
    """The `limit` first people (None: all) who enter the next band: by day, then value, id and row.

    The months begin after the data date and end with the same day of a later month, or the last day of a shorter one.
    """
    edges, last = needs.policy.edges, day_number(months_after(as_of, needs.policy.months))
    below = people.filter((nw.col("place") >= 0) & (nw.col("place") < len(edges)))
    dated = below.filter(~nw.col("birth_date").is_null())
    day = birthday_at(next_edge(nw.col("age"), edges)).alias("day")
    entering = dated.select("row", "customer_id", "value", "place", day).filter(nw.col("day") <= last)
    ordered = entering.sort(
        "day", "value", "customer_id", "row", descending=[False, True, False, False], nulls_last=True
    )
    listed = crossing_rows(_cut(ordered, limit).to_arrow(), needs, measure)
    return Entering(listed, len(entering), len(below) - len(dated))


def _cut(rows: People, limit: int | None) -> People:
    return rows if limit is None else rows.head(limit)


def _floor(customers: People, limit: int | None) -> Number | None:
    """The value of the customer at the limit, where that one has a value; see `largest_first`."""
    if not limit:
        return None
    largest = customers.select("value").drop_nulls().top_k(limit, by="value")["value"]
    return largest.min() if len(largest) == limit else None
