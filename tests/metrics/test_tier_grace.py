"""Fast up, slow down."""

from collections.abc import Sequence

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.tier_grace import tiers_held, with_tiers_held


def _table(places: dict[str, int]) -> pa.Table:
    return pa.table(
        {
            "customer_id": pa.array(list(places), pa.string()),
            "place": pa.array(list(places.values()), pa.int64()),
        }
    )


def _frame(places: dict[str, int]) -> nw.DataFrame[pa.Table]:
    return nw.from_native(_table(places), eager_only=True)


def _held(books: Sequence[dict[str, int]], grace: int) -> dict[str, tuple[int, int]]:
    found = tiers_held([_frame(book) for book in books], grace)
    return {name: (held, watch) for name, held, watch in found.select("customer_id", "held", "watch").rows()}


def _course(places: Sequence[int], grace: int) -> list[tuple[int, int]]:
    """What one customer holds after each of the books."""
    return [_held([{"a": place} for place in places[:end]], grace)["a"] for end in range(1, len(places) + 1)]


def test_who_is_in_a_better_tier_rises_at_once() -> None:
    assert _course([2, 0, 1], 2)[:2] == [(2, 0), (0, 0)]


def test_who_is_in_a_worse_tier_keeps_it_for_the_grace_and_falls_then() -> None:
    assert _course([0, 2, 1, 2], 2) == [(0, 0), (0, 1), (0, 2), (2, 0)]


def test_without_grace_a_worse_tier_counts_at_once() -> None:
    assert _course([0, 2, 1], 0) == [(0, 0), (2, 0), (1, 0)]


def test_one_good_book_ends_the_watch() -> None:
    assert _course([1, 2, 1, 2, 2, 2], 2) == [(1, 0), (1, 1), (1, 0), (1, 1), (1, 2), (2, 0)]


def test_rising_above_the_tier_held_ends_the_watch_too() -> None:
    assert _course([1, 2, 0, 1], 1) == [(1, 0), (1, 1), (0, 0), (0, 1)]


def test_a_book_without_the_customer_changes_nothing() -> None:
    assert _held([{"a": 0, "b": 1}, {"a": 1}, {"b": 2}, {"a": 1}], 2) == {"a": (0, 2), "b": (1, 1)}


def test_today_tells_what_was_held_before_and_who_is_new() -> None:
    state = tiers_held([_frame({"a": 0, "b": 2})], 1)
    table = pa.table({"customer_id": pa.array(["a", "b", "c", None], pa.string()), "place": [1, 1, 0, 2]})
    found = with_tiers_held(nw.from_native(table, eager_only=True), state, 1).sort("place", "customer_id")
    rows = found.select("customer_id", "before", "held", "watch").rows()
    assert set(rows) == {("a", 0, 0, 1), ("b", 2, 1, 0), ("c", None, 0, 0), (None, None, 2, 0)}


_COURSES = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=5)


@given(_COURSES, st.integers(0, 3))
def test_the_tier_held_is_never_worse_than_todays_unless_it_is_todays(
    courses: list[list[int]], grace: int
) -> None:
    books = [{f"c{n}": course[book] for n, course in enumerate(courses)} for book in range(4)]
    found = _held(books, grace)
    for n, course in enumerate(courses):
        held, watch = found[f"c{n}"]
        assert held <= course[-1]
        assert (watch > 0) == (held < course[-1])
        assert watch <= grace


@pytest.mark.parametrize("grace", [0, 1, 2])
def test_a_database_gives_the_same(grace: int) -> None:
    books = [{"a": 0, "b": 1, "c": 2}, {"a": 1, "b": 0, "d": 2}, {"a": 1, "b": 2, "c": 0}]
    frames = [nw.from_native(duckdb.from_arrow(_table(book))) for book in books]
    found = tiers_held(frames, grace).select("customer_id", "held", "watch").collect()
    assert {name: (held, watch) for name, held, watch in found.rows()} == _held(books, grace)
