import random
from itertools import accumulate

import duckdb
import narwhals as nw
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.class_edge import edges_of_column
from keyclient.metrics.classes import spans
from keyclient.metrics.curve import curve
from keyclient.metrics.curve_points import read_points, select_points
from keyclient.metrics.exact_shares import exact_share
from keyclient.metrics.profile import profiles, read_profiles
from tests.examples import costly
from tests.metrics.lines import cuts_of, frame_of

GROUPED = st.lists(
    st.tuples(st.sampled_from(["东支行", "西支行", ""]), st.integers(-50, 200)), min_size=1, max_size=40
)
COLUMNS = ["value", "n", "amount", "ahead", "larger", "reach", "held"]


def test_customers_with_one_value_are_one_block() -> None:
    line = curve(frame_of([10, 50, 10, 30])).select(*COLUMNS).rows()
    assert line == [(50, 1, 50, 0, 0, 1, 50), (30, 1, 30, 1, 50, 2, 80), (10, 2, 20, 2, 80, 4, 100)]


def test_a_book_without_values_has_no_blocks() -> None:
    assert curve(frame_of([])).rows() == []
    assert read_profiles(profiles(curve(frame_of([]))))[""].known == 0


@costly
@given(st.lists(st.integers(-(10**15), 10**15), max_size=30), st.randoms())
def test_row_order_never_changes_the_curve(values: list[int], dice: random.Random) -> None:
    shuffled = dice.sample(values, len(values))
    assert (
        curve(frame_of(values)).select(*COLUMNS).rows() == curve(frame_of(shuffled)).select(*COLUMNS).rows()
    )


@costly
@given(st.lists(st.integers(-(10**15), 10**15), min_size=1, max_size=30))
def test_running_sums_are_those_of_the_sorted_values(values: list[int]) -> None:
    falling = sorted(values, reverse=True)
    sums = list(accumulate(falling))
    for row in curve(frame_of(values)).rows(named=True):
        assert falling[row["ahead"] : row["reach"]] == [row["value"]] * row["n"]
        assert row["held"] == sums[row["reach"] - 1]
        assert row["larger"] == row["held"] - row["n"] * row["value"]


@costly
@given(GROUPED)
def test_every_group_has_the_curve_that_it_has_alone(rows: list[tuple[str, int]]) -> None:
    book = nw.from_native(pd.DataFrame(rows, columns=["group", "value"]), eager_only=True)
    together = curve(book, ["group"])
    for group in {name for name, _ in rows}:
        alone = curve(frame_of([value for name, value in rows if name == group]))
        assert (
            together.filter(nw.col("group") == group).select(*COLUMNS).rows() == alone.select(*COLUMNS).rows()
        )


@costly
@given(GROUPED)
def test_a_database_gives_the_same_whole_numbers(rows: list[tuple[str, int]]) -> None:
    book = pd.DataFrame(rows, columns=["group", "value"])
    cuts = cuts_of([value for _, value in rows])
    for by in ([], ["group"]):
        here = curve(nw.from_native(book, eager_only=True), by)
        there = curve(nw.from_native(duckdb.from_df(book)), by)
        names = [*by, *COLUMNS]
        assert sorted(there.select(*names).collect().rows()) == sorted(here.select(*names).rows())
        sums = read_profiles(profiles(here, by))
        assert {name: _whole(p) for name, p in read_profiles(profiles(there, by)).items()} == {
            name: _whole(p) for name, p in sums.items()
        }
        assert spans(there, cuts) == spans(here, cuts)


@costly
@given(GROUPED)
def test_a_database_finds_the_same_edges_in_every_group(rows: list[tuple[str, int]]) -> None:
    book = pd.DataFrame(rows, columns=["group", "value"])
    asked = edges_of_column(nw.col("gross"), 0.8, exact=True).least.alias("edge_a")
    found = []
    for frame in (nw.from_native(book).lazy(), nw.from_native(duckdb.from_df(book))):
        line = curve(frame, ["group"])
        edges = profiles(line, ["group"]).select("group", asked)
        found.append(read_points(select_points(line.join(edges, on="group"), targets=[nw.col("edge_a")])))
    assert found[0] == found[1]


def test_a_database_finds_the_same_points() -> None:
    values = [50, 30, 10, 10, 0, -5]
    book = pd.DataFrame({"value": values})
    targets = [exact_share(100, share) for share in (0.75, 0.8, 0.95)]
    here = read_points(select_points(curve(frame_of(values)), targets=targets, ranks=[1, 3, 6]))
    there = read_points(
        select_points(curve(nw.from_native(duckdb.from_df(book))), targets=targets, ranks=[1, 3, 6])
    )
    assert [block.value for block in there[""].blocks] == [50, 30, 10, -5]
    for points in (here[""], there[""]):
        assert [points.fewest(target) for target in targets] == [2, 2, 4]
        assert [points.largest(rank) for rank in (1, 3, 6)] == [50, 90, 95]


def _whole(profile: object) -> tuple[object, ...]:
    return tuple(getattr(profile, name) for name in ("known", "positives", "zeros", "gross", "loss"))
