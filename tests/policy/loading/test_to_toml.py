"""How a value is written."""

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.policy.loading.to_toml import to_toml


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("up", '"up"'),
        ("时点 “AUM”", '"时点 “AUM”"'),
        ('a"b', '"a\\"b"'),
        ("C:\\books\\a.xlsx", "'C:\\books\\a.xlsx'"),
        ("it's C:\\", '"it\'s C:\\\\"'),
        (True, "true"),
        (0.8, "0.8"),
        (4096, "4096"),
        ((0.75, 0.8), "[0.75, 0.8]"),
        (dt.date(2026, 1, 31), "2026-01-31"),
        ({"x": 1}, "{x = 1}"),
    ],
)
def test_value_is_written_as_in_the_file(value: object, text: str) -> None:
    assert to_toml(value) == text


@given(
    st.recursive(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"))
        | st.integers(-(2**60), 2**60)
        | st.floats(allow_nan=False)
        | st.booleans()
        | st.dates(),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=5,
    )
)
def test_written_then_read_is_equal(value: object) -> None:
    assert tomllib.loads(f"value = {to_toml(value)}") == {"value": value}
