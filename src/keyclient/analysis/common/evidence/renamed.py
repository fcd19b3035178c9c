"""Managers who stand under another name than in the book before, with all their customers: renamed rather than replaced."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import ABSENT, RiskBooks
from keyclient.analysis.common.evidence.columns import texts
from keyclient.analysis.common.group_names import group_key

_BESIDE = re.compile(r"[(\[{<【〔「《].*?[)\]}>】〕」》]|[\d\W_]")
"""What stands beside a name: a number, something in brackets, marks."""
_FEWEST = 2
"""One customer who has another manager is no sign of a renaming."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A manager of the book before, and what she is called now."""

    before: str
    now: str
    customers: int
    """Those of both books."""


def names_before(books: RiskBooks, book: int) -> "pd.Series[str]":
    """The manager of each customer in the book before; NA where it names none, or does not list her."""
    before = texts(books.books[book - 1].portfolio, "manager").reindex(books.before(book, book - 1))
    return before.reset_index(drop=True)


def renamed(books: RiskBooks, book: int) -> tuple[Renamed, ...]:
    """By the name before; nobody without a book before, or if the policy says that a new name is another person.

    All customers of a name who are in both books stand under one name now; neither does this book have the old name, nor
    that before the new one. Either the names are one but for numbers and what stands in brackets, or it is two customers or more,
    and whoever stands under the new name and was there before comes from that one manager.
    """
    if book == 0 or not books.policy.risk.renaming:
        return ()
    known = {at: set(texts(books.books[at].portfolio, "manager").dropna()) for at in (book - 1, book)}
    moves = _moves(books, book)
    counts = moves.groupby(["before", "now"], dropna=False, sort=True).size().reset_index(name="customers")
    targets, sources = counts.groupby("before").size(), counts.groupby("now").size()
    named = counts.dropna()
    alone = named.groupby("before")["now"].transform("size") == 1
    return tuple(
        Renamed(before, now, customers)
        for before, now, customers in named.loc[alone, ["before", "now", "customers"]].itertuples(index=False)
        if before not in known[book]
        and now not in known[book - 1]
        and (_bare(before) == _bare(now) or (customers >= _FEWEST and targets[before] == sources[now] == 1))
    )


def _moves(books: RiskBooks, book: int) -> pd.DataFrame:
    """The managers of each customer who is in both books and had one."""
    both = pd.DataFrame(
        {"before": names_before(books, book), "now": texts(books.books[book].portfolio, "manager")}
    )
    is_there = np.not_equal(books.before(book, book - 1), ABSENT)
    return both[is_there & both["before"].notna().to_numpy(bool)]


def _bare(name: str) -> str:
    return _BESIDE.sub("", group_key(name)) or name
