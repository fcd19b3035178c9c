import random

import duckdb
import narwhals as nw
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.stage import BACK, HERE, LOST, NOWHERE
from keyclient.metrics.stage_log import LATEST, NEVER, UNDATED, first_day, log_positions, visited
from tests.examples import costly

SIZE = 4
Event = tuple[str, int, int]
EVENTS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(NOWHERE, SIZE),
        st.sampled_from([UNDATED, 1, 2, 3, 20_000, LATEST]),
    ),
    max_size=15,
)


def _frame(events: list[Event]) -> pd.DataFrame:
    frame = pd.DataFrame(events, columns=["key", "place", "rank_day"])
    frame["day"] = frame["rank_day"].where(frame["rank_day"] != LATEST, UNDATED)
    return frame.astype({"place": "int64", "rank_day": "int64", "day": "int64"})


def _standings(*events: Event) -> dict[str, dict[str, int]]:
    found = log_positions(nw.from_native(_frame(list(events)), eager_only=True), SIZE)
    return {row["key"]: row for row in found.rows(named=True)}


def _standing(*events: tuple[int, int]) -> tuple[int, int, bool]:
    row = _standings(*(("a", place, day) for place, day in events))["a"]
    return row["furthest"], row["fate"], bool(row["placed"])


def test_everybody_is_counted_at_the_furthest_stage() -> None:
    assert _standing((0, 1), (1, 5), (2, 9)) == (2, HERE, True)


def test_whose_last_stage_is_lower_has_moved_back() -> None:
    assert _standing((0, 1), (2, 5), (1, 9)) == (2, BACK, True)


def test_events_of_one_day_follow_the_order_of_stages_and_lost_comes_last() -> None:
    assert _standing((2, 5), (1, 5)) == (2, HERE, True)
    assert _standing((SIZE, 5), (2, 5)) == (2, LOST, True)


def test_who_is_lost_stands_at_the_furthest_stage_even_after_moving_back() -> None:
    assert _standing((2, 1), (1, 3), (SIZE, 5)) == (2, LOST, True)


def test_who_comes_back_after_being_lost_is_not_lost() -> None:
    assert _standing((1, 1), (SIZE, 3), (1, 5)) == (1, HERE, True)


def test_who_is_lost_without_a_known_stage_has_entered_and_no_more() -> None:
    assert _standing((SIZE, 3)) == (0, LOST, False)
    assert _standing((NOWHERE, 1), (SIZE, 3)) == (0, LOST, False)


def test_who_is_lost_after_the_last_stage_is_a_contradiction_and_stands_below_it() -> None:
    row = _standings(("a", 1, 1), ("a", 3, 2), ("a", SIZE, 3))["a"]
    assert (row["furthest"], row["fate"], row["contradicted"]) == (1, LOST, True)


def test_unknown_names_lead_nowhere() -> None:
    assert _standing((NOWHERE, 1)) == (NOWHERE, HERE, False)
    assert _standing((1, 1), (NOWHERE, 9)) == (1, HERE, True)


def test_a_furthest_stage_without_a_day_proves_no_way_back() -> None:
    assert _standing((3, UNDATED), (1, 9)) == (3, HERE, True)
    assert _standing((2, LATEST), (1, 9)) == (2, HERE, True)
    assert _standing((2, 9), (1, LATEST)) == (2, BACK, True)


def test_first_days_and_visits_of_every_stage() -> None:
    row = _standings(("a", 0, 7), ("a", 0, 3), ("a", 2, 20), ("a", 1, UNDATED), ("a", SIZE, 1))["a"]
    assert [row[visited(place)] for place in range(SIZE)] == [1, 1, 1, 0]
    assert [row[first_day(place)] for place in range(SIZE)] == [3, NEVER, 20, NEVER]
    assert row["entry"] == 3


@costly
@given(EVENTS)
def test_standings_are_those_of_the_sorted_events(events: list[Event]) -> None:
    found = _standings(*events)
    assert set(found) == {key for key, _, _ in events}
    for key, row in found.items():
        own = sorted((day, place) for name, place, day in events if name == key and place != NOWHERE)
        stages = [place for _, place in own if place < SIZE]
        lost = bool(own) and own[-1][1] == SIZE
        furthest = max([place for place in stages if place < SIZE - 1 or not lost], default=NOWHERE)
        assert bool(row["placed"]) == (furthest != NOWHERE)
        assert row["furthest"] == (0 if lost and furthest == NOWHERE else furthest)
        assert (row["fate"] == LOST) == lost
        is_dated = any(day > UNDATED and place == furthest for day, place in own)
        assert (row["fate"] == BACK) == (not lost and bool(own) and own[-1][1] < furthest and is_dated)


@costly
@given(EVENTS, st.randoms())
def test_row_order_never_matters(events: list[Event], dice: random.Random) -> None:
    assert _standings(*events) == _standings(*dice.sample(events, len(events)))


@costly
@given(EVENTS)
def test_a_database_gives_the_same_standings(events: list[Event]) -> None:
    frame = _frame(events).astype({"key": "str"})
    here = log_positions(nw.from_native(frame, eager_only=True), SIZE)
    there = log_positions(nw.from_native(duckdb.from_df(frame)), SIZE).collect()
    assert sorted(here.rows()) == sorted(there.select(here.columns).rows())
