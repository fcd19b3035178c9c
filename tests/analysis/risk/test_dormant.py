"""Customers who are worth next to nothing and move nothing."""

import pytest

from keyclient.analysis.common.evidence.dormant import dormant
from keyclient.model.label import Label
from keyclient.model.measure import Measure, MeasureKind
from tests.analysis.books import figures
from tests.analysis.risk.held import books_of, policy_of
from tests.analysis.tier.tiered import MONEY, book_of

LOANS = Measure("loans", Label("loans", "贷款"), ("loans",), MeasureKind.MONEY, 2)
POINTS = Measure("points", Label("points", "积分"), ("points",), MeasureKind.NUMBER, 2)


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


def test_dormant_is_who_has_little_with_the_bank_whatever_customers_are_ranked_by() -> None:
    text = "value|revenue|aum|last_transaction\n1|1|9000000|2019-01-01\n500|500|20|2019-01-01"
    found = dormant(books_of(book_of(text, measure=MONEY)), policy_of())
    assert found is not None
    assert (found.customers, str(found.value)) == (1, "20.00")


@pytest.mark.parametrize("measure", [MONEY, POINTS, LOANS])
def test_nothing_is_known_where_the_book_says_nothing_of_what_customers_have(measure: Measure) -> None:
    text = f"value|{measure.name}|last_transaction\n1|1|2019-01-01"
    assert dormant(books_of(book_of(text, measure=measure)), policy_of()) is None


def test_only_the_newest_book_counts() -> None:
    old, new = "value|last_transaction\n5|2019-01-01", "value|last_transaction\n5|2026-02-01"
    found = dormant(books_of(old, new), policy_of())
    assert found is not None
    assert found.customers == 0


def test_a_transaction_after_the_data_date_is_none_that_is_missing() -> None:
    found = dormant(books_of("value|last_transaction\n5|2027-01-01"), policy_of())
    assert found is not None
    assert found.customers == 0
