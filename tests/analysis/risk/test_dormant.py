"""Customers who are worth next to nothing and move nothing."""

from keyclient.analysis.risk.dormant import dormant
from tests.analysis.books import figures
from tests.analysis.risk.held import books_of, policy_of


def test_under_a_hundred_yuan_and_a_year_without_a_transaction() -> None:
    """The book is of 31 January 2026: 365 days before it is 31 January 2025."""
    text = """
    value|last_transaction
    99.99|2025-01-31
    100|2025-01-31
    99.99|2025-02-01
    0|2019-06-30
    |2019-06-30
    50|
    """
    found = dormant(books_of(text), policy_of())
    assert found is not None
    assert (found.customers, str(found.value)) == (2, "99.99")


def test_amount_and_days_are_those_of_the_policy() -> None:
    settings = {"dormant_under": 1000, "dormant_days": 30}
    text = "value|last_transaction\n999|2026-01-01\n999|2026-01-02\n1000|2020-01-01"
    found = dormant(books_of(text, settings=settings), policy_of(settings))
    assert found is not None
    assert figures(found.customers, found.value) == (1, 999)


def test_nothing_is_known_without_dates_of_transactions() -> None:
    assert dormant(books_of("value|last_contact\n5|2019-01-01"), policy_of()) is None


def test_only_the_newest_book_counts() -> None:
    old, new = "value|last_transaction\n5|2019-01-01", "value|last_transaction\n5|2026-02-01"
    found = dormant(books_of(old, new), policy_of())
    assert found is not None
    assert found.customers == 0


def test_a_transaction_after_the_data_date_is_none_that_is_missing() -> None:
    found = dormant(books_of("value|last_transaction\n5|2027-01-01"), policy_of())
    assert found is not None
    assert found.customers == 0
