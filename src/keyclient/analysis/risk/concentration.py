"""On how few managers and customers the value rests."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

import narwhals as nw
import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import Flags, Numbers, RiskBooks
from keyclient.analysis.common.evidence.hands import hands
from keyclient.analysis.common.evidence.worth import positive_values
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.risk.result import Concentration
from keyclient.metrics.concentration import effective_customers, hhi
from keyclient.metrics.curve import curve
from keyclient.metrics.exact_shares import Number, share_of
from keyclient.metrics.profile import Profile, profiles, read_profiles
from keyclient.policy.models import Policy

_LARGEST = (1, 5, 10)
"""How many of the largest customers `top1`, `top5` and `top10` are about."""
_LOST = (1, 3, 5)
"""The same for what would be lost with them."""


def concentration(books: RiskBooks, policy: Policy) -> Concentration:
    """The concentration of the positive values of all customers of the newest book, over managers and over customers.

    HHI and effective number are those of `metrics.concentration`, over the sums of the managers; customers without a
    manager are told beside it and are nobody's share.
    """
    values, measure = positive_values(books), books.measure
    managers, without = _by_manager(books)
    profile = _profile(managers)
    largest = np.sort(values)[::-1]
    gross = exact_sum(values)
    shares = [share_of(exact_sum(largest[:count]), gross) for count in _LARGEST]
    lost = [measure.amount(exact_sum(largest[:count])) for count in _LOST]
    return Concentration(
        hhi=hhi(profile),
        effective_managers=effective_customers(profile),
        managers=profile.positives,
        without_manager=None if without is None else measure.amount(without),
        top1=shares[0],
        top5=shares[1],
        top10=shares[2],
        loss_top1=lost[0],
        loss_top3=lost[1],
        loss_top5=lost[2],
        iron_for_one_platinum=_replaced_by(books, values, policy),
    )


def _by_manager(books: RiskBooks) -> tuple[Numbers, Number | None]:
    """The positive value of each manager, and that of customers without one; None where the book names no manager."""
    found = hands(books)
    values, has = found.positive, found.manager != NOBODY
    if not found.names:
        return values[:0], None
    owned = pd.Series(values[has]).groupby(found.manager[has])
    sums = owned.agg(lambda own: exact_sum(own.to_numpy()))
    return sums.to_numpy(dtype=values.dtype), exact_sum(values[~has])


def _profile(sums: Numbers) -> Profile:
    line = curve(nw.from_native(pd.DataFrame({"value": sums}), eager_only=True))
    return read_profiles(profiles(line))[""]


def _replaced_by(books: RiskBooks, values: Numbers, policy: Policy) -> int | None:
    """How many customers of the last tier are worth one of the first, by the means of their positive values.

    The quotient, rounded up: of whole units exactly. None where either tier has no positive value, or is the other.
    """
    places = books.books[-1].place
    last = len(policy.tier.ladder) - 1
    best, rest = (_mean(values, places == place) for place in (0, last))
    return None if best is None or rest is None or last == 0 else ceil(best / rest)


def _mean(values: Numbers, among: Flags) -> Fraction | None:
    own = values[among & (values > 0)]
    total = exact_sum(own)
    exact = Fraction(total) if isinstance(total, int) else Fraction(Decimal(repr(total)))
    return exact / len(own) if len(own) else None
