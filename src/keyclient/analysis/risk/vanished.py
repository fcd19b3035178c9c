"""Managers and branches of the book before whom the newest does not have: its export may not be complete."""

from collections.abc import Iterator

import numpy as np

from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.worth import in_whole_units
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.risk.lacking import lacking
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
    if books.newest == 0:
        return
    before = books.newest - 1
    worth = in_whole_units(np.nan_to_num(books.values(before)), books)
    for group in lacking(books, before):
        value = books.measure.amount(exact_sum(worth[group.at]))
        yield GroupVanished(
            group=_GROUP.filled(by=fields()[group.by].column.label, group=group.group),
            customers=len(group.at),
            amount=amount_words(value, books.measure.kind),
            book=book,
        )
