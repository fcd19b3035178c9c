"""The listed rows: customers with uncovered needs, and customers entering the next age band."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import People
from keyclient.analysis.common.life_cycle.placed import gap_column
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
    """The `limit` first uncovered needs (None: all): by value of the customer, then id, row and need."""
    lacking = with_gaps(people, needs).drop("birth_date")
    lacking = lacking if limit != 0 else lacking.head(0)
    return gaps_of(largest_first(lacking, limit, _floor(lacking, limit)), needs, measure, limit)


def with_gaps(people: FrameT, needs: NeedMap) -> FrameT:
    """The customers who lack a need of their band.

    Each of the first customers lacks at least one need, so as many customers as gaps are listed are enough.
    """
    columns = [gap_column(need) for need in range(len(needs.needs))]
    return people.filter(nw.any_horizontal(*columns, ignore_nulls=True))


def gaps_of(ordered: People, needs: NeedMap, measure: Measure | None, limit: int | None) -> LazyRows[NeedGap]:
    """The `limit` first uncovered needs (None: all) of customers in their order."""
    columns = [gap_column(need) for need in range(len(needs.needs))]
    ordered = ordered.with_row_index("order")
    parts = [
        ordered.filter(nw.col(column)).drop(columns).with_columns(nw.lit(need).alias("need"))
        for need, column in enumerate(columns)
    ]
    listed = nw.concat(parts).sort("order", "need")
    return gap_rows(_cut(listed, limit).to_arrow(), needs, measure)


def crossings(
    people: People, needs: NeedMap, as_of: dt.date, measure: Measure | None, limit: int | None
) -> Entering:
    """The `limit` first people (None: all) who enter the next band: by day, then value, id and row."""
    below = people.filter(is_below_last(needs))
    dated = below.filter(~nw.col("birth_date").is_null())
    entering = entering_by(dated, needs, as_of)
    listed = crossing_rows(first_entering(entering, limit).to_arrow(), needs, measure)
    return Entering(listed, len(entering), len(below) - len(dated))


def is_below_last(needs: NeedMap) -> nw.Expr:
    """Whether a customer is in an age band that another one follows."""
    return (nw.col("place") >= 0) & (nw.col("place") < len(needs.policy.edges))


def entering_by(dated: FrameT, needs: NeedMap, as_of: dt.date, keep: Sequence[str] = ()) -> FrameT:
    """Who of the people below the last band, with a birth date, enters the next one in time, with the `day` as a number and the columns `keep`.

    The months begin after the data date and end with the same day of a later month, or the last day of a shorter one.
    """
    day = entering_day(needs).alias("day")
    return dated.select("row", "customer_id", "value", "place", day, *keep).filter(
        nw.col("day") <= last_day(needs, as_of)
    )


def entering_day(needs: NeedMap) -> nw.Expr:
    """The day on which people below the last band enter the next one, as a number; null without a birth date."""
    return birthday_at(next_edge(nw.col("age"), needs.policy.edges))


def last_day(needs: NeedMap, as_of: dt.date) -> int:
    """The last day of the months that are looked ahead, as a number."""
    return day_number(months_after(as_of, needs.policy.months))


def first_entering(entering: FrameT, limit: int | None) -> FrameT:
    """The `limit` first of them (None: all) in their order: by day, then value, id and row."""
    return _cut(
        entering.sort(
            "day", "value", "customer_id", "row", descending=[False, True, False, False], nulls_last=True
        ),
        limit,
    )


def _cut(rows: FrameT, limit: int | None) -> FrameT:
    return rows if limit is None else rows.head(limit)


def _floor(customers: People, limit: int | None) -> Number | None:
    """The value of the customer at the limit, where that one has a value; see `largest_first`."""
    if not limit:
        return None
    largest = customers.select("value").drop_nulls().top_k(limit, by="value")["value"]
    return largest.min() if len(largest) == limit else None
