"""The point of the curve that is nearest to (0, 1), against trying every point."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

import duckdb
import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.curve import curve
from keyclient.metrics.curve_points import CurvePoints, read_points
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.nearest import Nearest, nearest, nearest_blocks
from tests.examples import costly
from tests.metrics.lines import frame_of

VALUES = st.lists(st.integers(-20, 60), min_size=1, max_size=40)


def _found(values: Sequence[Number]) -> Nearest | None:
    known, gross = len(values), sum(value for value in values if value > 0)
    blocks = read_points(nearest_blocks(curve(frame_of(values)), nw.lit(known), nw.lit(gross)))
    return nearest(blocks.get("", CurvePoints(())), known, gross)


def _tried(values: Sequence[int]) -> tuple[int, int] | None:
    """The first of the nearest points among all, by exact distances."""
    gross = sum(value for value in values if value > 0)
    sums = accumulate(max(value, 0) for value in sorted(values, reverse=True))
    points = [
        (Fraction(rank, len(values)) ** 2 + (1 - Fraction(held, gross)) ** 2, rank, held)
        for rank, held in enumerate(sums, 1)
        if gross
    ]
    return min(points)[1:] if points else None


@pytest.mark.parametrize(
    ("values", "rank", "held"),
    [
        ([50, 30, 10, 10], 2, 80),
        ([50, 25, 10, 5, 5, 5], 2, 75),
        ([90, 5, 5], 1, 90),
        ([97, 1, 1, 1], 1, 97),
        ([7], 1, 7),
        ([25] * 4, 2, 50),
        ([10, 0, 0, 0, -5], 1, 10),
    ],
)
def test_nearest_point_of_known_books(values: list[int], rank: int, held: int) -> None:
    assert _found(values) == Nearest(rank, held)


@pytest.mark.parametrize("values", [[], [0, 0], [-3], [0, -1]])
def test_without_positive_values_there_is_no_point(values: list[int]) -> None:
    assert _found(values) is None


@pytest.mark.parametrize(
    ("values", "rank"), [([20, 10, 9, 1], 1), ([20] * 3, 1), ([20, 19, 13, 13, 12, 1], 2)]
)
def test_of_two_points_equally_near_the_one_with_fewer_customers_is_taken(
    values: list[int], rank: int
) -> None:
    first, second = (sum(values[:place]) for place in (rank, rank + 1))
    parts = [Fraction(rank, len(values)), Fraction(rank + 1, len(values))]
    missing = [1 - Fraction(first, sum(values)), 1 - Fraction(second, sum(values))]
    assert parts[0] ** 2 + missing[0] ** 2 == parts[1] ** 2 + missing[1] ** 2
    assert _found(values) == Nearest(rank, first)


def test_customers_with_nothing_lengthen_the_curve_but_are_never_at_its_edge() -> None:
    assert _found([4, 3, 2, 1]) == Nearest(2, 7)
    assert _found([4, 3, 2, 1] + [0] * 20) == Nearest(3, 9)
    assert _found([4, 3, 2, 1] + [0] * 10 + [-5] * 10) == Nearest(3, 9)
    assert _found([4, 3, 2, 1] + [0] * 1000) == Nearest(4, 10)


@costly
@given(VALUES)
def test_nearest_point_is_that_of_trying_all(values: list[int]) -> None:
    found, tried = _found(values), _tried(values)
    assert (found and (found.rank, found.held)) == tried


@costly
@given(st.lists(st.integers(10**15, 10**15 + 3), min_size=1, max_size=60))
def test_values_that_differ_by_a_hair_are_told_apart(values: list[int]) -> None:
    found, tried = _found(values), _tried(values)
    assert found is not None
    assert (found.rank, found.held) == tried


@costly
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
def test_a_measure_without_whole_units_has_a_point_as_near(values: list[int]) -> None:
    found, tried = _found([value / 1024 for value in values]), _tried(values)
    assert found is not None
    assert tried is not None
    assert (found.rank, found.held * 1024) == tried


@costly
@given(
    st.lists(
        st.tuples(st.sampled_from(["东支行", "西支行", ""]), st.integers(-20, 60)), min_size=1, max_size=30
    )
)
def test_a_database_finds_the_same_points_in_every_group(rows: list[tuple[str, int]]) -> None:
    book = pd.DataFrame(rows, columns=["group", "value"])
    gains = book.assign(gross=book["value"].clip(lower=0)).groupby("group")["gross"].sum()
    wholes = book.groupby("group").size().rename("known").to_frame().join(gains).reset_index()
    expected = {name: _tried([value for other, value in rows if other == name]) for name, _ in rows}
    for frame, sums in (
        (nw.from_native(book).lazy(), nw.from_native(wholes).lazy()),
        (nw.from_native(duckdb.from_df(book)), nw.from_native(duckdb.from_df(wholes))),
    ):
        line = curve(frame, ["group"]).join(sums, on="group")
        blocks = read_points(nearest_blocks(line, nw.col("known"), nw.col("gross"), ["group"]))
        whole = {row["group"]: (row["known"], row["gross"]) for row in wholes.to_dict("records")}
        for name, tried in expected.items():
            found = nearest(blocks.get(name, CurvePoints(())), *whole[name])
            assert (found and (found.rank, found.held)) == tried
