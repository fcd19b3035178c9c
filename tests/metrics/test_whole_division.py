from collections.abc import Sequence

import duckdb
import narwhals as nw
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.whole_division import quotient, small_quotient
from tests.examples import costly

WHOLE = st.lists(
    st.integers(0, 2**62 - 1) | st.sampled_from([0, 2**53 + 1, 2**62 - 1]), min_size=1, max_size=20
)


@costly
@given(WHOLE, st.sampled_from([1, 2, 3, 5, 10**9, 2**30]) | st.integers(1, 2**30), st.booleans())
def test_quotients_are_those_of_whole_numbers(values: Sequence[int], divisor: int, database: bool) -> None:  # noqa: FBT001
    frame = pd.DataFrame({"value": pd.array(values, dtype="Int64")})
    lazy = nw.from_native(duckdb.from_df(frame)) if database else nw.from_native(frame).lazy()
    value = nw.col("value")
    many = divisor * 2**31
    found = lazy.select(
        a=quotient(value, divisor),
        b=small_quotient(value % many, divisor),
        c=small_quotient(value, value + 1),
    ).collect()
    assert [int(one) for one in found["a"].to_list()] == [value // divisor for value in values]
    assert [int(one) for one in found["b"].to_list()] == [value % many // divisor for value in values]
    assert [int(one) for one in found["c"].to_list()] == [0 for _ in values]
