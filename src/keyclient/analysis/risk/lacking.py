"""Managers and branches of a book whom the next one does not have: that export may not be complete."""

import numpy as np

from keyclient.analysis.common.evidence.books import ABSENT, Flags, RiskBooks, taken
from keyclient.analysis.common.whole_groups import LackingGroup, lacking_groups


def lacking(books: RiskBooks, book: int) -> tuple[LackingGroup, ...]:
    """The groups of as many customers as `compare` asks for, whom the book after this one lacks as a whole."""
    now = books.books[book + 1].portfolio
    others = [now.frame, *([] if now.aside is None else [now.aside])]
    least = books.policy.compare.vanished
    return lacking_groups(books.books[book].portfolio.frame, others, _is_there(books, book), least)


def in_lacking(books: RiskBooks, book: int) -> Flags:
    """Whether each customer of a book is of such a group."""
    found = np.zeros(len(books.books[book].code), dtype=bool)
    for group in lacking(books, book):
        found[group.at] = True
    return found


def _is_there(books: RiskBooks, book: int) -> Flags:
    """Whether the next book lists each customer, if only with a value that nobody knows."""
    before, aside = books.books[book], books.books[book + 1].portfolio.aside
    is_listed = np.not_equal(taken(books.positions[book + 1], before.code, ABSENT), ABSENT)
    if aside is None or "customer_id" not in before.portfolio.frame:
        return np.asarray(is_listed, dtype=bool)
    is_aside = before.portfolio.frame["customer_id"].isin(aside["customer_id"].dropna())
    return np.asarray(is_listed | is_aside.to_numpy(bool), dtype=bool)
