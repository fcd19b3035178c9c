"""By what a customer is found again in the next book."""

from dataclasses import replace

from keyclient.analysis.common.customer_keys import customer_keys
from tests.analysis.tier.tiered import book_of


def keys(text: str) -> list[str]:
    return customer_keys(book_of(text)).key.tolist()


def test_a_customer_id_of_her_own_is_enough() -> None:
    assert keys("customer_id|value|name\n001|5|王芳\n002|6|王芳\n") == ["001", "002"]


def test_customers_who_share_an_id_are_told_apart_by_who_they_are() -> None:
    found = customer_keys(book_of("customer_id|value|name\n001|5|王芳\n001|6|李娜\n"))
    assert found.key.tolist() == ["001||王芳|", "001||李娜|"]
    assert not found.weak.any()


def test_without_anything_else_the_row_has_to_help_and_that_is_told() -> None:
    found = customer_keys(book_of("customer_id|value|name\n|5|王芳\n|6|王芳\n|7|李娜\n"))
    assert found.weak.tolist() == [True, True, False]
    assert len(set(found.key)) == 3


def test_an_id_that_has_lost_digits_is_not_trusted_alone() -> None:
    book = book_of("customer_id|value|name\n6217000000000000|5|王芳\n")
    assert customer_keys(replace(book, rounded=frozenset({2}))).key.tolist() == ["6217000000000000||王芳|"]
