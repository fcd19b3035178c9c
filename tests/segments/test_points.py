from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keyclient.segments.parts import edge, fraction
from keyclient.segments.points import Points
from tests.segments.lines import points_of

VALUES = st.lists(st.integers(-100, 1000), min_size=1, max_size=40)


def test_eight_of_ten_equal_customers_reach_eighty_percent() -> None:
    assert points_of([7] * 10).fewest(edge(70, 0.8)) == 8


def test_an_edge_reached_exactly_needs_no_further_customer() -> None:
    found = points_of([50, 30, 10, 10])
    assert found.fewest(80) == 2
    assert found.fewest(95) == 4


def test_without_positive_values_nobody_is_vital() -> None:
    for values in ([], [0, 0], [-5, -1], [0, -3]):
        assert points_of(values).fewest(0) is None


def test_a_negative_tail_does_not_hide_the_vital_few() -> None:
    assert points_of([100, 50, 20, -30, -60]).fewest(edge(170, 0.8)) == 2


def test_the_largest_none_hold_nothing() -> None:
    assert Points(()).largest(0) == 0


@given(VALUES, st.sampled_from([0.05, 0.5, 0.75, 0.8, 0.85, 0.95, 0.999]))
@settings(max_examples=60, deadline=None)
def test_the_vital_few_are_the_fewest_that_reach_the_target(values: list[int], share: float) -> None:
    falling = sorted((value for value in values if value > 0), reverse=True)
    target = fraction(share) * sum(falling)
    expected = next((n for n, held in enumerate(accumulate(falling), 1) if held >= target), None)
    assert points_of(values, shares=[share]).fewest(edge(sum(falling), share)) == expected


@given(VALUES, st.data())
@settings(max_examples=40, deadline=None)
def test_the_largest_customers_hold_the_sum_of_their_values(values: list[int], data: st.DataObject) -> None:
    rank = data.draw(st.integers(1, len(values)))
    assert points_of(values, ranks=[rank]).largest(rank) == sum(sorted(values, reverse=True)[:rank])


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_a_measure_without_whole_units_reaches_its_target_too(values: list[float]) -> None:
    target = edge(float(sum(values)), 0.8)
    fewest = points_of(values).fewest(target)
    assert fewest is not None
    falling = sorted(values, reverse=True)
    assert sum(falling[:fewest]) == pytest.approx(max(sum(falling[:fewest]), target))
    assert sum(falling[: fewest - 1]) <= target * (1 + 1e-9)
