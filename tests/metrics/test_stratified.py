from collections.abc import Sequence
from itertools import combinations
from statistics import fmean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.stratified import Excess, Stratum, excess, excess_in_errors

SPEC = Stratum(some=40, some_true=12, others=960, others_true=29)


def _errors(found: Excess) -> float:
    return excess_in_errors(found.heads, found.variance)


def _every_way(outcomes: Sequence[bool], some: int) -> list[int]:
    """Of how many of some customers it would have come true, whoever of all of them they had been."""
    return [sum(outcomes[place] for place in one) for one in combinations(range(len(outcomes)), some)]


def test_twelve_of_forty_beside_twenty_nine_of_nine_hundred_and_sixty_is_ten_heads_over_what_was_to_be_expected() -> (
    None
):
    found = excess([SPEC])
    assert found.heads == pytest.approx(12 - 40 * 41 / 1000)
    assert found.variance == pytest.approx(1.5113, abs=1e-4)
    assert _errors(found) == pytest.approx(8.020, abs=1e-3)


@given(st.lists(st.booleans(), min_size=2, max_size=9), st.data())
def test_expected_and_variance_are_those_over_every_choice_of_who_is_flagged(
    outcomes: list[bool], data: st.DataObject
) -> None:
    some = data.draw(st.integers(1, len(outcomes) - 1))
    true = sum(outcomes[:some])
    found = excess([Stratum(some, true, len(outcomes) - some, sum(outcomes[some:]))])
    ways = _every_way(outcomes, some)
    assert true - found.heads == pytest.approx(fmean(ways))
    assert found.variance == pytest.approx(pvariance(ways))


def test_what_differs_only_between_kinds_is_no_excess() -> None:
    """The small customers are flagged more often and fall more often, flagged or not."""
    small, large = Stratum(80, 40, 20, 10), Stratum(20, 2, 80, 8)
    assert excess([small, large]).heads == pytest.approx(0)
    assert _errors(excess([Stratum(100, 42, 100, 18)])) > 3


def test_a_kind_with_one_side_alone_tells_nothing() -> None:
    alone = [Stratum(30, 30, 0, 0), Stratum(0, 0, 30, 0)]
    assert excess(alone) == Excess(0.0, 0.0, 0, 0)
    assert excess([SPEC, *alone]) == excess([SPEC])


def test_a_kind_of_which_all_fall_or_nobody_does_tells_nothing_but_is_compared() -> None:
    assert excess([Stratum(5, 5, 7, 7)]) == Excess(0.0, 0.0, 5, 7)
    assert excess_in_errors(0.0, 0.0) == 0


def test_half_a_head_is_no_excess_and_fewer_are_a_negative_one() -> None:
    assert excess_in_errors(0.5, 1.0) == 0
    assert excess_in_errors(1.5, 4.0) == 0.5
    assert excess_in_errors(-1.5, 4.0) == -0.5


@given(st.integers(1, 6))
def test_several_kinds_alike_add_up(kinds: int) -> None:
    one, all_of_them = excess([SPEC]), excess([SPEC] * kinds)
    assert all_of_them.heads == pytest.approx(kinds * one.heads)
    assert all_of_them.variance == pytest.approx(kinds * one.variance)
