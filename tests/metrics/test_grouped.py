"""Every group at once gives what each gives alone."""

import duckdb
import narwhals as nw
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.class_edge import Ties
from keyclient.metrics.curve import curve
from keyclient.metrics.exact_shares import exact_share
from keyclient.metrics.grouped import cuts_in_groups, fewest_in_groups, positive_blocks
from keyclient.metrics.profile import profiles
from tests.examples import costly
from tests.metrics.lines import cuts_of, points_of

BY = ("group",)
GROUPED = st.lists(
    st.tuples(st.sampled_from(["东支行", "西支行", ""]), st.integers(-20, 60)), min_size=1, max_size=40
)
SHARES = st.sampled_from([0.05, 0.5, 0.8, 0.95])
TIES = st.sampled_from(["up", "down", "nearest"])


def _blocks(frame: pd.DataFrame) -> nw.DataFrame[pd.DataFrame]:
    line = curve(nw.from_native(frame, eager_only=True), BY)
    return positive_blocks(line, profiles(line, BY), BY)


def _by_group(frame: nw.DataFrame[pd.DataFrame]) -> dict[str, tuple[float, ...]]:
    return {str(group): tuple(figures) for group, *figures in frame.rows()}


@costly
@given(GROUPED, SHARES, TIES)
def test_classes_and_vital_few_end_where_they_end_in_the_group_alone(
    rows: list[tuple[str, int]], share: float, ties: Ties
) -> None:
    blocks = _blocks(pd.DataFrame(rows, columns=["group", "value"]))
    ends = _by_group(cuts_in_groups(blocks, BY, share, ties, "x"))
    fewest = _by_group(fewest_in_groups(blocks, BY, share))
    for name in {group for group, _ in rows}:
        alone = [value for group, value in rows if group == name]
        gross = sum(value for value in alone if value > 0)
        end = cuts_of(alone, ties, (share, 0.99)).a
        assert ends.get(name, (0, 0)) == (end.customers, end.held)
        assert fewest.get(name, (None,)) == (
            points_of(alone, shares=[share]).fewest(exact_share(gross, share)) if gross else None,
        )


@costly
@given(GROUPED, SHARES, TIES)
def test_float_values_end_their_classes_like_whole_ones(
    rows: list[tuple[str, int]], share: float, ties: Ties
) -> None:
    whole = pd.DataFrame(rows, columns=["group", "value"])
    parts = whole.assign(value=whole["value"] / 64)
    expected = _by_group(cuts_in_groups(_blocks(whole), BY, share, ties, "x"))
    found = _by_group(cuts_in_groups(_blocks(parts), BY, share, ties, "x"))
    assert {name: (ends[0], ends[1] * 64) for name, ends in found.items()} == expected
    assert _by_group(fewest_in_groups(_blocks(parts), BY, share)) == _by_group(
        fewest_in_groups(_blocks(whole), BY, share)
    )


def test_the_largest_sums_that_are_allowed_stay_exact() -> None:
    book = pd.DataFrame({"group": ["x"] * 3, "value": [2**60, 2**59, 2**58]})
    assert cuts_in_groups(_blocks(book), BY, 0.9, "nearest", "x").rows() == [("x", 2, 2**60 + 2**59)]
    assert cuts_in_groups(_blocks(book), BY, 0.95, "nearest", "x").rows() == [("x", 3, 2**60 + 2**59 + 2**58)]
    assert fewest_in_groups(_blocks(book), BY, 0.8571).rows() == [("x", 2)]
    assert fewest_in_groups(_blocks(book), BY, 0.8572).rows() == [("x", 3)]


@costly
@given(GROUPED, SHARES, TIES)
def test_a_database_ends_them_at_the_same_customers(
    rows: list[tuple[str, int]], share: float, ties: Ties
) -> None:
    book = pd.DataFrame(rows, columns=["group", "value"])
    line = curve(nw.from_native(duckdb.from_df(book)), BY)
    there = positive_blocks(line, profiles(line, BY), BY)
    here = _blocks(book)
    for found, expected in (
        (cuts_in_groups(there, BY, share, ties, "x"), cuts_in_groups(here, BY, share, ties, "x")),
        (fewest_in_groups(there, BY, share), fewest_in_groups(here, BY, share)),
    ):
        assert sorted(found.collect().rows()) == sorted(expected.rows())
