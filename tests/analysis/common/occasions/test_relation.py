"""A contact that is overdue, or a complaint, is a reason to get in touch."""

from keyclient.analysis.common.occasions.occasion import Occasion
from tests.analysis.common.occasions.reasons import reasons_of, told, unknown


def test_a_contact_is_overdue_by_the_interval_of_her_tier() -> None:
    book = reasons_of(
        "customer_id|value|last_contact\na|100|2025-12-31\nb|100|2026-01-01\nc|50|2025-12-31\nd|5|2025-08-03\ne|50|"
    )
    assert list(told(book, Occasion.OVERDUE)) == ["a", "d"]
    assert unknown(book, Occasion.OVERDUE) == ["e"]


def test_the_words_say_where_the_tier_is_from_if_it_is_not_the_one_held() -> None:
    before = "customer_id|value\na|5\nb|5\nc|100"
    between = "customer_id|value\na|5\nb|5\nc|5"
    now = "customer_id|value|book_tier|last_contact\na|5||2025-01-01\nb|5|gold|2025-01-01\nc|5||2025-01-01"
    assert told(reasons_of(before, between, between, now), Occasion.OVERDUE) == {
        "a": "no contact for 484 days (iron: 180)",
        "b": "no contact for 484 days (gold, the tier in the book: 90)",
        "c": "no contact for 484 days (platinum, the tier before: 30)",
    }


def test_a_new_customer_is_not_overdue_but_may_complain() -> None:
    book = reasons_of(
        "customer_id|value|last_contact|open_date|complaints\n"
        "a|100|2025-06-01|2026-01-20|1\nb|100|2025-06-01|2020-01-01|0\nc|100|2025-06-01|2020-01-01|"
    )
    assert list(told(book, Occasion.OVERDUE)) == ["b", "c"]
    assert told(book, Occasion.COMPLAINT) == {"a": "complaints: 1"}
    assert unknown(book, Occasion.COMPLAINT) == ["c"]
