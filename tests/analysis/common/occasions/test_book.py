"""All reasons of a customer together."""

import numpy as np

from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.occasions.occasion import OCCASIONS, Occasion
from keyclient.analysis.common.occasions.within import Within
from keyclient.policy.parts.today import TodayPolicy
from tests.analysis.common.occasions.reasons import reasons_of, told

BOOK = (
    "customer_id|value|maturity_date|maturity_amount|last_contact|complaints\n"
    "a|90|2026-02-02|30|2025-06-01|0\nb|50|||2026-01-30|\nc|5|||2026-01-30|2\nd|120|||2026-01-30|0"
)
EVERYBODY = np.arange(4)


def test_reasons_are_told_in_their_order_each_with_its_yuan() -> None:
    first, second, third, fourth = reasons_of(BOOK).told(EVERYBODY)
    assert [(one.code, one.amount and str(one.amount)) for one in first] == [
        ("matures", "30.00"),
        ("near", "10.00"),
        ("overdue", None),
    ]
    assert [one.code for one in second] == ["key"]
    assert [one.code for one in third] == ["complaint"]
    assert [one.text for one in fourth] == ["key customer (platinum)"]


def test_only_the_reasons_that_are_asked_for_are_told() -> None:
    book = reasons_of(BOOK)
    rows = book.told(np.array([0, 2]), among=(Occasion.OVERDUE,))
    assert [[one.code for one in row] for row in rows] == [["overdue"], []]


def test_every_reason_but_that_of_a_plan_is_found_in_order() -> None:
    expected = [one.occasion for one in OCCASIONS if one.occasion is not Occasion.PLAN_DUE]
    book = reasons_of(BOOK)
    assert [*book.found] == expected
    assert len(book.found) == len(expected)


def test_what_does_not_hold_has_neither_an_amount_nor_a_day_nor_is_it_unknown() -> None:
    for one in reasons_of(BOOK).found.values():
        assert np.isnan(one.amount[~one.holds]).all()
        assert (one.day[~one.holds] == NO_DAY).all()
        assert not (one.holds & ~one.known).any()


def test_the_next_tier_and_what_she_lacks_of_it() -> None:
    book = reasons_of(BOOK)
    found = book.targets(EVERYBODY)
    assert [
        None if one is None else (one.tier, float(one.floor or 0), float(one.gap or 0)) for one in found
    ] == [
        ("platinum", 100.0, 10.0),
        ("platinum", 100.0, 50.0),
        ("gold", 40.0, 35.0),
        None,
    ]


def test_value_and_tier_are_those_of_the_newest_book() -> None:
    book = reasons_of("customer_id|value\na|50\nb|5", "customer_id|value\na|39\nb|")
    assert book.place.tolist() == [1, 2]
    assert book.key.tolist() == [True, False]
    assert book.value.tolist()[0] == 3900
    assert np.isnan(book.value[1])


def test_a_plan_looks_as_far_as_it_runs_and_no_less_than_a_list_of_calls() -> None:
    policy = TodayPolicy()
    assert Within.of_today(policy) == Within(maturing=7, birthday=7, new=30)
    assert Within.until(30, policy) == Within(maturing=30, birthday=30, new=30)
    assert Within.until(1, policy) == Within.of_today(policy)


def test_an_empty_book_has_no_reasons() -> None:
    book = reasons_of("customer_id|value")
    assert not any(told(book, occasion) for occasion in book.found)
    assert book.told(np.array([], dtype=np.int64)) == []
