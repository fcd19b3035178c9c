"""Managers and branches of the book before whom the newest does not have: its export may not be complete."""

from collections.abc import Iterator

import numpy as np

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.whole_groups import lacking_groups
from keyclient.analysis.risk.books import ABSENT, Flags, RiskBooks, taken
from keyclient.analysis.risk.worth import in_whole_units
from keyclient.model.amount_words import amount_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules.series import GroupVanished

_GROUP = Label("{by} {group}", "{by} {group}")


def vanished_issues(books: RiskBooks, book: str) -> Iterator[Issue]:
    """That key customers who are gone may only be missing, of groups of as many customers as `compare` asks for.

    `book`: the path of the newest.
    """
    newest, before = books.newest, books.newest - 1
    if newest == 0:
        return
    old, now = books.books[before].portfolio, books.books[newest].portfolio
    worth = in_whole_units(np.nan_to_num(books.values(before)), books)
    others = [now.frame, *([] if now.aside is None else [now.aside])]
    found = lacking_groups(old.frame, others, _is_there(books), books.policy.compare.vanished)
    for group in found:
        value = books.measure.amount(exact_sum(worth[group.at]))
        yield GroupVanished(
            group=_GROUP.filled(by=fields()[group.by].column.label, group=group.group),
            customers=len(group.at),
            amount=amount_words(value, books.measure.kind),
            book=book,
        )


def _is_there(books: RiskBooks) -> Flags:
    """Whether the newest book lists each customer of the one before, if only with a value that nobody knows."""
    before, aside = books.books[books.newest - 1], books.books[books.newest].portfolio.aside
    at = taken(books.positions[books.newest], before.code, ABSENT)
    is_listed: Flags = np.not_equal(at, ABSENT)
    if aside is None or "customer_id" not in before.portfolio.frame:
        return is_listed
    is_aside = before.portfolio.frame["customer_id"].isin(aside["customer_id"].dropna())
    return np.asarray(is_listed | is_aside.to_numpy(bool))
