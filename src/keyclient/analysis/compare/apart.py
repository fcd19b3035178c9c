"""Numbers by which nobody can be followed: in one book they are not those of one customer with a known value."""

from collections.abc import Sequence

import pandas as pd

from keyclient.analysis.common.lost_digits import perhaps_rounded
from keyclient.analysis.common.snapshot import Snapshot


def ids_apart(books: Sequence[Snapshot]) -> pd.Index:
    """The ids that are shared in some book, listed there with an unknown value, or perhaps one that has lost digits."""
    found = [ids for book in books for ids in (_shared(book), values_unknown(book))]
    rounded = frozenset().union(*(book.rounded for book in books))
    if rounded:
        found += [perhaps_rounded(book.frame["customer_id"], rounded) for book in books]
    ids: pd.Index = pd.Index(pd.concat(found).unique(), dtype="str")
    return ids


def values_unknown(book: Snapshot) -> "pd.Series":
    """The ids of the customers whom a book lists with a value that nobody knows, once each."""
    if book.aside is None:
        return pd.Series([], dtype="str")
    return book.aside["customer_id"].dropna().astype("str").drop_duplicates()


def _shared(book: Snapshot) -> "pd.Series":
    ids = book.frame["customer_id"]
    return ids[ids.notna() & ids.duplicated(keep=False)].astype("str")
