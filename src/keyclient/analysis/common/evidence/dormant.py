"""Customers who have next to nothing with the bank and move nothing."""

from decimal import Decimal
from typing import NamedTuple

import numpy as np

from keyclient.analysis.common.evidence.books import RiskBooks
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


def dormant(books: RiskBooks, policy: Policy) -> Dormant | None:
    """All customers who have less with the bank than the amount of the policy, and no transaction for its days.

    None without a column of dates, and where the book does not say what customers have: what they earn the bank, points or loans
    are no balance. One with exactly the amount is not under it; the last of the days counts: a transaction 365 days ago is 365 days
    without one. Blank values and blank dates are unknown, not dormant.
    """
    book, risk = books.books[-1].portfolio, policy.risk
    balance = assets(book, books.measure)
    if _DATES not in book.frame or np.isnan(balance).all():
        return None
    is_under = balance < float(YUAN.units(Decimal(str(risk.dormant_under))))
    both = is_under & (days_ago(book, _DATES) >= risk.dormant_days)
    return Dormant(int(both.sum()), YUAN.amount(exact_sum(balance[both].astype(np.int64))))
