"""Back-tests of books in which chance alone rules, and of books with a planted sign."""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

import pytest

from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.risk.backtest import backtests
from keyclient.analysis.risk.result import BackTest
from tests.analysis.risk.chance import POLICY, SIGNS, VALUES, by_chance, planted

FEW_SEEDS, SEEDS = range(1), range(int(os.environ.get("KEYCLIENT_SEEDS", "4")))
"""A whole trial is one of a hundred seeds: `KEYCLIENT_SEEDS=100 python -m pytest -m judgement tests/analysis/risk`."""
LUCKY = 0.05
"""The share of reasons that chance may make look better."""


def trials_of(books: Callable[[int], RiskBooks], seeds: Iterable[int]) -> list[BackTest]:
    """Every reason of every seed."""
    return [one for seed in seeds for one in backtests(books(seed), POLICY)]


def verdicts(tests: Iterable[BackTest]) -> Counter[str]:
    """How many reasons there are of each verdict."""
    return Counter(one.verdict for one in tests)


def is_hardly_ever_better(tests: Iterable[BackTest]) -> bool:
    """Whether, of the reasons that were judged, at least 95 % do no better."""
    found = verdicts(tests)
    return found["better"] <= LUCKY * (found["better"] + found["no_better"])


def test_by_chance_alone_reasons_do_no_better() -> None:
    tests = [one for course in VALUES for one in trials_of(partial(by_chance, course), FEW_SEEDS)]
    assert is_hardly_ever_better(tests)
    assert verdicts(tests)["no_better"] >= len(tests) * 0.8


@pytest.mark.parametrize("course", VALUES)
def test_books_by_chance_have_enough_of_most_reasons_to_judge_them(course: str) -> None:
    judged = {one.reason for one in backtests(by_chance(course, 0), POLICY) if one.verdict != "too_few"}
    assert judged >= {
        Why.OVERDUE,
        Why.COMPLAINT,
        Why.ONE_PRODUCT,
        Why.MANAGER_CHANGED,
        Why.WALLET,
        Why.MATURING,
    }


@pytest.mark.judgement
@pytest.mark.parametrize("keeps", [0.5, 1.0])
@pytest.mark.parametrize("course", VALUES)
def test_over_many_seeds_reasons_do_no_better(course: str, keeps: float) -> None:
    assert is_hardly_ever_better(trials_of(partial(by_chance, course, keeps=keeps), SEEDS))


@pytest.mark.judgement
@pytest.mark.parametrize("course", ["random_walk", "restless_and_calm"])
@pytest.mark.parametrize(("books", "customers"), [(3, 200), (12, 300)])
def test_neither_few_books_nor_many_make_chance_look_better(course: str, books: int, customers: int) -> None:
    tests = trials_of(partial(by_chance, course, books=books, customers=customers), SEEDS)
    assert is_hardly_ever_better(tests)


@pytest.mark.parametrize("seeds", [FEW_SEEDS, pytest.param(SEEDS, marks=pytest.mark.judgement)])
@pytest.mark.parametrize("reason", SIGNS)
def test_a_planted_sign_does_better_and_the_other_reasons_do_not(reason: str, seeds: range) -> None:
    tests = trials_of(partial(planted, reason), seeds)
    assert {one.verdict for one in tests if one.reason == reason} == {"better"}
    assert is_hardly_ever_better(one for one in tests if one.reason != reason)
    assert all(one.lift is not None and one.lift > 2 for one in tests if one.reason == reason)


def test_two_books_are_no_trial() -> None:
    assert backtests(by_chance("random_walk", 0, books=2), POLICY) == ()
