"""The customers who move, and those close to a floor that moves."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.common.standing import Floor
from keyclient.analysis.what_if.flows import Pair
from keyclient.analysis.what_if.result import CustomerNearFloor, MovedCustomer, Side
from keyclient.metrics.exact_shares import Number, share_rounded_down
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio

_SIDES: Mapping[int, Side | None] = {1: "in", 0: None, -1: "out"}


def moved(portfolio: Portfolio, pair: Pair) -> LazyRows[MovedCustomer]:
    """Everybody whose group is another one, or who comes into focus or goes out of it; largest value first, then by id and row."""
    groups = [np.array(list(side.groups), dtype=object)[side.code] for side in (pair.base, pair.reform)]
    side = pair.reform.in_focus.astype("int64") - pair.base.in_focus.astype("int64")
    found = np.flatnonzero((groups[0] != groups[1]) | (side != 0))
    columns = {"base": groups[0][found], "reform": groups[1][found], "side": side[found]}
    frame = _who(portfolio, found).assign(**columns)
    order = ["value", "customer_id", "row"]
    falling = frame.sort_values(order, ascending=[False, True, True], na_position="last", kind="stable")
    measure = portfolio.measure

    def convert(table: pa.Table) -> Columns:
        told = table.to_pydict()
        return {
            **{name: told[name] for name in ("customer_id", "row", "base", "reform")},
            "side": [_SIDES[one] for one in told["side"]],
            "value": [None] * len(told["row"]) if measure is None else measure.amounts(told["value"]),
        }

    return LazyRows(MovedCustomer, ArrowSource(_arrow(falling), convert))


def near_floors(portfolio: Portfolio, pair: Pair, share: float) -> LazyRows[CustomerNearFloor]:
    """Everybody within a share of a floor that is another one by the policy that is tried; closest first, then by id and row.

    The floor itself is near. A customer near two such floors is listed with each.
    """
    parts = list(_near(portfolio, pair, share))
    names = [group for group, _, _ in parts]
    floors = [floor for _, floor, _ in parts]
    empty = _who(portfolio, np.zeros(0, dtype=np.int64)).assign(
        held=0.0, number=0, far=0.0, base="", reform=""
    )
    filled = [frame for _, _, frame in parts if len(frame)]
    every = pd.concat(filled, ignore_index=True) if filled else empty
    closest = every.sort_values(["far", "customer_id", "row"], na_position="last", kind="stable")

    def convert(table: pa.Table) -> Columns:
        told = table.to_pydict()
        own = [floors[number] for number in told["number"]]
        held = [floor.measure.amount(value) for floor, value in zip(own, told["held"], strict=True)]
        return {
            **{name: told[name] for name in ("customer_id", "row", "base", "reform")},
            "group": [names[number] for number in told["number"]],
            "floor": [floor.floor for floor in own],
            "held": held,
            "distance": [value - floor.floor for value, floor in zip(held, own, strict=True)],
        }

    return LazyRows(CustomerNearFloor, ArrowSource(_arrow(closest.drop(columns="far")), convert))


def _near(portfolio: Portfolio, pair: Pair, share: float) -> Iterator[tuple[str, Floor, pd.DataFrame]]:
    """The floors that are new, with the customers near each; `far`: how far, in yuan or the unit of the measure."""
    groups = [np.array(list(side.groups), dtype=object) for side in (pair.base, pair.reform)]
    number = 0
    for group, floor in pair.reform.floors.items():
        old = pair.base.floors.get(group)
        if old is not None and old.floor == floor.floor and old.measure.name == floor.measure.name:
            continue
        distance = floor.values - floor.measure.units(floor.floor)
        found = np.flatnonzero(_is_close(distance, floor, share))
        frame = _who(portfolio, found).assign(
            held=floor.values[found],
            number=number,
            far=np.abs(distance[found]) * _unit(floor.measure),
            base=groups[0][pair.base.code[found]],
            reform=groups[1][pair.reform.code[found]],
        )
        number += 1
        yield group, floor, frame


def _is_close(distance: Ints, floor: Floor, share: float) -> Flags:
    least = floor.measure.units(floor.floor)
    margin: Number = share_rounded_down(least, share) if isinstance(least, int) else least * share
    return np.asarray(np.abs(distance) <= margin)


def _unit(measure: Measure) -> float:
    return 1.0 if measure.decimals is None else 10.0**-measure.decimals


def _who(portfolio: Portfolio, at: Ints) -> pd.DataFrame:
    """`customer_id`, `row` and `value` of some customers."""
    frame = portfolio.frame.iloc[at]
    blank = pd.Series(pd.NA, index=frame.index, dtype="str")
    return pd.DataFrame(
        {
            "customer_id": frame.get("customer_id", blank),
            "row": frame["row"],
            "value": frame["value"]
            if "value" in frame
            else pd.Series(pd.NA, index=frame.index, dtype="Int64"),
        }
    )


def _arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)
