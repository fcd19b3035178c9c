from itertools import accumulate

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.curve_points import Block, CurvePoints, read_points, select_points
from keyclient.metrics.exact_shares import exact_share, fraction
from tests.metrics.lines import points_of

VALUES = st.lists(st.integers(-100, 1000), min_size=1, max_size=40)


def test_eight_of_ten_equal_customers_reach_eighty_percent() -> None:
    assert points_of([7] * 10).fewest(exact_share(70, 0.8)) == 8


def test_an_edge_reached_exactly_needs_no_further_customer() -> None:
    found = points_of([50, 30, 10, 10])
    assert found.fewest(80) == 2
    assert found.fewest(95) == 4


def test_without_positive_values_nobody_is_vital() -> None:
    for values in ([], [0, 0], [-5, -1], [0, -3]):
        assert points_of(values).fewest(0) is None


def test_a_negative_tail_does_not_hide_the_vital_few() -> None:
    assert points_of([100, 50, 20, -30, -60]).fewest(exact_share(170, 0.8)) == 2


def test_the_largest_none_hold_nothing() -> None:
    assert CurvePoints(()).largest(0) == 0


@given(VALUES, st.sampled_from([0.05, 0.5, 0.75, 0.8, 0.85, 0.95, 0.999]))
def test_the_vital_few_are_the_fewest_that_reach_the_target(values: list[int], share: float) -> None:
    falling = sorted((value for value in values if value > 0), reverse=True)
    target = fraction(share) * sum(falling)
    expected = next((n for n, held in enumerate(accumulate(falling), 1) if held >= target), None)
    assert points_of(values, shares=[share]).fewest(exact_share(sum(falling), share)) == expected


@given(VALUES, st.data())
def test_the_largest_customers_hold_the_sum_of_their_values(values: list[int], data: st.DataObject) -> None:
    rank = data.draw(st.integers(1, len(values)))
    assert points_of(values, ranks=[rank]).largest(rank) == sum(sorted(values, reverse=True)[:rank])


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30))
def test_a_measure_without_whole_units_reaches_its_target_too(values: list[float]) -> None:
    target = exact_share(float(sum(values)), 0.8)
    fewest = points_of(values).fewest(target)
    assert fewest is not None
    falling = sorted(values, reverse=True)
    assert sum(falling[:fewest]) == pytest.approx(max(sum(falling[:fewest]), target))
    assert sum(falling[: fewest - 1]) <= target * (1 + 1e-9)


def test_a_float_sum_that_falls_between_two_blocks_is_found_in_the_second() -> None:
    gap = pd.DataFrame(
        {
            "value": [0.6, 0.2],
            "n": [1, 1],
            "ahead": [0, 1],
            "reach": [1, 2],
            "larger": [0.0, 0.6000000000000001],
            "held": [0.6, 0.8],
        }
    )
    found = read_points(select_points(nw.from_native(gap, eager_only=True), targets=[0.6000000000000001]))
    assert found[""].fewest(0.6000000000000001) == 2


def test_rounding_never_counts_more_customers_than_a_block_has() -> None:
    block = Block(ahead=1, n=3, value=0.1, larger=0.3, held=0.6)
    assert CurvePoints((block,)).fewest(0.3) == 2
    assert CurvePoints((block,)).fewest(0.6) == 4
    assert 0.3 + 3 * 0.1 >= 0.6


def test_a_float_edge_reached_but_for_rounding_is_reached() -> None:
    found = points_of([0.6, 0.2], shares=[0.75])
    assert 0.75 * (0.6 + 0.2) > 0.6
    assert found.fewest(exact_share(0.6 + 0.2, 0.75)) == 1
