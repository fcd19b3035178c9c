"""Earlier books of which nobody knows when they were."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from keyclient.analysis.common.evidence.books import RiskBooks, risk_books
from keyclient.analysis.common.evidence.reasons import Why
from tests.analysis.risk.evident import HOLDS, QUIET, UNKNOWN, evident
from tests.analysis.risk.held import policy_of
from tests.analysis.tier.tiered import book_of

BOOK = """
customer_id|value|last_contact|open_date|complaints|maturity_date|maturity_amount
a|120|2025-01-05|2020-01-01|1|2026-02-05|120
"""
DAYS = (Why.OVERDUE, Why.MATURING)


def books(dated: Sequence[bool]) -> RiskBooks:
    """The same customers three times, all files of one day."""
    day = dt.date(2026, 1, 31)
    portfolios = [
        replace(book_of(BOOK.replace("value", "value|aum", 1).replace("|120|", "|120|120|", 1)), as_of=day)
        for _ in dated
    ]
    return risk_books(portfolios, policy_of(), dated=dated)


@pytest.mark.parametrize("why", DAYS)
def test_in_an_earlier_book_without_a_data_date_no_days_are_counted(why: Why) -> None:
    found = books([False, True, False])
    assert [evident(found, why, book)["a"] for book in range(3)] == [UNKNOWN, HOLDS, HOLDS]


def test_what_is_no_matter_of_days_is_known_without_a_data_date() -> None:
    found = books([False, False, False])
    assert [evident(found, Why.COMPLAINT, book)["a"] for book in range(3)] == [HOLDS] * 3
    assert [evident(found, Why.DOWN, book)["a"] for book in (1, 2)] == [QUIET] * 2
