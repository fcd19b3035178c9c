"""Customers who are worth next to nothing and move nothing."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.risk.books import RiskBooks
from keyclient.analysis.risk.worth import known_values
from keyclient.policy.models import Policy

_DATES = "last_transaction"


class Dormant(NamedTuple):
    """How many there are, and what they are worth together."""

    customers: int
    value: Decimal


def dormant(books: RiskBooks, policy: Policy) -> Dormant | None:
    """All customers under the amount of the policy without a transaction for its days; None without a column of dates.

    One worth exactly the amount is not under it; the last of the days counts: a transaction 365 days ago is 365 days
    without one. Blank values and blank dates are unknown, not dormant.
    """
    book = books.books[-1].portfolio
    if _DATES not in book.frame:
        return None
    measure, risk = books.measure, policy.risk
    floor = measure.units(Decimal(str(risk.dormant_under)))
    latest = pd.Timestamp(book.as_of - dt.timedelta(risk.dormant_days))
    is_under = (book.frame["value"] < floor).fillna(value=False).to_numpy(dtype=bool)
    is_quiet = (book.frame[_DATES] <= latest).to_numpy(dtype=bool)
    both = is_under & is_quiet
    return Dormant(int(both.sum()), measure.amount(exact_sum(known_values(books)[both])))
