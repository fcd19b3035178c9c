"""Customers who have next to nothing with the bank and move nothing."""

from decimal import Decimal
from typing import NamedTuple

import numpy as np

from keyclient.analysis.common.evidence.books import Flags, Numbers, RiskBooks
from keyclient.analysis.common.evidence.columns import assets, days_ago
from keyclient.analysis.common.evidence.finding import YUAN
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.policy.models import Policy

_DATES = "last_transaction"


class Dormant(NamedTuple):
    """How many there are, and what they have together."""

    customers: int
    value: Decimal
    """In yuan."""


class Still(NamedTuple):
    """Who is dormant, one entry a customer of the newest book."""

    is_dormant: Flags
    known: Flags
    """Whether the book says what she has, and either that it is enough or when she last moved anything."""
    balance: Numbers
    """In fen; NaN where the book does not say."""
    days: Numbers
    """Since the last transaction; NaN where the book does not say."""


def still(books: RiskBooks, policy: Policy) -> Still:
    """Customers who have less with the bank than the amount of the policy, and no transaction for its days.

    One with exactly the amount is not under it; the last of the days counts: a transaction 365 days ago is 365 days without one.
    Blank values and blank dates are unknown, not dormant.
    """
    book, risk = books.books[-1].portfolio, policy.risk
    balance, days = assets(book, books.measure), days_ago(book, _DATES)
    is_under = balance < float(YUAN.units(Decimal(str(risk.dormant_under))))
    known = ~np.isnan(balance) & (~is_under | ~np.isnan(days))
    return Still(is_under & (days >= risk.dormant_days), known, balance, days)


def dormant(books: RiskBooks, policy: Policy) -> Dormant | None:
    """All of them; see `still`.

    None without a column of dates, and where the book does not say what customers have: what they earn the bank, points or loans
    are no balance.
    """
    found = still(books, policy)
    if _DATES not in books.books[-1].portfolio.frame or np.isnan(found.balance).all():
        return None
    together = found.balance[found.is_dormant].astype(np.int64)
    return Dormant(len(together), YUAN.amount(exact_sum(together)))
