"""By what a call is found again tomorrow."""

from dataclasses import replace

from keyclient.analysis.today.call_id import call_ids, masked_ids
from tests.analysis.tier.tiered import book_of


def ids(text: str) -> list[str]:
    """Those of all customers of a book."""
    portfolio = book_of(text)
    return call_ids(portfolio)


def test_a_customer_has_the_same_id_in_every_book_whatever_her_row_and_balance() -> None:
    before = ids("customer_id|name|value\n007|Li|1\n008|Wu|2")
    after = ids("customer_id|name|value\n001|Xu|5\n008|Wu|9\n007|Li|3")
    assert before == [after[2], after[1]]
    assert all(len(one) == 10 and one.isalnum() for one in before)


def test_without_a_number_she_is_known_by_name_and_birth_date() -> None:
    before = ids("customer_id|name|birth_date|value\n|Li|1980-01-01|1\n|Li|1990-01-01|2")
    after = ids("customer_id|name|birth_date|value\n|Li|1990-01-01|5\n|Li|1980-01-01|4")
    assert before == after[::-1]


def test_whoever_shares_number_and_name_is_told_apart_by_the_row() -> None:
    found = ids("customer_id|name|value\n1|Li|1\n1|Li|2\n1|Wu|3\n||4\n||5")
    assert len(set(found)) == 5


def test_a_shared_number_with_another_name_is_known_again() -> None:
    before = ids("customer_id|name|value\n1|Li|1\n1|Wu|3")
    assert before == ids("customer_id|name|value\n1|Wu|3\n1|Li|1")[::-1]


def test_a_masked_id_says_nothing_but_the_row() -> None:
    assert masked_ids([2, 30]) == ["#2", "#30"]


def test_an_id_that_has_lost_digits_does_not_stand_for_all_who_have_it_now() -> None:
    before = book_of("customer_id|name|value\n6217000000000000|Li|1")
    after = book_of("customer_id|name|value\n6217000000000000|Wu|1")
    assert call_ids(before) == call_ids(after)
    lost = [call_ids(replace(book, rounded=frozenset({2})))[0] for book in (before, after)]
    assert lost[0] != lost[1]
