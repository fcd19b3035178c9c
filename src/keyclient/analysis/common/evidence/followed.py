"""Who can be looked for in another book."""

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import ABSENT, Flags, RiskBook, RiskBooks
from keyclient.analysis.common.evidence.other_numbers import among
from keyclient.analysis.common.lost_digits import perhaps_rounded


def followed(books: RiskBooks, book: int, other: int) -> Flags:
    """Whether each customer of a book can be looked for in another: one whom that does not list then is not in it.

    Not so one without an id of her own, in a book without ids, with an id that the other book has for several or for one whose value nobody
    knows, or of which one that has lost digits there may be what is left; nor one who may be there under another number.
    """
    own, beside = books.books[book], books.books[other]
    can = np.not_equal(own.code, ABSENT) & ("customer_id" in beside.portfolio.frame)
    if not can.any():
        return can
    ids = own.portfolio.frame["customer_id"].astype("str").reset_index(drop=True)
    is_doubtful = ids.isin(_doubtful(beside)).to_numpy(dtype=bool, copy=True)
    rounded = _rounded(beside)
    if rounded:
        is_doubtful[perhaps_rounded(ids, rounded).index] = True
    return can & ~is_doubtful & ~_perhaps_there(books, book, other)


def _perhaps_there(books: RiskBooks, book: int, other: int) -> Flags:
    found = books.other_numbers(max(book, other), min(book, other))
    return among(found.new if book > other else found.gone, books.books[book].portfolio.frame)


def _doubtful(book: RiskBook) -> "pd.Series":
    """The ids that a book has for several customers, or for one with a value that nobody knows."""
    found = [frame["customer_id"] for frame in (book.portfolio.aside,) if frame is not None]
    if "customer_id" in book.portfolio.frame:
        found.append(book.portfolio.frame["customer_id"][np.equal(book.code, ABSENT)])
    return pd.concat([pd.Series([], dtype="str"), *(ids.dropna().astype("str") for ids in found)])


def _rounded(book: RiskBook) -> frozenset[str]:
    frame = book.portfolio.frame
    if not book.portfolio.rounded or "customer_id" not in frame:
        return frozenset()
    ids = frame["customer_id"][frame["row"].isin(book.portfolio.rounded)]
    return frozenset(ids.dropna().astype("str"))
