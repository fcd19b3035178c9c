"""Which customers of a portfolio of any size can be in a list at all, by one column, so that little is computed of the others."""

import datetime as dt
from typing import Any

import narwhals as nw

from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import People
from keyclient.analysis.lifecycle.lists import is_below_last, last_day, with_gaps
from keyclient.metrics.age import day_of, may_reach
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.largest_first import largest_first

_AHEAD = 64
"""So many times as many of the largest customers as are listed are looked at first; it only saves time."""


def first_lacking(everybody: "nw.LazyFrame[Any]", needs: NeedMap, limit: int | None) -> People:
    """The `limit` first customers who lack a need of their band (None: all), in their order, without `birth_date`."""
    lacking = with_gaps(everybody, needs).drop("birth_date")
    floor = _floor(everybody, limit * _AHEAD) if limit else None
    if floor is not None:
        first = _collected(largest_first(lacking, limit, floor))
        if len(first) == limit:
            return first
    return _collected(largest_first(lacking, limit))


def may_enter(everybody: "nw.LazyFrame[Any]", needs: NeedMap, as_of: dt.date) -> nw.Expr:
    """Whether the birth date of somebody below the last band lies where one enters the next band in time, or a little beside."""
    last = day_of(last_day(needs, as_of))
    is_date = everybody.collect_schema()["birth_date"] == nw.Date()
    return may_reach(needs.policy.edges, as_of, last, is_date=is_date) & is_below_last(needs)


def _floor(everybody: "nw.LazyFrame[Any]", rank: int) -> Number | None:
    """The value of the customer at a rank; None if fewer have a value."""
    values = everybody.select("value").filter(~nw.col("value").is_null())
    largest = values.sort("value", descending=True).head(rank).collect(backend="pyarrow")["value"]
    return largest.min() if len(largest) == rank else None


def _collected(rows: "nw.LazyFrame[Any]") -> People:
    return rows.collect(backend="pyarrow")
