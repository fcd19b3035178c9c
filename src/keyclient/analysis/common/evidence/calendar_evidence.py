"""What falls due by the calendar: money that matures soon, a grace that ends with the next book."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import Flags, Numbers, RiskBooks
from keyclient.analysis.common.evidence.columns import assets, reaches
from keyclient.analysis.common.evidence.finding import Finding, finding
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.common.term_products import DATE, products


class Maturing(NamedTuple):
    """What matures soon of each customer of a book."""

    amount: Numbers
    """In fen, as far as it is known: not more than what she has with the bank. NaN where the book does not say."""
    is_whole: Flags
    """Whether all dates and amounts of her products are known."""
    days: Numbers
    """To the first of them; NaN where there is none."""
    last: Numbers
    """To the last of them."""


def calendar_findings(books: RiskBooks, book: int) -> Iterator[Finding]:
    """The reasons of the family, in order."""
    soon = maturing_soon(books, book, books.policy.risk.maturing_days)
    has = assets(books.books[book].portfolio, books.measure)
    holds = reaches(np.nan_to_num(soon.amount), books.policy.risk.maturing, has)
    known = ~np.isnan(has) & (soon.is_whole | holds)
    share = np.divide(soon.amount, has, out=np.full(len(has), np.nan), where=has > 0)
    yield finding(Why.MATURING, holds, known, soon.amount, days=soon.days, share=share)
    yield grace_ends(books, book)


def maturing_soon(books: RiskBooks, book: int, within: int) -> Maturing:
    """What matures after the data date and within so many days.

    A customer without a date and an amount has nothing that matures; of a book of unknown date nothing is known.
    """
    portfolio = books.books[book].portfolio
    customers = len(portfolio.frame)
    if DATE not in portfolio.frame or not books.books[book].counts_days:
        unknown = np.full(customers, np.nan)
        return Maturing(unknown, np.zeros(customers, dtype=bool), unknown, unknown)
    rows = products(portfolio)
    at = pd.Index(portfolio.frame["row"]).get_indexer(pd.Index(rows["row"]))
    days = rows["days"].to_numpy("float64", na_value=np.nan)
    is_soon = (days > 0) & (days <= within)
    unknown = rows["is_unknown"].to_numpy(bool) & is_soon | np.isnan(days)
    amount, first, last = np.zeros(customers), np.full(customers, np.inf), np.full(customers, np.nan)
    np.add.at(amount, at[is_soon], np.maximum(rows["amount"].to_numpy("float64")[is_soon], 0.0))
    np.minimum.at(first, at[is_soon], days[is_soon])
    np.fmax.at(last, at[is_soon], days[is_soon])
    is_whole = np.ones(customers, dtype=bool)
    is_whole[at[unknown]] = False
    has = assets(portfolio, books.measure)
    capped = np.where(np.isnan(has), amount, np.clip(amount, 0.0, np.fmax(has, 0.0)))
    told = is_whole | (capped > 0)
    return Maturing(np.where(told, capped, np.nan), is_whole, np.where(np.isinf(first), np.nan, first), last)


def grace_ends(books: RiskBooks, book: int) -> Finding:
    """Whose tier is lost if the next book still has her below it; the amount is what she lacks to keep it, if it is value."""
    one = books.books[book]
    grace = books.policy.tier.grace
    holds = (one.watch == grace) & (grace > 0)
    lacks = np.full(len(holds), np.nan)
    for place, step in enumerate(one.tiers.steps):
        if step.rung is not None and step.rung.floor is not None and step.rung.column == "value":
            short = step.rung.floor - one.portfolio.frame["value"].to_numpy("float64", na_value=np.nan)
            lacks = np.where((one.place == place) & (short > 0), short, lacks)
    rule = one.tiers.frame["rule"].to_numpy()
    return finding(
        Why.GRACE_ENDS, holds, one.was_placed, lacks, one.tiers.measure, place=one.place, falls_to=rule
    )
