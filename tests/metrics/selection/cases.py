"""Columns of values that are hard to select from, and limits so small that every way of looking closer is taken."""

from collections.abc import Sequence
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
from hypothesis import strategies as st

from keyclient.metrics.selection.selection import Limits

Values = list[int | None]

_FAR = 2**62 - 1
_ADVERSARIAL: tuple[st.SearchStrategy[int | None], ...] = (
    st.integers(-20, 60),
    st.sampled_from([0, 5, 16, 255, 256, 257, 1024, -16, -15, -17]),
    st.just(77777),
    st.sampled_from([3, 9, 10**12]),
    st.integers(-(2**40), 2**42),
    st.sampled_from([_FAR, -_FAR, 2**61, 3]) | st.integers(-_FAR, _FAR),
    st.sampled_from([0, None]),
)
VALUES: st.SearchStrategy[Values] = st.sampled_from(_ADVERSARIAL).flatmap(
    lambda one: st.lists(one | st.none(), max_size=80)
)
LIMITS = st.builds(
    Limits,
    values=st.sampled_from([0, 10]),
    buckets=st.sampled_from([2000]),
    error=st.sampled_from([1e-12, 1e-2]),
    edge=st.sampled_from([2, 16, 4096]),
    finest=st.sampled_from([1, 3, 11]),
    narrow=st.sampled_from([12, 20, 43]),
)


def lazy(values: Sequence[int | None], *, database: bool) -> nw.LazyFrame[Any]:
    """A lazy frame with the column `value`, of a database or in memory."""
    frame = pd.DataFrame({"value": pd.array(values, dtype="Int64")})
    return nw.from_native(duckdb.from_df(frame)) if database else nw.from_native(frame).lazy()
