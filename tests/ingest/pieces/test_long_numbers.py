import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces.long_numbers import long_numbers_at

LONG = re.compile(rb"-?\d{16,}(?:\.\d*)?|-?\d(?:\.\d+)?[Ee]\+?(?:1[5-9]|[2-9]\d)")


def found(*values: bytes) -> list[bytes]:
    """Those of some values that are long numbers; the values stand side by side."""
    lengths = [len(value) for value in values]
    starts = np.cumsum([0, *lengths[:-1]], dtype=np.int32)
    at = long_numbers_at(b"".join(values) + bytes(64), starts, np.array(lengths, dtype=np.int32))
    return [values[place] for place in at.tolist()]


@pytest.mark.parametrize(
    "value",
    [
        b"110101199003074512", b"1234567890123456", b"-1234567890123456", b"0000000000000001", b"1234567890123456.5",
        b"1234567890123456.", b"1.1010119900307451E+17", b"1.1e17", b"-1E15", b"9e99", b"1" * 24, b"1" * 25, b"1" * 99,
    ],
)  # fmt: skip
def test_a_number_of_16_digits_is_long(value: bytes) -> None:
    assert found(b"5", value, b"7") == [value]


@pytest.mark.parametrize(
    "value",
    [
        b"123456789012345", b"-123456789012345", b"12345.678901234567", b"0.12345678901234567", b"1E14", b"1.1E-17", b"E+15",
        b"11E15", b"1.E15", b"1E100", b"1E+1a", b"123456789012345a", b"1234567890123456a", b"1234567890123456 ", b"-",
        b"--1234567890123456", b"1" * 24 + b"x", b"1" * 16 + b":", b"1" * 16 + b"/", b"1" * 12 + b"\xb1" * 5, b"",
    ],
)  # fmt: skip
def test_other_values_are_not(value: bytes) -> None:
    assert found(b"5", value, b"7") == []


DIGITS = st.text("0189", max_size=26)
NUMBERS = st.tuples(
    st.sampled_from(["", "-", "--"]), DIGITS, st.sampled_from(["", ".", "E", "e+", "x"]), DIGITS,
    st.sampled_from(["", "", "E+17", "e15", "E14", "E+9a"]),
).map(lambda parts: "".join(parts).encode())  # fmt: skip


@given(st.lists(NUMBERS, min_size=8, max_size=30))
def test_they_are_found_as_a_pattern_finds_them(values: list[bytes]) -> None:
    assert found(*values) == [value for value in values if LONG.fullmatch(value)]
