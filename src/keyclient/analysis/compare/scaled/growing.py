"""Who grew on the way to a key customer between two books: counted by expressions, listed by the same code as elsewhere."""

from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, LazyRows, ListSource
from keyclient.analysis.common.risers import EQUAL, HALF_YEAR, STATES, risers
from keyclient.analysis.common.theil_sen import ROUNDING
from keyclient.analysis.compare.result import RisingTotals
from keyclient.analysis.compare.rising import Rising, rising_columns
from keyclient.analysis.compare.rows import RisingCustomer
from keyclient.analysis.compare.scaled.listed import Row, first_of, ints
from keyclient.analysis.compare.scaled.panel import ScaledPanel
from keyclient.analysis.compare.scaled.tally import Tally
from keyclient.analysis.compare.scaled.wanted import Floor, Wanted
from keyclient.analysis.compare.timeline import Timeline, timeline
from keyclient.metrics.floors import as_floats
from keyclient.metrics.tier import TOLERANCE
from keyclient.policy.parts.compare import ComparePolicy


def grew(panel: ScaledPanel, wanted: Wanted, policy: ComparePolicy) -> nw.Expr:
    """Whether each customer grew: as `risers` says of two books, which tell no surer state.

    She has a value in the newer book and is no key customer by the floors of the first.
    """
    if wanted.floor is None:
        return nw.lit(value=False)
    days = float(timeline(panel.books).days[-1])
    first, last = as_floats(nw.col("old_trend")), as_floats(nw.col("new_trend"))
    chosen = ~nw.col("new_value").is_null() & ~nw.col("now").is_in(wanted.key)
    return (chosen & _rises(first, last, days, policy.rise)).fill_null(value=False)


def _rises(first: nw.Expr, last: nw.Expr, days: float, rise: float) -> nw.Expr:
    """Step by step as `risers` and `theil_sen` calculate, so that no last digit differs."""
    lowest = nw.when(first < last).then(first).otherwise(last)
    least = rise * lowest.clip(lower_bound=0.0) / (HALF_YEAR + rise * days)
    may_reach = (last - first) >= least * (days * ROUNDING)
    slope = (last - first) / days
    start = (first + (last - slope * days)) / 2
    growth = slope * days / start
    return may_reach & (start > 0) & (growth * HALF_YEAR / days >= rise - EQUAL)


def growing(
    panel: ScaledPanel, tally: Tally, wanted: Wanted, policy: ComparePolicy, top: int | None
) -> Rising:
    """How many grew, and the first of them, nearest to the key floor first. `tally`: with the sum `grew`."""
    time = timeline(panel.books)
    count = 0 if wanted.floor is None else tally.sum("grew")
    totals = RisingTotals(
        confirmed=0,
        possible=0,
        grew=count,
        column=panel.new.measure.name if wanted.trend == "value" else wanted.trend,
        axis="days" if time.is_dated else "months",
        days=float(time.days[-1]),
    )
    if wanted.floor is None or not count:
        return Rising(LazyRows(RisingCustomer, ListSource()), None, totals)
    found = _listed(panel, wanted, wanted.floor, policy, top)
    source = ArrowSource(_table(found, time, policy), rising_columns(panel.new.measure, wanted.floor.measure))
    return Rising(LazyRows(RisingCustomer, source), None, totals)


def _listed(
    panel: ScaledPanel, wanted: Wanted, floor: Floor, policy: ComparePolicy, top: int | None
) -> list[Row]:
    gap = floor.floor - nw.col("new_floored").fill_null(0)
    told = panel.frame.filter(grew(panel, wanted, policy)).select(
        "customer_id",
        nw.col("new_row").alias("row"),
        nw.col("new_value").alias("value"),
        "old_trend",
        "new_trend",
        nw.when(gap > 0).then(gap).otherwise(nw.lit(0, dtype=nw.Int64)).alias("gap"),
        _lack(floor).alias("lack"),
    )
    return first_of(told, [("gap", False), ("lack", False), ("customer_id", False)], top)


def _lack(floor: Floor) -> nw.Expr:
    """The points that are missing to the loyalty that the floor asks for; 0 where none are."""
    if floor.loyalty is None:
        return nw.lit(0.0)
    short = floor.loyalty - nw.col("new_judged")
    return nw.when((short > TOLERANCE).fill_null(value=False)).then(short).otherwise(nw.lit(0.0))


def _table(found: list[Row], time: Timeline, policy: ComparePolicy) -> pa.Table:
    values = np.array([[float(row["old_trend"]), float(row["new_trend"])] for row in found])
    rising = risers(time.days, values, policy)
    lack = np.array([float(row["lack"]) for row in found])
    columns: dict[str, Any] = {
        "customer_id": pa.array([row["customer_id"] for row in found], pa.string()),
        "row": ints(found, "row"),
        "state": pa.array(np.full(len(found), STATES.index("grew"))),
        "growth": pa.array(rising.growth),
        "value": ints(found, "value"),
        "gap_to_key": ints(found, "gap"),
        "loyalty_gap": pa.array(lack, mask=lack == 0),
    }
    return pa.table(columns)
