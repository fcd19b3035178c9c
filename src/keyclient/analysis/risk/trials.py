"""The warnings that earlier books would have given, beside what then happened."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import Flags, Ints, RiskBooks
from keyclient.analysis.common.evidence.evidence import evidence
from keyclient.analysis.common.evidence.reasons import ONLY_LEAVE, Why
from keyclient.analysis.risk.fate import fate
from keyclient.policy.models import Policy

_FEWEST_BOOKS = 3
_SIZES = 4
"""Customers of one book and tier are compared with those of like value: the smallest quarter, the next ..."""


@dataclass(frozen=True, eq=False)
class Trial:
    """The key customers of one book who can be followed into the next: one entry each."""

    fell: Flags
    left: Flags
    """Those of them who left."""
    kind: Ints
    """Whom she is compared with: those of her tier and of like value in the book."""
    who: "pd.Series"
    """Her `customer_id`."""
    branch: "pd.Series"
    """NA where the book does not say."""
    holds: dict[Why, Flags]
    known: dict[Why, Flags]

    def became(self, why: Why) -> Flags:
        """Of whom it is counted that a reason came true: who fell, or left where nothing else can happen to the flagged."""
        return self.left if why in ONLY_LEAVE else self.fell


def trials(books: RiskBooks, policy: Policy) -> tuple[Trial, ...]:
    """One for every book that has a next one, oldest first; none without three books.

    The warnings are those of the book's own day: nothing that only a later book knows.
    """
    if len(books.books) < _FEWEST_BOOKS:
        return ()
    return tuple(_trials(books, policy))


def _trials(books: RiskBooks, policy: Policy) -> Iterator[Trial]:
    for book in range(len(books.books) - 1):
        became = fate(books, book, policy.risk.fall)
        tried = np.flatnonzero(books.key(book) & became.known)
        found = evidence(books, book)
        frame = books.books[book].portfolio.frame
        yield Trial(
            fell=became.fell[tried],
            left=became.left[tried],
            kind=_kinds(books.books[book].place[tried], books.values(book)[tried]),
            who=_texts(frame, "customer_id", tried),
            branch=_texts(frame, "branch", tried),
            holds={one.why: one.holds[tried] for one in found},
            known={one.why: one.known[tried] for one in found},
        )


def _kinds(places: Ints, values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Ints:
    """The tier of each customer, split by value into parts of like size; equal values are in one part."""
    rank = pd.Series(values).groupby(places).rank(method="max", pct=True).to_numpy()
    return np.asarray(places * _SIZES + np.ceil(rank * _SIZES).astype(np.int64) - 1, dtype=np.int64)


def _texts(frame: pd.DataFrame, name: str, at: Ints) -> "pd.Series":
    if name not in frame:
        return pd.Series(pd.NA, index=range(len(at)), dtype="str")
    return frame[name].astype("str").iloc[at].reset_index(drop=True)
