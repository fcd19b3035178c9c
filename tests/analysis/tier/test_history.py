"""Tiers over several books."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from keyclient.analysis.common.refusals import EarlierMeasureError
from keyclient.analysis.tier.calculate import tier
from keyclient.analysis.tier.result import TierResult
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.policy.models import Policy
from tests.analysis.tier.tiered import MONEY, book_of, lenient, tiered, tiers_of

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


AVERAGE = Measure("aum_average", Label("AUM (average)", "月日均AUM"), ("aum_average",), MeasureKind.MONEY, 2)
RUNGS: dict[str, object] = {
    "tiers": (
        {"name": "a", "floor": 62_000, "measure": "aum_average"},
        {"name": "b", "floor": 10, "loyalty": 60},
        {"name": "c"},
    ),
    "grace": 2,
}
MARCH_31, APRIL_30, MAY_31 = dt.date(2026, 3, 31), dt.date(2026, 4, 30), dt.date(2026, 5, 31)


def _watched(*books: tuple[str, dt.date], lang: Lang = Lang.EN, dated: bool = True) -> TierResult:
    policy = Policy.model_validate({"tier": lenient(RUNGS)})
    *earlier, today = [replace(book_of(text, further=[AVERAGE]), as_of=day) for text, day in books]
    return tier(today, policy, earlier=earlier, lang=lang, dated=dated)


def _average(amount: float) -> str:
    return f"customer_id|value|aum_average|years\nanna|70000|{amount}|"


FEBRUARY_28 = dt.date(2026, 2, 28)
TWO_MISSES = (
    (_average(70_000), FEBRUARY_28),
    (_average(61_000), MARCH_31),
    (_average(60_000.5), APRIL_30),
)


def test_a_customer_on_watch_is_told_the_misses_the_day_and_the_average_that_saves_the_tier() -> None:
    (anna,) = _watched(*TWO_MISSES).watch
    assert (anna.tier, anna.misses, anna.allowed) == ("a", 2, 3)
    assert anna.drops_on == dt.date(2026, 6, 1)
    assert (anna.saves, anna.saved_by) == (Decimal(62_000), "an average of 62,000 yuan")
    (zh,) = _watched(*TWO_MISSES, lang=Lang.ZH).watch
    assert zh.saved_by == "日均达到 62,000元"


def test_the_first_miss_leaves_the_books_of_two_more_periods() -> None:
    quarters = [(_average(70_000), dt.date(2025, 12, 31)), (_average(61_000), MARCH_31)]
    (anna,) = _watched(*quarters).watch
    assert (anna.misses, anna.drops_on) == (1, dt.date(2026, 10, 1))


def test_without_data_dates_nobody_knows_the_day() -> None:
    (anna,) = _watched(*TWO_MISSES, dated=False).watch
    assert (anna.misses, anna.drops_on) == (2, None)


def test_where_loyalty_alone_is_missing_no_amount_saves_the_tier() -> None:
    head = "customer_id|value|aum_average|satisfaction\n"
    (anna,) = _watched((f"{head}anna|50|1|90", MARCH_31), (f"{head}anna|50|1|40", APRIL_30)).watch
    assert (anna.tier, anna.saves, anna.saved_by) == ("b", None, "a loyalty of 60")
    (anna,) = _watched((f"{head}anna|50|1|90", MARCH_31), (f"{head}anna|5|1|40", APRIL_30)).watch
    assert (anna.saves, anna.saved_by) == (Decimal(10), "AUM of 10 yuan and a loyalty of 60")
