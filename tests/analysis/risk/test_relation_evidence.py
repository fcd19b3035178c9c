"""A relation that has cooled."""

import pytest

from keyclient.analysis.common.evidence.reasons import Why
from tests.analysis.risk.evident import HOLDS, QUIET, UNKNOWN, evident
from tests.analysis.risk.held import books_of


def test_contact_is_overdue_after_the_days_of_her_tier() -> None:
    books = books_of(
        "customer_id|value|last_contact\n"
        "a|100|2026-01-01\nb|100|2025-12-31\nc|50|2025-11-02\nd|50|2025-11-01\ne|1|2025-08-04\nf|1|2025-08-03\ng|100|"
    )
    assert evident(books, Why.OVERDUE) == {
        "a": QUIET,
        "b": HOLDS,
        "c": QUIET,
        "d": HOLDS,
        "e": QUIET,
        "f": HOLDS,
        "g": UNKNOWN,
    }


def test_a_contact_after_the_data_date_says_nothing() -> None:
    assert evident(books_of("customer_id|value|last_contact\na|100|2026-02-03"), Why.OVERDUE) == {
        "a": UNKNOWN
    }


def test_the_days_are_those_of_the_tier_that_makes_her_a_key_customer() -> None:
    books = books_of("customer_id|value|last_contact|book_tier\na|1|2025-12-15|platinum\nb|1|2025-12-15|")
    assert evident(books, Why.OVERDUE) == {"a": HOLDS, "b": QUIET}


def test_a_complaint_is_one_or_more() -> None:
    books = books_of("customer_id|value|complaints\na|100|2\nb|100|0\nc|100|")
    assert evident(books, Why.COMPLAINT) == {"a": HOLDS, "b": QUIET, "c": UNKNOWN}


def test_nobody_looks_after_a_customer_without_a_manager_in_a_book_that_names_them() -> None:
    assert evident(books_of("customer_id|value|manager\na|9|Li\nb|9|"), Why.NO_OWNER) == {
        "a": QUIET,
        "b": HOLDS,
    }
    assert evident(books_of("customer_id|value|manager\na|9|\nb|9|"), Why.NO_OWNER) == {
        "a": UNKNOWN,
        "b": UNKNOWN,
    }
    assert evident(books_of("customer_id|value\na|9"), Why.NO_OWNER) == {"a": UNKNOWN}


def test_another_manager_than_in_the_last_book_alone_counts_however_the_name_is_written() -> None:
    books = books_of(
        "customer_id|value|manager\na|9|Wu\nb|9|Sun\nc|9|Li Na\nd|9|",
        "customer_id|value|manager\na|9|Li\nb|9|Li\nc|9|Li Na\nd|9|Li",
        "customer_id|value|manager\na|9|Li\nb|9|Sun\nc|9|ＬＩ　na\nd|9|\ne|9|Li",
    )
    assert evident(books, Why.MANAGER_CHANGED) == {
        "a": QUIET,
        "b": HOLDS,
        "c": QUIET,
        "d": UNKNOWN,
        "e": UNKNOWN,
    }


def test_a_word_for_nobody_is_no_owner_also_where_it_stands_for_all() -> None:
    books = books_of("customer_id|value|manager\na|9|Li\nb|9|待分配\nc|9|")
    assert evident(books, Why.NO_OWNER) == {"a": QUIET, "b": HOLDS, "c": HOLDS}
    assert evident(books_of("customer_id|value|manager\na|9|公共户"), Why.NO_OWNER) == {"a": HOLDS}


def test_whoever_was_nobodys_has_no_other_manager_now() -> None:
    old, new = "customer_id|value|manager\na|9|待分配", "customer_id|value|manager\na|9|Li"
    assert evident(books_of(old, new), Why.MANAGER_CHANGED) == {"a": UNKNOWN}


@pytest.mark.parametrize("why", [Why.OVERDUE, Why.COMPLAINT, Why.NO_OWNER, Why.MANAGER_CHANGED])
def test_with_a_customer_of_a_few_days_the_relation_has_not_begun(why: Why) -> None:
    old = "customer_id|value|manager\na|9|Wu\nb|9|Wu\nd|9|Wu"
    new = (
        "customer_id|value|manager|complaints|last_contact|open_date\n"
        "a|9|Li|1|2020-01-01|2026-01-30\nb|9|Li|1|2020-01-01|2026-01-29\nc|9||1||2026-02-20\nd|9|Wu|||"
    )
    found = evident(books_of(old, new), why)
    assert (found["a"], found["c"]) == (QUIET, QUIET)
    assert found["b"] == (QUIET if why is Why.NO_OWNER else HOLDS)
