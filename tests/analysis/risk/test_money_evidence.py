"""Money that is gone."""

from dataclasses import replace

import pytest

from keyclient.analysis.common.evidence.reasons import Why
from tests.analysis.risk.evident import HOLDS, QUIET, UNKNOWN, amounts, evident
from tests.analysis.risk.held import books_of
from tests.analysis.tier.tiered import MONEY, book_of


def test_down_is_thirty_percent_of_the_best_of_the_last_three_books_to_the_fen() -> None:
    books = books_of(
        "customer_id|value\na|1000\nb|100\nc|90\nd|10",
        "customer_id|value\na|100\nb|80\nc|100\nd|10",
        "customer_id|value\na|100\nb|80\nc|100\nd|10",
        "customer_id|value\na|100\nb|80\nc|100\nd|10",
        "customer_id|value\na|71\nb|56\nc|70.01\nd|20",
    )
    assert evident(books, Why.DOWN) == {"a": QUIET, "b": HOLDS, "c": QUIET, "d": QUIET}
    assert amounts(books, Why.DOWN) == {"b": "24.00"}


def test_what_a_customer_was_worth_counts_though_a_book_between_does_not_list_her() -> None:
    books = books_of("customer_id|value\na|100", "customer_id|value\nb|5", "customer_id|value\na|60\nb|5")
    assert evident(books, Why.DOWN)["a"] == HOLDS


def test_emptied_had_something_and_has_nothing_or_less() -> None:
    books = books_of(
        "customer_id|value\na|100\nb|100\nc|0\nd|-5\ne|100", "customer_id|value\na|0\nb|-20\nc|0\nd|0\ne|"
    )
    assert evident(books, Why.EMPTIED) == {"a": HOLDS, "b": HOLDS, "c": QUIET, "d": QUIET, "e": UNKNOWN}
    assert amounts(books, Why.EMPTIED) == {"a": "100.00", "b": "120.00"}


def test_without_an_earlier_book_nothing_is_known_of_what_she_had() -> None:
    books = books_of("customer_id|value\na|100\nb|0")
    assert set(evident(books, Why.EMPTIED).values()) == {UNKNOWN}
    assert set(evident(books, Why.DOWN).values()) == {UNKNOWN}


def test_her_own_column_of_changes_tells_it_from_one_book() -> None:
    books = books_of("customer_id|value|aum|aum_change\na|70|70|-30\nb|71|71|-29\nc|0|0|-50\nd|50|50|")
    assert evident(books, Why.DOWN) == {"a": HOLDS, "b": QUIET, "c": HOLDS, "d": UNKNOWN}
    assert evident(books, Why.EMPTIED)["c"] == HOLDS


def test_the_change_of_another_balance_tells_it_where_the_measure_has_none() -> None:
    text = "customer_id|value|deposits|deposits_change\na|500|70|-30\nb|500|71|-29\nc|500||-10"
    books = books_of(book_of(text, measure=MONEY))
    assert evident(books, Why.DOWN) == {"a": HOLDS, "b": QUIET, "c": UNKNOWN}
    assert amounts(books, Why.DOWN) == {"a": "30.00"}


def test_a_fall_of_deposits_is_none_where_the_measure_tells_of_all_she_has() -> None:
    books = books_of(
        "customer_id|value|aum\na|100|100",
        "customer_id|value|aum|deposits|deposits_change\na|100|100|10|-90",
    )
    assert evident(books, Why.DOWN) == {"a": QUIET}


def test_whoever_came_since_the_last_book_has_lost_nothing() -> None:
    books = books_of("customer_id|value\na|100", "customer_id|value\na|100\nb|50")
    assert evident(books, Why.DOWN)["b"] == QUIET


def test_whoever_was_with_the_bank_before_and_not_in_the_book_is_unknown() -> None:
    books = books_of(
        "customer_id|value\na|100",
        "customer_id|value|open_date\na|100|\nb|50|2020-05-01\nc|50|2026-02-10",
    )
    found = evident(books, Why.DOWN)
    assert (found["b"], found["c"]) == (UNKNOWN, QUIET)


def test_whoever_has_no_number_of_her_own_is_unknown() -> None:
    books = books_of("customer_id|value\na|100\nb|100\nb|100", "customer_id|value\na|10\nb|10\n|10")
    found = evident(books, Why.DOWN)
    assert (found["b"], found["?"]) == (UNKNOWN, UNKNOWN)


def test_a_number_that_has_lost_digits_follows_nobody() -> None:
    new = replace(book_of("customer_id|value\n62000000000000000|10"), rounded=frozenset({2}))
    books = books_of("customer_id|value\n62000000000000001|100", new)
    assert evident(books, Why.DOWN) == {"62000000000000000": UNKNOWN}


@pytest.mark.parametrize(
    ("word", "value", "verdict"),
    [
        ("铂金", "99.99", HOLDS),
        ("铂金客户", "100", QUIET),
        ("gold", "39", HOLDS),
        ("铁", "0", QUIET),
        ("", "1", UNKNOWN),
        ("蓝卡", "1", UNKNOWN),
        ("铂金", "", UNKNOWN),
    ],
)
def test_under_the_floor_of_the_tier_that_the_book_gives(word: str, value: str, verdict: str) -> None:
    tiers = (
        {"name": "platinum", "zh": "铂金", "floor": 100},
        {"name": "gold", "zh": "黄金", "floor": 40},
        {"name": "iron", "zh": "铁"},
    )
    books = books_of(f"customer_id|value|book_tier\na|{value}|{word}", tiers=tiers)
    assert evident(books, Why.UNDER_FLOOR) == {"a": verdict}


def test_what_is_short_of_the_floor_is_told_in_yuan() -> None:
    books = books_of("customer_id|value|book_tier\na|99.5|platinum")
    assert amounts(books, Why.UNDER_FLOOR) == {"a": "0.50"}
