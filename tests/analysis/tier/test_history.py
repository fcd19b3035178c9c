"""Tiers over several books."""

from dataclasses import replace

import pytest

from keyclient.analysis.common.refusals import EarlierMeasureError
from keyclient.analysis.tier.calculate import tier
from keyclient.policy.models import Policy
from tests.analysis.tier.tiered import MONEY, book_of, tiered, tiers_of

TIERS: dict[str, object] = {
    "tiers": ({"name": "a", "floor": 100}, {"name": "b", "floor": 10}, {"name": "c"}),
    "grace": 2,
}
JANUARY = "customer_id|value\nanna|200\nbob|50\ncarl|5\ndora|150"
FEBRUARY = "customer_id|value\nanna|50\nbob|50\ncarl|120\ndora|5"
MARCH = "customer_id|value\nanna|50\nbob|5\ncarl|20\ndora|5\nemil|30"
APRIL = "customer_id|value\nanna|50\nbob|500\ncarl|120\ndora|5\nemil|3\n|7\nfred|9"


def test_six_months_of_a_branch() -> None:
    result = tiered(APRIL, TIERS, earlier=[JANUARY, FEBRUARY, MARCH])
    assert tiers_of(result) == {
        "bob": "a",
        "carl": "a",
        "anna": "b",
        "fred": "c",
        "row 7": "c",
        "dora": "c",
        "emil": "b",
    }
    assert {customer.customer_id: customer.watch for customer in result.top if customer.watch} == {"emil": 1}


def test_what_became_of_the_customers_is_counted() -> None:
    history = tiered(APRIL, TIERS, earlier=[JANUARY, FEBRUARY, MARCH]).history
    assert history is not None
    assert (history.matched, history.risen, history.fallen, history.watched) == (5, 1, 2, 1)
    assert [(book.customers, book.matched) for book in history.books] == [(4, 4), (4, 4), (5, 5)]


def test_the_watch_list_tells_what_is_kept_and_where_it_would_fall() -> None:
    result = tiered(MARCH, TIERS, earlier=[JANUARY, FEBRUARY])
    assert [(c.customer_id, c.tier, c.falls_to, c.watch) for c in result.watch] == [
        ("anna", "a", "b", 2),
        ("carl", "a", "b", 1),
        ("bob", "b", "c", 1),
        ("dora", "a", "c", 2),
    ]


def test_tiers_are_counted_as_they_are_held() -> None:
    result = tiered(MARCH, TIERS, earlier=[JANUARY, FEBRUARY])
    assert {size.tier: size.customers for size in result.tiers} == {"a": 3, "b": 2, "c": 0}


def test_near_is_the_tier_above_the_one_held() -> None:
    result = tiered(
        "customer_id|value\nanna|95\nbob|9.5", TIERS, earlier=["customer_id|value\nanna|10\nbob|10"]
    )
    assert [(c.customer_id, c.tier, c.next_tier) for c in result.near] == [("anna", "b", "a")]


def test_floors_of_a_share_are_those_of_each_book() -> None:
    before = "customer_id|value\n" + "\n".join(f"c{n}|{n}" for n in range(1, 21))
    today = "customer_id|value\n" + "\n".join(f"c{n}|{n * 100}" for n in range(1, 21))
    result = tiered(today, earlier=[before])
    assert result.history is not None
    assert (result.history.risen, result.history.fallen, result.history.watched) == (0, 0, 0)


def test_ids_that_several_customers_share_are_not_followed() -> None:
    result = tiered(
        "customer_id|value\nanna|50\nanna|5\nbob|5",
        TIERS,
        earlier=["customer_id|value\nanna|200\nbob|50\n|9"],
    )
    assert [(c.tier, c.watch) for c in result.top] == [("b", 0), ("c", 0), ("b", 1)]
    assert result.history is not None
    assert [(book.customers, book.matched) for book in result.history.books] == [(3, 2)]


def test_without_earlier_books_there_is_no_history() -> None:
    result = tiered(APRIL, TIERS)
    assert (result.history, len(result.watch)) == (None, 0)
    assert {customer.watch for customer in result.top} == {None}


def test_books_by_different_measures_are_refused() -> None:
    old = book_of(JANUARY, measure=MONEY)
    with pytest.raises(EarlierMeasureError, match="ranked by revenue, the book of today by AUM"):
        tier(book_of(APRIL), Policy(), earlier=[old])
    with pytest.raises(EarlierMeasureError):
        tier(book_of(APRIL), Policy(), earlier=[replace(old, measure=None)])
