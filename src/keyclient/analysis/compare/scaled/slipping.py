"""Who slips under the key floor while an average still is, or was, above it; and who is back: as expressions of a panel."""

from typing import Any

import narwhals as nw
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, LazyRows
from keyclient.analysis.compare.attrition import (
    STATES,
    Attrition,
    AttritionTotal,
    SlippingCustomer,
    attrition_total,
    slipping_columns,
)
from keyclient.analysis.compare.scaled.listed import first_of, ints
from keyclient.analysis.compare.scaled.tally import Tally
from keyclient.analysis.compare.scaled.wanted import Floor, Wanted

Frame = nw.LazyFrame[Any]
NO_STATE = len(STATES)


def with_state(frame: Frame, wanted: Wanted) -> Frame:
    """The panel with `state`, the place in `STATES` (`NO_STATE` for the others), and the `high` that was at or over the floor.

    As `attrition` of two books.
    """
    if wanted.floor is None or not wanted.has_average:
        return frame.with_columns(
            nw.lit(NO_STATE, dtype=nw.Int64).alias("state"), nw.lit(0, dtype=nw.Int64).alias("high")
        )
    floor = wanted.floor.floor
    under = {side: _is(nw.col(f"{side}_floored") < floor) for side in ("old", "new")}
    over = {side: _is(nw.col(f"{side}_average") >= floor) for side in ("old", "new")}
    light = under["new"] & over["new"]
    heavy = under["new"] & ~nw.col("new_average").is_null() & ~over["new"] & over["old"]
    rescued = under["old"] & over["old"] & _is(nw.col("new_floored") >= floor)
    fits = [light, heavy, rescued] if wanted.had_average else [light]
    highs = [nw.col("new_average"), nw.col("old_average"), nw.col("old_floored")]
    state, high = nw.lit(NO_STATE, dtype=nw.Int64), nw.lit(0, dtype=nw.Int64)
    for place in reversed(range(len(fits))):
        state = nw.when(fits[place]).then(nw.lit(place, dtype=nw.Int64)).otherwise(state)
        high = nw.when(fits[place]).then(highs[place]).otherwise(high)
    return frame.with_columns(state.alias("state"), high.fill_null(0).alias("high"))


def _is(condition: nw.Expr) -> nw.Expr:
    return condition.fill_null(value=False)


def slipping(frame: Frame, tally: Tally, wanted: Wanted, top: int | None) -> Attrition | None:
    """The totals and the first of the list; None without averages in the newer book or without a floor.

    `tally`: with the sums `floored` and `high`.
    """
    floor = wanted.floor
    if floor is None or not wanted.has_average:
        return None
    light, heavy, rescued = (_total(tally, place, floor) for place in range(len(STATES)))
    listed = any(part.state != NO_STATE for part in tally.parts)
    return Attrition(
        light=light,
        heavy=heavy if wanted.had_average else None,
        rescued=rescued if wanted.had_average else None,
        customers=_rows(frame, floor, top if listed else 0),
    )


def _total(tally: Tally, place: int, floor: Floor) -> AttritionTotal:
    value, high = (tally.sum(name, lambda part: part.state == place) for name in ("floored", "high"))
    customers = tally.of(lambda part: part.state == place).customers
    return attrition_total(customers, value, value - high, floor.measure)


def _rows(frame: Frame, floor: Floor, top: int | None) -> LazyRows[SlippingCustomer]:
    value = nw.col("new_floored").fill_null(0)
    told = frame.filter(nw.col("state") < NO_STATE).select(
        "customer_id",
        nw.col("new_row").alias("row"),
        "state",
        nw.col("high").alias("before"),
        value.alias("value"),
        (value - nw.col("high")).alias("change"),
    )
    found = first_of(told, [("change", False), ("customer_id", False)], top)
    names = ("row", "state", "before", "value", "change")
    table = pa.table(
        {
            "customer_id": pa.array([row["customer_id"] for row in found], pa.string()),
            **{name: ints(found, name) for name in names},
        }
    )
    return LazyRows(SlippingCustomer, ArrowSource(table, slipping_columns(floor.measure)))
