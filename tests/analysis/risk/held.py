"""Books of key customers and their managers, written down as text, oldest first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from keyclient.analysis.common.evidence.books import RiskBooks, risk_books
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy
from tests.analysis.tier.tiered import book_of

TIERS = (
    {"name": "platinum", "floor": 100},
    {"name": "gold", "floor": 40},
    {"name": "iron"},
)
MONTH_ENDS: Sequence[dt.date] = [
    dt.date(2026 + month // 12, month % 12 + 1, 1) - dt.timedelta(1) for month in range(1, 24)
]


def policy_of(
    settings: Mapping[str, object] | None = None,
    *,
    tiers: Sequence[Mapping[str, object]] = TIERS,
    seats: int | None = None,
) -> Policy:
    """Platinum from 100 yuan on, gold from 40; with settings of `[risk]` and the seats of a manager."""
    managers = {} if seats is None else {"seats": seats}
    return Policy.model_validate({"tier": {"tiers": tiers}, "risk": settings or {}, "managers": managers})


def books_of(
    *texts: str | Portfolio,
    settings: Mapping[str, object] | None = None,
    tiers: Sequence[Mapping[str, object]] = TIERS,
) -> RiskBooks:
    """Such books, one a month from January 2026 on."""
    portfolios = [book_of(text) if isinstance(text, str) else text for text in texts]
    dated = [replace(book, as_of=day) for book, day in zip(portfolios, MONTH_ENDS, strict=False)]
    return risk_books(dated, policy_of(settings, tiers=tiers))
