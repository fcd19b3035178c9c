"""Which tier a customer is in and who is near the next, on every engine."""

from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa
import pytest

from keyclient.metrics.floors import ReachedValue, reached, totals, value_at
from keyclient.metrics.tier import TierFloor, near_next_tier, place_of

RUNGS = (TierFloor("value", 100), TierFloor("value", 50, loyalty=60.0))


def _table() -> pa.Table:
    rows = [
        (100, None),
        (99, 60.0),
        (90, 59.9999999999),
        (89, 50.0),
        (50, None),
        (49, 10.0),
        (45, 60.0),
        (44, 99.0),
        (0, 99.0),
        (-7, None),
        (None, 100.0),
        (95, 49.999),
    ]
    values, scores = zip(*rows, strict=True)
    return pa.table(
        {
            "row": pa.array(range(2, 2 + len(rows))),
            "customer_id": pa.array([f"c{n:02}" for n in range(1, 1 + len(rows))]),
            "value": pa.array(values, pa.int64()),
            "loyalty": pa.array(scores, pa.float64()),
        }
    )


def _frame(engine: str) -> Any:  # noqa: ANN401  a frame of any engine
    if engine == "duckdb":
        return nw.from_native(duckdb.from_arrow(_table()))
    nullable = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}
    native = _table().to_pandas(types_mapper=nullable.get) if engine == "pandas" else _table()
    return nw.from_native(native, eager_only=True)


PLACES = [0, 1, 1, 2, 1, 2, 2, 2, 2, 2, 2, 2]
NEAR = [
    ("c04", 1, 0, 10.0),
    ("c07", 1, 5, None),
    ("c06", 1, 1, 50.0),
    ("c02", 0, 1, None),
    ("c03", 0, 10, None),
]


@pytest.mark.parametrize("engine", ["arrow", "pandas", "duckdb"])
def test_places_and_near_customers_are_the_same_on_every_engine(engine: str) -> None:
    frame = _frame(engine)
    placed = frame.with_columns(place_of(RUNGS).alias("place"))
    assert placed.sort("row").lazy().collect()["place"].to_list() == PLACES
    found = near_next_tier(placed, RUNGS, share=0.9, slack=10.0)
    assert found is not None
    rows = found.lazy().collect().select("customer_id", "next", "gap", "loyalty_gap").rows()
    assert sorted(
        (customer, next_, gap, None if pd.isna(short) else round(short, 6))
        for customer, next_, gap, short in rows
    ) == sorted(NEAR)


def test_near_customers_come_by_gap_then_loyalty_then_value() -> None:
    frame = nw.from_native(_table(), eager_only=True).with_columns(place_of(RUNGS).alias("place"))
    found = near_next_tier(frame, RUNGS, share=0.9, slack=10.0)
    assert found is not None
    assert found["customer_id"].to_list() == ["c04", "c02", "c06", "c07", "c03"]


def test_without_a_floor_nobody_is_near_and_all_are_last() -> None:
    frame = nw.from_native(_table(), eager_only=True)
    rungs = [TierFloor("value", None)]
    placed = frame.with_columns(place_of(rungs).alias("place"))
    assert set(placed["place"].to_list()) == {1}
    assert near_next_tier(placed, rungs, share=0.9, slack=10.0) is None


def test_gaps_of_several_measures_are_ordered_by_what_they_are_worth() -> None:
    table = pa.table(
        {"row": [2, 3], "customer_id": ["a", "b"], "value": pa.array([9_500, 0]), "score": [0.0, 9.9]}
    )
    rungs = [TierFloor("value", 10_000, unit=0.01), TierFloor("score", 10.0)]
    frame = nw.from_native(table, eager_only=True).with_columns(
        nw.Series.from_iterable("place", [1, 2], backend="pyarrow")
    )
    found = near_next_tier(frame, rungs, share=0.9, slack=0.0)
    assert found is not None
    assert [(c, round(g, 6)) for c, g in found.select("customer_id", "gap").rows()] == [
        ("b", 0.1),
        ("a", 500.0),
    ]


@pytest.mark.parametrize("engine", ["arrow", "duckdb"])
def test_floors_are_the_value_of_the_customer_at_the_rank(engine: str) -> None:
    table = pa.table({"value": pa.array([5, None, 7, 7, 0, -3, 9, 1], pa.int64())})
    frame = (
        nw.from_native(table, eager_only=True)
        if engine == "arrow"
        else nw.from_native(duckdb.from_arrow(table))
    )
    summed = totals(frame, "value")
    assert (summed.known, summed.positives, summed.net, summed.gross, summed.magnitude) == (
        7,
        5,
        26,
        29,
        32.0,
    )
    assert reached(frame, "value", summed.positives, [0.05, 0.4, 0.5]) == {
        0.05: ReachedValue(1, 9, 1),
        0.4: ReachedValue(2, 7, 3),
        0.5: ReachedValue(3, 7, 3),
    }
    assert [value_at(frame, "value", rank) for rank in (1, 4, 7)] == [9, 5, -3]


def test_floors_of_nothing_are_none() -> None:
    frame = nw.from_native(pa.table({"value": pa.array([None, 0, -1], pa.int64())}), eager_only=True)
    assert reached(frame, "value", 0, [0.05]) == {0.05: None}
    assert (
        totals(nw.from_native(pa.table({"value": pa.array([], pa.int64())}), eager_only=True), "value").known
        == 0
    )


def test_amounts_beyond_what_a_float_holds_are_summed() -> None:
    frame = nw.from_native(pa.table({"value": pa.array([10**16, 10**16 - 1], pa.int64())}), eager_only=True)
    assert totals(frame, "value").net == 2 * 10**16 - 1
