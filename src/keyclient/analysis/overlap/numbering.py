"""Which books number their customers alike: the id of one branch may be somebody else's in another."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.overlap.who import UNKNOWN, Ints, Who, different
from keyclient.policy.parts.overlap import OverlapPolicy

Counts = NDArray[Any]
_AT_ONCE = 4096
"""So many ids are counted at a time."""


def numberings(who: Who, book: Ints, books: int, policy: OverlapPolicy) -> Ints:
    """The numbering of each book; books of different ones have no customer ids in common.

    Two books have different ones if most ids that both have are contradicted, by another name or another valid number. Where no two books do, there is one. Else books of one numbering are those that are connected by pairs which mostly
    agree; books of which nothing can be compared have one of their own.
    """
    judged, agreed = _compared(who, book, books)
    wrong = judged - agreed
    mostly_wrong = wrong > policy.numbering * judged
    if not (mostly_wrong & (judged >= policy.numbering_ids)).any():
        return np.zeros(books, dtype=np.int64)
    found = _connected((judged > 0) & ~mostly_wrong)
    for one in np.unique(found):
        members = np.flatnonzero(found == one)
        inside = np.ix_(members, members)
        if wrong[inside].sum() > policy.numbering * judged[inside].sum():
            found[members] = members
    return found


def _compared(who: Who, book: Ints, books: int) -> tuple[Counts, Counts]:
    """For each two books: how often a name or a number stands with an id in both, and how often it is the same."""
    judged, agreed = np.zeros((books, books)), np.zeros((books, books))
    for told in (who.name, who.number):
        known = (who.customer_id != UNKNOWN) & (told != UNKNOWN)
        ids, said, where = who.customer_id[known], told[known], book[known]
        judged += _in_common(ids, where, books)
        agreed += _in_common(ids * (len(told) + 1) + said, where, books)
    for counts in (judged, agreed):
        np.fill_diagonal(counts, 0)
    return judged, agreed


def _in_common(keys: Ints, book: Ints, books: int) -> Counts:
    """How many keys each two books have in common."""
    key, place = np.divmod(different(pd.factorize(keys)[0] * books + book), books)
    several = np.bincount(key)[key] > 1 if len(key) else np.zeros(0, dtype=bool)
    key, place = np.unique(key[several], return_inverse=True)[1], place[several]
    found = np.zeros((books, books))
    for start in range(0, int(key.max(initial=-1)) + 1, _AT_ONCE):
        low, high = np.searchsorted(key, (start, start + _AT_ONCE))
        stands = np.zeros((_AT_ONCE, books), dtype=np.float32)
        stands[key[low:high] - start, place[low:high]] = 1
        found += stands.T @ stands
    return found


def _connected(edges: NDArray[Any]) -> Ints:
    """The parts of a graph: the first place of each, by place."""
    found = np.arange(len(edges))
    reach = edges | np.eye(len(edges), dtype=bool)
    while True:
        least = np.where(reach, found, len(edges)).min(axis=1)
        if (least == found).all():
            return found
        found = least
