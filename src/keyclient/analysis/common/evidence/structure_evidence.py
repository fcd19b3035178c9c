"""How little holds a customer: one product, a loan alone, another bank, one person."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import Flags, Numbers, RiskBooks
from keyclient.analysis.common.evidence.columns import numbers, texts
from keyclient.analysis.common.evidence.finding import Finding, finding
from keyclient.analysis.common.evidence.named_banks import Named, named
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.common.evidence.wallets import wallets
from keyclient.model.portfolio import LISTED_PRODUCTS, Portfolio, held_column
from keyclient.policy.parts.funnel import FunnelPolicy

_DEPOSITS = ("current_deposit", "term_deposit")
_LOANS = ("home_loan", "business_premises_loan")
_PARTS = ("aum", "deposits", "investments")


def structure_findings(books: RiskBooks, book: int) -> Iterator[Finding]:
    """The reasons of the family, in order."""
    portfolio = books.books[book].portfolio
    held = products_held(portfolio, tuple(books.policy.lifecycle.families))
    yield finding(Why.ONE_PRODUCT, held <= 1, ~np.isnan(held), held=held)
    yield _loan_only(portfolio)
    yield _competitor(portfolio)
    yield wallet(books, book)
    yield _person(books, book)


def products_held(portfolio: Portfolio, families: tuple[str, ...]) -> Numbers:
    """How many products each customer holds; NaN where the book does not say.

    As the book counts them, else as it lists them, else by its columns about products.
    """
    counted = numbers(portfolio, "products")
    for other in (numbers(portfolio, LISTED_PRODUCTS), _by_family(portfolio, families)):
        counted = np.where(np.isnan(counted), other, counted)
    return counted


def _by_family(portfolio: Portfolio, families: tuple[str, ...]) -> Numbers:
    """By at least two columns about products; deposits and loans are one each where no such column is about them."""
    names = [name for name in families if held_column(name) in portfolio.frame]
    if len(names) < 2:
        return np.full(len(portfolio.frame), np.nan)
    columns = [numbers(portfolio, held_column(name)) for name in names]
    known = np.logical_and.reduce([~np.isnan(column) for column in columns])
    for balance, own in (("deposits", _DEPOSITS), ("loans", _LOANS)):
        if set(own).isdisjoint(names):
            columns.append(np.nan_to_num(numbers(portfolio, balance)) > 0)
    return np.where(known, np.nansum(columns, axis=0), np.nan)


def _loan_only(portfolio: Portfolio) -> Finding:
    """A loan, and nothing of her own with the bank as far as the book says."""
    loans = numbers(portfolio, "loans")
    parts = [numbers(portfolio, name) for name in _PARTS]
    has_none = np.logical_and.reduce([np.isnan(part) | (part <= 0) for part in parts])
    known = ~np.isnan(loans) & ~(np.isnan(parts[0]) & np.isnan(parts[1]))
    return finding(Why.LOAN_ONLY, (loans > 0) & has_none, known, loans)


def _competitor(portfolio: Portfolio) -> Finding:
    """Whether another bank is named, or it is said that there is one.

    A blank says that there is none in a book that names them, unless that says so of others in words.
    """
    cells = texts(portfolio, "competitor")
    said = {cell: named(str(cell)) for cell in cells.dropna().unique()}
    meant = cells.map({cell: int(what) for cell, (what, _) in said.items()}).to_numpy(
        "float64", na_value=np.nan
    )
    banks = cells.map({cell: bank for cell, (_, bank) in said.items()}).to_numpy(object)
    is_blank, is_said = np.isnan(meant), meant > Named.UNSAID
    tells_by_blank = bool((meant > Named.NOBODY).any()) and not bool((meant == Named.NOBODY).any())
    known = is_said | (is_blank & tells_by_blank)
    return finding(Why.COMPETITOR, meant > Named.NOBODY, known, competitor=banks)


def wallet(books: RiskBooks, book: int) -> Finding:
    """Ours of ours and what she has elsewhere; what she owes us is no part of it."""
    own = wallets(books, book)
    low = own.known & ~own.at_least(books.policy.risk.wallet)
    share = np.divide(own.ours, own.whole, out=np.full(len(own.whole), np.nan), where=own.known)
    return finding(Why.WALLET, low, own.known, own.elsewhere, share=share)


def _person(books: RiskBooks, book: int) -> Finding:
    """A source of a group of the policy; one of no group is not known."""
    sources = texts(books.books[book].portfolio, "source")
    families = lead_families(sources, books.policy.funnel)
    flags: Flags = families.isin(books.policy.risk.person_families).to_numpy(bool)
    return finding(Why.PERSON, flags, families.notna().to_numpy(bool), source=sources.to_numpy(object))


def lead_families(sources: "pd.Series[str]", policy: FunnelPolicy) -> "pd.Series[str]":
    """The group of each source; NA where there is none."""
    codes, words = pd.factorize(sources)
    families = pd.array([policy.family_of(str(word)) for word in words], dtype="str")
    return pd.Series(families.take(codes, allow_fill=True), dtype="str")
