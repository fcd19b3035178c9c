"""The reasons to get in touch with the customers of books that are written down as text."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from keyclient.analysis.common.evidence.books import risk_books
from keyclient.analysis.common.occasions.book import OccasionBook, occasions
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.common.occasions.within import Within
from keyclient.model.label import Lang
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy
from tests.analysis.risk.held import MONTH_ENDS, TIERS
from tests.analysis.tier.tiered import book_of

WEEK = Within(maturing=7, birthday=7, new=30)


def reasons_of(
    *texts: str | Portfolio,
    settings: Mapping[str, object] | None = None,
    within: Within = WEEK,
    lang: Lang = Lang.EN,
    days: Sequence[dt.date] = MONTH_ENDS,
) -> OccasionBook:
    """Of the newest of some books, one a month from January 2026 on. Platinum from 100 yuan on, gold from 40.

    `settings`: tables of the policy.
    """
    policy = Policy.model_validate({"tier": {"tiers": TIERS}, **(settings or {})})
    portfolios = [book_of(text) if isinstance(text, str) else text for text in texts]
    dated = [replace(book, as_of=day) for book, day in zip(portfolios, days, strict=False)]
    return occasions(risk_books(dated, policy), policy, within, lang)


def told(book: OccasionBook, occasion: Occasion) -> dict[str, str]:
    """By customer who has a reason: what it says."""
    found = book.found[occasion]
    at = np.flatnonzero(found.holds)
    return dict(zip(_ids(book, at), found.words(at), strict=True))


def yuan(book: OccasionBook, occasion: Occasion) -> dict[str, str | None]:
    """By customer who has a reason: the yuan that it is about."""
    at = np.flatnonzero(book.found[occasion].holds)
    rows = book.told(at, among=(occasion,))
    amounts = [None if row[0].amount is None else str(row[0].amount) for row in rows]
    return dict(zip(_ids(book, at), amounts, strict=True))


def days_of(book: OccasionBook, occasion: Occasion) -> dict[str, dt.date]:
    """By customer whose reason has a day: the day."""
    days = book.found[occasion].day
    at = np.flatnonzero(days >= 0)
    return dict(zip(_ids(book, at), map(dt.date.fromordinal, days[at].tolist()), strict=True))


def unknown(book: OccasionBook, occasion: Occasion) -> list[str]:
    """Of whom nobody knows whether she has a reason."""
    return _ids(book, np.flatnonzero(~book.found[occasion].known))


def _ids(book: OccasionBook, at: "np.typing.NDArray[np.int64]") -> list[str]:
    ids = book.look.frame["customer_id"].to_numpy(object)
    return [str(one) for one in ids[at]]
