"""Several dates of one list among books that stand side by side: the latest counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from keyclient.cli.input.members_taken import TakenMembers

_KEYS = ("customer_id", "id_number", "name")
"""What tells customers apart, best first."""


@dataclass(frozen=True)
class EarlierList:
    """A book that does not count."""

    book: "TakenMembers"
    later: "TakenMembers"
    """The one with the same customers that does."""


def earlier_lists(books: "Sequence[TakenMembers]", same: float) -> "tuple[EarlierList, ...]":
    """The books that list the customers of a branch at an earlier date than another book does, which counts itself.

    Two books are dates of one list if at least the share `same` of the larger has its customers in both, in a branch that
    both name, and both have a data date of their own.
    """

    @cache
    def known(at: int, key: str) -> frozenset[str]:
        records = books[at].members.records
        return frozenset(_texts(records[key])) if key in records else frozenset()

    @cache
    def branches(at: int) -> frozenset[str]:
        claims = books[at].members.claims
        return frozenset(_texts(claims["branch"])) if "branch" in claims else frozenset()

    def is_earlier(at: int, other: int) -> bool:
        one, two = books[at], books[other]
        if not (one.is_dated and two.is_dated and one.members.as_of < two.members.as_of):
            return False
        if branches(at) and branches(other) and branches(at).isdisjoint(branches(other)):
            return False
        for key in _KEYS:
            mine, theirs = known(at, key), known(other, key)
            if mine and theirs:
                return len(mine & theirs) >= same * max(len(mine), len(theirs))
        return False

    places = range(len(books))
    later = {at: [other for other in places if is_earlier(at, other)] for at in places}
    return tuple(_line(books, at, others) for at, others in later.items() if others)


def _line(books: "Sequence[TakenMembers]", at: int, others: Sequence[int]) -> EarlierList:
    return EarlierList(books[at], books[max(others, key=lambda other: books[other].members.as_of)])


def _texts(column: "pd.Series") -> Iterator[str]:
    return (text for text in column.dropna().unique() if text)
