"""Whether warnings came true."""

from dataclasses import replace

import pytest

from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.risk.backtest import backtests_of
from keyclient.policy.parts.risk import RiskPolicy
from tests.analysis.risk.past import judged, trial

SPEC = ((12, True, True), (28, True, False), (29, False, True), (931, False, False))


def test_twelve_of_forty_against_twenty_nine_of_nine_hundred_and_sixty_is_nearly_ten_times_as_many() -> None:
    found = judged(trial(*SPEC))
    assert (found.flagged, found.fell, found.others, found.others_fell) == (40, 12, 960, 29)
    assert found.rate == 0.3
    assert (found.low, found.high) == pytest.approx((0.1807, 0.4543), abs=5e-5)
    assert found.others_rate == pytest.approx(0.0302, abs=5e-5)
    assert (found.others_low, found.others_high) == pytest.approx((0.0211, 0.0430), abs=5e-5)
    assert found.lift == pytest.approx(9.93, abs=5e-3)
    assert (found.reason, found.verdict) == ("overdue", "better")


def test_books_are_pooled_and_a_customer_counts_in_each() -> None:
    found = judged(trial(*SPEC), trial(*SPEC))
    assert (found.flagged, found.fell, found.others, found.others_fell) == (80, 24, 1920, 58)


def test_equal_rates_do_no_better() -> None:
    assert judged(
        trial((30, True, True), (70, True, False), (30, False, True), (70, False, False))
    ).verdict == ("no_better")


def test_those_flagged_who_fall_less_do_no_better() -> None:
    assert judged(
        trial((1, True, True), (99, True, False), (60, False, True), (40, False, False))
    ).verdict == ("no_better")


@pytest.mark.parametrize(("flagged", "others"), [(9, 900), (900, 9)])
def test_too_few_on_either_side_are_not_judged(flagged: int, others: int) -> None:
    assert judged(trial((flagged, True, True), (others, False, False))).verdict == "too_few"
    assert judged(trial((flagged, True, True), (others, False, False)), few=9).verdict == "better"


def test_nobody_flagged_has_no_rate_and_no_lift() -> None:
    found = judged(trial((50, False, True), (50, False, False)))
    assert (found.flagged, found.rate, found.low, found.lift, found.verdict) == (
        0,
        None,
        None,
        None,
        "too_few",
    )
    assert found.others_rate == 0.5


def test_nobody_else_fell_leaves_no_lift_but_a_verdict() -> None:
    found = judged(trial((20, True, True), (20, True, False), (200, False, False)))
    assert (found.lift, found.verdict) == (None, "better")


def test_a_reason_that_only_finds_those_who_fall_anyway_does_no_better() -> None:
    """It flags small customers, and small customers fall more often: among like ones it says nothing."""
    groups = (
        (80, True, True),
        (80, True, False),
        (20, False, True),
        (20, False, False),
        (4, True, True),
        (36, True, False),
        (16, False, True),
        (144, False, False),
    )
    apart = judged(trial(*groups, kind=[0] * 4 + [1] * 4))
    assert apart.verdict == "no_better"
    assert apart.expected_rate == apart.rate == 84 / 200
    whole = judged(trial(*groups))
    assert whole.verdict == "better"
    assert whole.expected_rate == pytest.approx((84 + 36) / 400)


def test_customers_who_have_nobody_to_be_compared_with_are_too_few() -> None:
    found = judged(trial((40, True, True), (400, False, False), kind=[0, 1]))
    assert (found.lift, found.verdict, found.expected_rate) == (None, "too_few", 1.0)


def test_those_flagged_who_fall_less_need_nobody_of_like_value_to_do_no_better() -> None:
    found = judged(trial((40, True, False), (200, False, True), (200, False, False), kind=[0, 1, 1]))
    assert (found.rate, found.verdict) == (0.0, "no_better")


def test_one_customer_in_twelve_books_is_not_twelve_witnesses() -> None:
    """Three flagged customers who fall in every book, among forty of whom one in ten does."""
    books = [((3, True, True), (9, True, False), (3, False, True), (25, False, False))] * 12
    same = judged(*(trial(*groups) for groups in books))
    others = judged(*(trial(*groups, first=number * 40) for number, groups in enumerate(books)))
    assert (same.flagged, same.fell) == (others.flagged, others.fell)
    assert (same.verdict, others.verdict) == ("no_better", "better")


def test_three_of_fifteen_are_enough_where_hardly_anybody_else_falls() -> None:
    few = ((3, True, True), (12, True, False), (20, False, True), (980, False, False))
    assert judged(trial(*few)).verdict == "better"


def test_only_customers_of_whom_a_reason_is_known_count_and_a_reason_that_no_book_tells_is_left_out() -> None:
    found = backtests_of([trial(*SPEC, why=Why.COMPLAINT), trial(*SPEC, why=Why.DOWN)], RiskPolicy())
    assert {one.reason: one.flagged + one.others for one in found} == {"down": 1000, "complaint": 1000}


def test_nothing_is_said_without_trials() -> None:
    assert backtests_of([], RiskPolicy()) == ()


def test_whoever_is_emptied_is_tried_by_who_leaves_on_both_sides() -> None:
    everybody = trial((20, True, False), (20, False, True), why=Why.EMPTIED)
    assert (judged(everybody).fell, judged(everybody).others_fell) == (0, 0)
    leaving = replace(everybody, left=everybody.holds[Why.EMPTIED])
    assert (judged(leaving).fell, judged(leaving).others_fell) == (20, 0)
    assert judged(trial((20, True, False), (20, False, True))).others_fell == 20
