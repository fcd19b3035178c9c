from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.columns.numbers import read_counts, read_numbers
from tests.ingest.columns.readings import fen_of
from tests.ingest.texts import texts


@pytest.mark.parametrize(
    ("column", "units", "decimals"),
    [
        (["1", "2", "-0"], [1, 2, 0], 0),
        (["1.5", "2.25"], [150, 225], 2),
        (["1.10", "2.0"], [11, 20], 1),
        (["0.123456789", "1"], [123456789, 10**9], 9),
        (["12.5%", "50％"], [125, 500], 3),
        (["1.2万", "3"], [12_000, 3], 0),
        (["9007199254740991"], [9007199254740991], 0),
        ([], [], 0),
    ],
)
def test_plain_numbers_are_whole_units_of_their_finest_decimal(
    column: list[str], units: list[int], decimals: int
) -> None:
    numbers = read_numbers(texts(column))
    assert (numbers.values.tolist(), numbers.decimals) == (units, decimals)
    assert numbers.values.dtype == np.int64


@pytest.mark.parametrize("column", [["0.1234567891"], ["1e20", "1.5"], ["9007199254740993"], ["-0", "1e300"]])
def test_numbers_that_fit_no_whole_units_stay_floats(column: list[str]) -> None:
    numbers = read_numbers(texts(column))
    assert numbers.decimals is None
    assert list(map(repr, numbers.values.tolist())) == [repr(float(text) + 0.0) for text in column]


@pytest.mark.parametrize(("rows", "decimals"), [(500, 0), (600, None)])
def test_units_that_could_not_be_added_up_in_64_bits_are_floats(rows: int, decimals: int | None) -> None:
    assert read_numbers(texts(["9007199254740991"] * rows)).decimals == decimals


@given(st.lists(st.decimals(-(10**9), 10**9, places=4), max_size=20), st.randoms())
def test_plain_numbers_keep_their_full_precision_in_any_order(column: list[Decimal], random: object) -> None:
    numbers = read_numbers(texts([str(number) for number in column]))
    assert numbers.decimals is not None
    assert [Decimal(int(value)).scaleb(-numbers.decimals) for value in numbers.values] == column
    backwards = read_numbers(texts([f"{number:,}" for number in reversed(column)]))
    assert backwards.decimals == numbers.decimals
    assert backwards.values.tolist() == numbers.values.tolist()[::-1]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=12))
def test_any_finite_number_comes_back_as_it_was(column: list[float]) -> None:
    numbers = read_numbers(texts([repr(number) for number in column]))
    assert numbers.valid.all()
    assert (numbers.values / 10.0 ** (numbers.decimals or 0)).tolist() == column


@pytest.mark.parametrize("typed", ["nan", "inf", "1e400", "x", "True", "1_000", "2026-01-03", "-1e999"])
def test_what_is_no_finite_number_is_told_as_typed(typed: str) -> None:
    numbers = read_numbers(texts(["1", typed]))
    assert numbers.bad == {1: typed}
    assert numbers.valid.tolist() == [True, False]
    assert numbers.decimals == 0


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("3", 3),
        ("3.0", 3),
        ("1e2", 100),
        ("3个", 3),
        ("35岁", 35),
        ("３", 3),
        ("1,000", 1000),
        ("-2", -2),
        ("-0", 0),
    ],
)
def test_counts_are_whole_numbers(typed: str, count: int) -> None:
    for column in ([typed], ["1", typed, "x"]):
        numbers = read_counts(texts(column))
        at = column.index(typed)
        assert (numbers.values[at], numbers.valid[at]) == (count, True)


@pytest.mark.parametrize(
    "typed",
    ["3.5", "3.5个", "nan", "9007199254740992", "9007199254740993个", "3万", "5%", "￥3", "三", "1e400"],
)
def test_what_is_no_whole_number_is_no_count(typed: str) -> None:
    for column in ([typed], ["1", typed]):
        numbers = read_counts(texts(column))
        assert numbers.bad == {len(column) - 1: typed}
        assert fen_of(numbers)[-1] is None


def test_blank_counts_are_unknown_and_not_bad() -> None:
    numbers = read_counts(texts(["3", "--", None]))
    assert fen_of(numbers) == [3, None, None]
    assert not numbers.bad
