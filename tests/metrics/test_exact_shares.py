from fractions import Fraction
from math import ceil

import duckdb
import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.class_edge import edges_of_column
from keyclient.metrics.exact_shares import exact_share, fraction, share_rounded_up

SHARES = st.integers(1, 9999).map(lambda n: n / 10_000)
AMOUNTS = st.integers(0, 2**62)


def test_a_share_is_meant_as_it_is_written() -> None:
    assert fraction(0.8) == Fraction(4, 5)
    assert fraction(0.95) == Fraction(19, 20)
    assert fraction(1 / 3) == Fraction(1, 3)


def test_eighty_percent_of_a_hundred_fen_is_eighty_and_not_one_more() -> None:
    assert share_rounded_up(100, 0.8) == 80
    assert share_rounded_up(101, 0.8) == 81
    assert share_rounded_up(0, 0.8) == 0


@given(AMOUNTS, SHARES)
def test_a_part_is_the_exact_product_rounded_up(whole: int, share: float) -> None:
    assert share_rounded_up(whole, share) == ceil(Fraction(str(share)) * whole)


@given(st.lists(AMOUNTS, min_size=1, max_size=5), SHARES)
def test_a_column_gives_the_same_parts_in_memory_and_in_a_database(wholes: list[int], share: float) -> None:
    book = pd.DataFrame({"gross": pd.Series(wholes, dtype="int64")})
    part = edges_of_column(nw.col("gross"), share, exact=True).least
    expected = [exact_share(whole, share) for whole in wholes]
    assert nw.from_native(book).select(part)["gross"].to_list() == expected
    in_database = nw.from_native(duckdb.from_df(book)).select(part).collect()
    assert in_database["gross"].to_list() == expected


def test_a_measure_without_whole_units_has_a_plain_product_as_edge() -> None:
    assert exact_share(10.0, 0.8) == pytest.approx(8.0, rel=1e-11)
    floats = nw.from_native(pd.DataFrame({"gross": [10.0]}), eager_only=True)
    assert floats.select(edges_of_column(nw.col("gross"), 0.8, exact=False).least)["gross"].to_list() == [
        exact_share(10.0, 0.8)
    ]
