from collections.abc import Sequence

import duckdb
import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.whole_sums import grouped_sums, whole_sums
from tests.examples import costly

WHOLE = st.lists(st.tuples(st.sampled_from("ab"), st.none() | st.integers(-(2**63), 2**63 - 1)), max_size=20)


@costly
@given(WHOLE, st.booleans())
def test_sums_are_exact_however_large(rows: Sequence[tuple[str, int | None]], database: bool) -> None:  # noqa: FBT001
    frame = pd.DataFrame(
        {
            "key": pd.array([key for key, _ in rows], dtype="str"),
            "value": pd.array([value for _, value in rows], dtype="Int64"),
        }
    )
    lazy = nw.from_native(duckdb.from_df(frame)) if database else nw.from_native(frame).lazy()
    value = {"value": nw.col("value")}
    assert whole_sums(lazy, value) == {"value": sum(value or 0 for _, value in rows)}
    found = grouped_sums(lazy, ["key"], value)
    for key in {key for key, _ in rows}:
        own = [value for name, value in rows if name == key]
        assert found[key,] == {"n": len(own), "value": sum(value or 0 for value in own)}


@pytest.mark.parametrize("cells", [[], [None]])
def test_nothing_adds_up_to_0(cells: list[int | None]) -> None:
    lazy = nw.from_native(pd.DataFrame({"value": pd.array(cells, dtype="Int64")})).lazy()
    assert whole_sums(lazy, {"value": nw.col("value")}) == {"value": 0}
