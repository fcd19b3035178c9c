"""The Theil index between and within groups, against its definition."""

from collections.abc import Mapping, Sequence
from math import log

import duckdb
import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.curve import curve
from keyclient.metrics.grouped import positive_blocks
from keyclient.metrics.profile import profiles
from keyclient.metrics.theil import TheilParts, theil
from tests.examples import costly

BY = ("group",)
GROUPED = st.lists(
    st.tuples(st.sampled_from(["东支行", "西支行", ""]), st.integers(0, 10**6)), min_size=1, max_size=40
)


def _frame(groups: Mapping[str, Sequence[float]]) -> pd.DataFrame:
    rows = [(name, value) for name, values in groups.items() for value in values]
    return pd.DataFrame(rows, columns=["group", "value"])


def _parts(book: pd.DataFrame) -> TheilParts | None:
    line = curve(nw.from_native(book, eager_only=True), BY)
    sums = profiles(line, BY)
    return theil(positive_blocks(line, sums, BY), sums, len(book), sum(book["value"].tolist()))


def _parts_in_a_database(book: pd.DataFrame) -> TheilParts | None:
    line = curve(nw.from_native(duckdb.from_df(book)), BY)
    sums = profiles(line, BY)
    return theil(positive_blocks(line, sums, BY), sums, len(book), sum(book["value"].tolist()))


def _index(values: Sequence[float]) -> float:
    """The mean of (x / m) ln(x / m), as the definition has it."""
    mean = sum(values) / len(values)
    return sum(value / mean * log(value / mean) for value in values if value) / len(values) if mean else 0.0


@pytest.mark.parametrize(
    ("groups", "between", "within"),
    [
        ({"x": [5, 5], "y": [5]}, 0, 0),
        ({"x": [1, 1], "y": [3, 3]}, 0.75 * log(1.5) + 0.25 * log(0.5), 0),
        ({"x": [1, 3], "y": [1, 3]}, 0, 0.75 * log(1.5) + 0.25 * log(0.5)),
        ({"x": [10, 0], "y": [0, 0]}, log(2), log(2)),
        ({"x": [0, 0, 0, 8]}, 0, log(4)),
        ({"x": [8], "y": [0], "z": [0, 0]}, log(4), 0),
    ],
)
def test_parts_of_known_books(groups: dict[str, list[int]], between: float, within: float) -> None:
    found = _parts(_frame(groups))
    assert found is not None
    assert found.between == pytest.approx(between, abs=1e-15)
    assert found.within == pytest.approx(within, abs=1e-15)


def test_who_holds_nothing_has_no_index() -> None:
    assert _parts(_frame({"x": [0, 0], "y": [0]})) is None


@costly
@given(GROUPED.filter(lambda rows: any(value for _, value in rows)))
def test_both_parts_add_up_to_the_index_of_the_book(rows: list[tuple[str, int]]) -> None:
    found = _parts(pd.DataFrame(rows, columns=["group", "value"]))
    assert found is not None
    assert found.between + found.within == pytest.approx(_index([value for _, value in rows]), abs=1e-12)
    assert min(found) >= 0


@costly
@given(GROUPED.filter(lambda rows: any(value for _, value in rows)))
def test_within_is_the_mean_of_the_groups_weighted_by_what_they_hold(rows: list[tuple[str, int]]) -> None:
    found = _parts(pd.DataFrame(rows, columns=["group", "value"]))
    assert found is not None
    groups = [[value for name, value in rows if name == group] for group in {name for name, _ in rows}]
    whole = sum(value for _, value in rows)
    assert found.within == pytest.approx(sum(sum(g) / whole * _index(g) for g in groups), abs=1e-12)
    assert found.between == pytest.approx(_index([sum(g) / len(g) for g in groups for _ in g]), abs=1e-12)


@costly
@given(GROUPED.filter(lambda rows: any(value for _, value in rows)), st.sampled_from([0.01, 3.0, 1e6]))
def test_the_unit_of_the_measure_does_not_matter(rows: list[tuple[str, int]], unit: float) -> None:
    book = pd.DataFrame(rows, columns=["group", "value"])
    assert _parts(book.assign(value=book["value"] * unit)) == pytest.approx(_parts(book), abs=1e-12)


@costly
@given(GROUPED.filter(lambda rows: any(value for _, value in rows)))
def test_a_database_gives_the_same_parts(rows: list[tuple[str, int]]) -> None:
    book = pd.DataFrame(rows, columns=["group", "value"])
    assert _parts_in_a_database(book) == pytest.approx(_parts(book), abs=1e-12)
