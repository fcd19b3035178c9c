"""Ends and weights of groups are exact, whatever an engine holds."""

import duckdb
import narwhals as nw
import pandas as pd
import pytest

from keyclient.metrics.group_curves import Digits, group_ends, group_totals, weight_of

VALUES: dict[str, list[int | None]] = {"a": [2**40, 7, 7, -3, 0], "b": [-(2**50), None], "": [5]}


def _frame() -> pd.DataFrame:
    rows = [(name, value) for name, values in VALUES.items() for value in values]
    return pd.DataFrame(rows, columns=["group", "value"]).astype({"value": "Int64"})


@pytest.mark.parametrize("engine", ["duckdb", "pandas"])
@pytest.mark.parametrize("digits", [Digits(46, 0), Digits(10, 2), Digits(3, 5)])
def test_ranks_times_values_are_exact_in_any_digits(engine: str, digits: Digits) -> None:
    held = _frame()
    frame = nw.from_native(duckdb.from_df(held)) if engine == "duckdb" else nw.from_native(held).lazy()
    found = group_ends(frame, group_totals(frame), [0.8], digits).collect().to_arrow().to_pylist()
    weights = {
        row["group"]: weight_of([row[f"weight#{place}"] for place in range(digits.number + 1)], digits)
        for row in found
    }
    assert weights == {"a": 2**40 + 2 * 7 + 3 * 7 - 5 * 3, "b": -(2**50), "": 5}
    ends = {row["group"]: (row["0#reach"], row["0#value"]) for row in found if row["0#value"]}
    assert ends == {"a": (1, 2**40), "": (1, 5)}


@pytest.mark.parametrize("customers", [1, 1000, 2**24, 2**30])
@pytest.mark.parametrize("magnitude", [0, 10**12, 2**61])
def test_sums_of_digits_fit(customers: int, magnitude: int) -> None:
    digits = Digits.of(customers, magnitude)
    assert customers**2 * 2**digits.bits < 2**63 or not digits.number
    assert customers * ((magnitude >> (digits.bits * digits.number)) + customers) < 2**62


def test_customers_picked_before_are_put_in_order_too() -> None:
    """Row labels of pandas that do not start at 0."""
    frame = nw.from_native(_frame().iloc[::-1].iloc[1:]).lazy().filter(nw.col("value") > 0)
    found = group_ends(frame, group_totals(frame), [0.8], Digits(46, 0)).collect().to_arrow().to_pylist()
    assert {row["group"]: (row["0#value"], row["0#reach"]) for row in found} == {"a": (2**40, 1)}
