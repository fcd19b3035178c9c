import duckdb
import narwhals as nw
import pandas as pd
import pytest

from keyclient.metrics.selection.grouped import group_selections
from keyclient.metrics.selection.selection import Limits


@pytest.mark.parametrize("values", [1, 3, 4, 100])
def test_groups_come_in_turns_and_each_has_its_own_curve(values: int) -> None:
    names = ["a"] * 3 + ["b"] * 2 + [""] * 4
    frame = pd.DataFrame({"group": names, "value": pd.array([3, 3, None, 7, -1, 5, 4, 3, 2], dtype="Int64")})
    found = dict(
        group_selections(
            nw.from_native(duckdb.from_df(frame)), {"a": 3, "b": 2, "": 4}, Limits(values=values, finest=2)
        )
    )
    assert {name: own.totals.net for name, own in found.items()} == {"a": 6, "b": 6, "": 14}
    assert {name: own.blank for name, own in found.items()} == {"a": 1, "b": 0, "": 0}
    assert found[""].points(ranks=[2]).holding(2).value == 4
