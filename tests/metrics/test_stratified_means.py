"""Whether a mean is higher on one side than on another among the like of each."""

import random
from collections.abc import Sequence

import pytest

from keyclient.metrics.stratified_means import MeanDifference, Side, mean_difference, student

_Z = 1.959964


def _side(values: Sequence[float]) -> Side:
    mean = sum(values) / len(values) if values else 0.0
    return Side(len(values), mean, sum((value - mean) ** 2 for value in values))


def _compared(*kinds: tuple[Sequence[float], Sequence[float]]) -> MeanDifference | None:
    return mean_difference([(_side(some), _side(others)) for some, others in kinds], _Z)


def test_one_kind_is_the_comparison_of_welch() -> None:
    """Against the t of Welch computed by hand: variances 1 and 4 of means 10 and 7, 4 degrees of freedom each."""
    some, others = [8.0, 9, 10, 11, 12], [3.0, 5, 7, 9, 11]
    found = _compared((some, others))
    assert found is not None
    assert (found.some, found.others, found.difference) == (5, 5, 3)
    freedom = (0.5 + 2) ** 2 / (0.5**2 / 4 + 2**2 / 4)
    assert found.high - found.difference == pytest.approx(student(_Z, freedom) * 2.5**0.5)
    assert found.low < 0 < found.high


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(5, 2.5706), (9, 2.2622), (18, 2.1009), (60, 2.0003), (1e9, 1.96)]
)
def test_the_quantile_of_student_is_that_of_the_tables(freedom: float, quantile: float) -> None:
    assert student(_Z, freedom) == pytest.approx(quantile, abs=0.003)


def test_the_others_count_as_often_as_the_some_are_of_their_kind() -> None:
    """Both kinds gain 1 by it; a plain mean would say -4.5, the others being mostly of the kind that grows."""
    found = _compared(([1.0] * 9 + [1.0], [0.0] * 2), ([11.0] * 2, [10.0] * 20))
    assert found is not None
    assert found.difference == pytest.approx(1)
    assert (found.some, found.others) == (12, 22)


def test_a_kind_with_one_on_a_side_counts_nothing() -> None:
    assert _compared(([5.0], [1.0, 2, 3]), ([4.0, 5], [9.0])) is None
    found = _compared(([5.0], [1.0, 2, 3]), ([4.0, 6], [1.0, 3]))
    assert found is not None
    assert (found.some, found.others, found.difference) == (2, 2, 3)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Two kinds whose changes differ by a hundred times: 95 % of 400 trials, give or take three standard errors."""
    draw = random.Random(1)
    held = 0
    for _ in range(400):
        kinds = [
            ([draw.gauss(5, spread) for _ in range(6)], [draw.gauss(5, spread) for _ in range(12)])
            for spread in (1, 100)
        ]
        found = _compared(*kinds)
        assert found is not None
        held += found.low <= 0 <= found.high
    assert 0.91 < held / 400 < 0.985
