"""Numbers by which nobody can be followed: in one book they are not those of one customer with a known value."""

from collections.abc import Sequence

import pandas as pd

from keyclient.analysis.common.snapshot import Snapshot

_KEPT = 15
"""The digits of a number that Excel keeps."""


def ids_apart(books: Sequence[Snapshot]) -> pd.Index:
    """The ids that are shared in some book, listed there with an unknown value, or perhaps one that has lost digits."""
    found = [ids for book in books for ids in (_shared(book), values_unknown(book))]
    rounded = frozenset().union(*(book.rounded for book in books))
    if rounded:
        found += [_perhaps_rounded(book.frame["customer_id"], rounded) for book in books]
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


def _perhaps_rounded(ids: "pd.Series", rounded: frozenset[str]) -> "pd.Series":
    """The ids of which one in `rounded` may be all that Excel has left, those themselves included."""
    own = ids.dropna().astype("str")
    long = own[own.isin(rounded) | own.str.fullmatch(r"\d{16,}").to_numpy(dtype=bool)]
    kept = {_kept(text) for text in rounded}
    return long[[text in rounded or _kept(text) in kept for text in long]]


def _kept(text: str) -> tuple[int, str]:
    return len(text), text[:_KEPT]
