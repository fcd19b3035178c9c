"""What the work brought: those worked on against customers like them who were left alone."""

from pathlib import Path

import numpy as np
import pytest

from keyclient.analysis.plan.verify.returns import Compared, returns, strata
from keyclient.analysis.plan.verify_result import Return
from keyclient.policy.parts.plan import PlanPolicy
from tests.analysis.books import AUM
from tests.analysis.plan.verify.verifying import JUNE, PLANNED, book, line, verified

_YUAN = 100


def _found(worked: int, alone: int, gain: float, *, policy: PlanPolicy | None = None) -> Return:
    """Of one tier: some worked on who gain so many yuan, and some left alone who gain nothing; all give or take one."""
    size = worked + alone
    noise = np.where(np.arange(size) % 2 == 0, 1.0, -1.0)
    before = np.full(size, 1000.0 * _YUAN)
    is_worked = np.arange(size) < worked
    after = before + (noise + np.where(is_worked, gain, 0)) * _YUAN
    compared = Compared(before, after, np.zeros(size, dtype=np.int64), is_worked, ~is_worked)
    return returns(compared, AUM, policy or PlanPolicy())


def test_a_gain_that_chance_does_not_explain_is_better() -> None:
    found = _found(10, 10, 5)
    assert (found.verdict, found.worked, found.left_alone) == ("better", 10, 10)
    assert (found.worked_change, found.left_alone_change, found.difference) == (5, 0, 5)
    assert found.low is not None
    assert 3.5 < found.low < 5


def test_a_gain_within_chance_is_no_better_nor_is_a_loss() -> None:
    assert _found(10, 10, 0.5).verdict == "no_better"
    assert _found(10, 10, -5).verdict == "no_better"


@pytest.mark.parametrize(("worked", "alone"), [(9, 100), (100, 9), (0, 50), (50, 0)])
def test_under_ten_a_side_nothing_is_said(worked: int, alone: int) -> None:
    found = _found(worked, alone, 5)
    assert found.verdict == "too_few"
    assert (found.worked_change, found.left_alone_change, found.difference, found.low, found.high) == (
        None,
    ) * 5


def test_how_few_are_too_few_is_a_matter_of_the_policy() -> None:
    assert _found(9, 9, 5, policy=PlanPolicy(few=9)).verdict == "better"


def test_large_customers_are_compared_with_large_ones() -> None:
    """The large gain 100 and the small 1 whoever works on them; the work is with the large, and brings nothing."""
    before = np.array([1_000_000.0] * 24 + [1000.0] * 200)
    gain = np.array([100.0, 101.0] * 12 + [1.0, 2.0] * 100)
    worked = np.array([True, True, False, False] * 6 + [False] * 200)
    tier = np.array([0] * 24 + [1] * 200)
    found = returns(Compared(before, before + gain, tier, worked, ~worked), AUM, PlanPolicy())
    assert (found.worked, found.left_alone, found.difference) == (12, 12, 0)
    assert found.verdict == "no_better"


def test_whoever_has_nobody_like_her_left_alone_is_counted_apart() -> None:
    before = np.array([5000.0] * 12 + [1000.0] * 40)
    worked = np.array([True] * 12 + [True] * 10 + [False] * 30)
    tier = np.array([0] * 12 + [1] * 40)
    after = before + np.tile([1.0, 2.0], 26)
    after[13] = np.nan
    found = returns(Compared(before, after, tier, worked, ~worked), AUM, PlanPolicy(few=9))
    assert (found.worked, found.left_alone, found.unmatched, found.unknown) == (9, 30, 12, 1)


def test_equal_values_of_a_tier_are_of_one_kind_and_blank_ones_of_the_lowest() -> None:
    values = np.array([1.0, 2, 2, 2, 3, np.nan, 50])
    assert strata(np.array([1, 1, 1, 1, 1, 1, 0]), values, 2).tolist() == [2, 3, 3, 3, 3, 2, 1]


def test_worked_on_is_who_has_a_line_in_progress_or_was_contacted_and_the_rest_is_left_alone(
    tmp_path: Path,
) -> None:
    """Of forty, ten have lines in progress, ten with lines to do were called after April, five were called without a line."""
    ids = [f"c{number:02}" for number in range(40)]
    called = {*ids[10:25]}
    own = book(
        tmp_path, PLANNED, "客户号,AUM,最近联系日期\n" + "".join(f"{one},1000,2026-04-01\n" for one in ids)
    )
    june = book(
        tmp_path,
        JUNE,
        "客户号,AUM,最近联系日期\n"
        + "".join(
            f"{one},{1000 + at % 2 + (100 if at < 20 else 0)},{'2026-05-04' if one in called else '2026-04-01'}\n"
            for at, one in enumerate(ids)
        ),
    )
    lines = [line(one, "aum >= 1", status="doing" if at < 10 else "todo") for at, one in enumerate(ids[:22])]
    found = verified(own, lines, june).result.return_
    assert (found.worked, found.left_alone, found.verdict) == (22, 15, "better")
    assert found.difference == pytest.approx(90.9, abs=0.2)
