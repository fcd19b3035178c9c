"""Whatever the books hold, buckets lead from opening to closing, to the fen and to the head."""

import random
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.compare.calculate import compare
from keyclient.analysis.compare.result import BookStep, CompareResult, GroupMoves
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio
from tests.analysis.books import AUM, SCORE, book
from tests.analysis.compare.series import does_close, policy_of, series
from tests.examples import costly

IDS = [*"abcdefgh", None]
GROUPS = ["li", "zhao", "qian", None]
POLICIES = (
    policy_of(),
    policy_of(({"name": "gold", "zh": "黄金", "top": 0.2}, {"name": "iron", "zh": "铁"})),
)
UNKNOWN, ROUNDED = "unknown", "rounded"
Line = tuple[str | None, float | None, str | None, str | None]
"""Number, value, manager, and what the book says of the row: that nobody knows its value, or that the number lost digits."""


def _lines(values: st.SearchStrategy[float]) -> st.SearchStrategy[list[list[Line]]]:
    """Two to six books; ids that are missing, shared, gone, back or without digits; values that are blank or nobody knows."""
    marks = st.sampled_from([None, None, None, None, UNKNOWN, ROUNDED])
    line = st.tuples(st.sampled_from(IDS), st.none() | values, st.sampled_from(GROUPS), marks)
    return st.lists(st.lists(line, min_size=1, max_size=9), min_size=2, max_size=6)


MONEY = _lines(st.integers(-(10**9), 10**13))
PLAIN = _lines(st.floats(-1e9, 1e9).map(lambda value: round(value, 6)))


def _book(lines: list[Line], measure: Measure) -> Portfolio:
    known = [line for line in lines if line[3] != UNKNOWN]
    values = [None if value is None else Decimal(str(value)) for _, value, _, _ in known]
    made = book(values, measure=measure, ids=[line[0] for line in known], manager=[line[2] for line in known])
    aside = [owner for owner, _, _, mark in lines if mark == UNKNOWN and owner is not None]
    rounded = [row for row, line in enumerate(known, 2) if line[3] == ROUNDED and line[0] is not None]
    return replace(
        made,
        aside=pd.DataFrame({"customer_id": pd.array(aside, dtype="str")}) if aside else None,
        rounded=frozenset(rounded),
    )


def _compared(books: list[list[Line]], measure: Measure, tiers: int) -> CompareResult:
    policy = POLICIES[tiers]
    made = series(*(_book(lines, measure) for lines in books), by="manager", policy=policy, measure=measure)
    return compare(made, policy, everybody=True)


def _agree(one: Decimal, other: Decimal, measure: Measure) -> bool:
    """To the fen; sums of floats within their rounding."""
    return (
        one == other if measure.decimals is not None else float(one) == pytest.approx(float(other), abs=1e-4)
    )


@costly
@given(MONEY, st.integers(0, 1))
def test_every_step_group_and_sum_closes_to_the_fen(books: list[list[Line]], tiers: int) -> None:
    result = _compared(books, AUM, tiers)
    assert all(map(does_close, result.steps))
    assert result.since_first is None or does_close(result.since_first)
    groups = result.groups or ()
    assert all(map(does_close, groups))
    assert (sum(group.opening for group in groups), sum(group.closing for group in groups)) == (
        result.opening,
        result.closing,
    )


@costly
@given(MONEY, st.integers(0, 1))
def test_opening_and_those_apart_are_what_the_book_holds(books: list[list[Line]], tiers: int) -> None:
    result = _compared(books, AUM, tiers)
    before, now = result.periods[-2:]
    apart = result.unfollowed
    assert (result.opening + apart.opening, result.closing + apart.closing) == (before.value, now.value)
    assert result.customers_opening + apart.customers_opening == before.customers
    assert result.customers_closing + apart.customers_closing == now.customers


@costly
@given(MONEY, st.integers(0, 1))
def test_each_customer_of_two_books_is_listed_once(books: list[list[Line]], tiers: int) -> None:
    result = _compared(books, AUM, tiers)
    listed = [one.customer_id for one in result.moved]
    apart = {
        owner
        for lines in books
        for owner, _, _, mark in lines
        if mark is not None or [line[0] for line in lines].count(owner) > 1
    }
    expected = {owner for lines in books[-2:] for owner, *_ in lines} - apart - {None}
    assert sorted(listed) == sorted(str(owner) for owner in expected)
    assert sum(one.customers for one in result.buckets) == len(listed)


@costly
@given(MONEY, st.integers(0, 1))
def test_the_matrix_holds_everybody_once(books: list[list[Line]], tiers: int) -> None:
    result = _compared(books, AUM, tiers)
    for cells in (result.matrix, result.matrix_own_floors):
        assert sum(cell.customers for cell in cells) == len(result.moved)
        assert sum(cell.opening for cell in cells) == result.opening
        assert sum(cell.closing for cell in cells) == result.closing


@costly
@given(PLAIN)
def test_plain_numbers_close_within_their_rounding(books: list[list[Line]]) -> None:
    result = _compared(books, SCORE, 0)
    every: list[BookStep | GroupMoves] = [*result.steps, *(result.groups or ())]
    for moves in every:
        money = moves.opening + sum((one.change for one in moves.buckets), start=Decimal(0))
        assert _agree(money, moves.closing, SCORE)


@costly
@given(st.one_of(MONEY, PLAIN), st.randoms(use_true_random=False), st.sampled_from([AUM, SCORE]))
def test_the_order_of_the_rows_does_not_matter(
    books: list[list[Line]], chance: random.Random, measure: Measure
) -> None:
    shuffled = [chance.sample(lines, len(lines)) for lines in books]
    one, other = (_compared(some, measure, 0).model_dump(mode="json") for some in (books, shuffled))
    for answer in (one, other):
        answer["moved"] = [customer | {"row": None} for customer in answer["moved"]]
    assert one == other
