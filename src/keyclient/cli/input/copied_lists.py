"""One list saved twice among books that stand side by side: it counts once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from keyclient.cli.input.members_taken import TakenMembers

_KEYS = ("opportunity_id", "customer_id", "id_number", "name")
"""What tells customers or deals apart, best first."""
_EXACT = 1e-9
_LEAST = 4
"""Fewer customers in common prove nothing: two branches may share them."""
_FEW = 10
"""By values alone so many customers at least show that two lists are one."""


@dataclass(frozen=True)
class CopiedList:
    """A book that does not count."""

    book: "TakenMembers"
    original: "TakenMembers"
    """The one with the same customers that does."""


def copied_lists(books: "Sequence[TakenMembers]", same: float) -> tuple[CopiedList, ...]:
    """The books of which the share `same` of the customers stands in another one with the same values and managers.

    Neither a book of another branch or date is a copy, nor one with deals that the other does not have. Of two that are one
    list, that which a batch run has kept is the copy, else the one without a data date, with fewer customers or columns.
    """
    kept: list[_List] = []
    found = []
    for one in sorted(map(_List, books), key=lambda one: one.rank):
        original = next((other for other in kept if one.is_copy_of(other, same)), None)
        if original is None:
            kept.append(one)
        else:
            found.append(CopiedList(one.book, original.book))
    return tuple(found)


class _List:
    """What of a book is compared."""

    def __init__(self, book: "TakenMembers") -> None:
        self.book = book
        self._records = book.members.records
        self._claims = book.members.claims
        self._keys: dict[str, frozenset[str]] = {}

    @property
    def rank(self) -> tuple[bool, bool, int, int, str]:
        """The better list of two comes first."""
        book = self.book
        return (
            self.is_kept,
            not book.is_dated,
            -len(self._records),
            -len(book.headings),
            str(book.book.path),
        )

    @property
    def is_kept(self) -> bool:
        """Whether a batch run has kept the customers of the book."""
        return self.book.members.origin is not None

    @cached_property
    def _branches(self) -> frozenset[str]:
        """The branches that a column of the book names."""
        is_named = self.book.members.branch is None and "branch" in self._claims
        return frozenset(_texts(self._claims["branch"])) if is_named else frozenset()

    def is_copy_of(self, other: "_List", same: float) -> bool:
        """Whether nearly all of this list stands in another one."""
        is_its = self._is_kept_of(other)
        if not is_its and not self._may_be(other):
            return False
        key = next((key for key in _KEYS if self._known(key) and other._known(key)), None)
        if key is None:
            return False
        mine, theirs = self._known(key), other._known(key)
        common = mine & theirs
        if len(common) < same * len(mine):
            return False
        if is_its or len(common) < _LEAST:
            return is_its
        agreed = self._agreed(other, key)
        if any(share is not None and share < same for share in agreed):
            return False
        is_as_long = len(common) >= same * len(theirs)
        return self._is_shown(other, *agreed, len(common) if is_as_long else 0)

    def _is_kept_of(self, other: "_List") -> bool:
        """Whether a batch run has kept these customers of that very file."""
        parts = PurePosixPath(self.book.members.path).parts
        return (
            self.is_kept
            and not other.is_kept
            and other.book.book.path.absolute().parts[-len(parts) :] == parts
        )

    def _may_be(self, other: "_List") -> bool:
        """Whether neither dates, branches nor columns of deals say that the lists are two."""
        one, two = self.book, other.book
        if one.is_dated and two.is_dated and one.members.as_of != two.members.as_of:
            return False
        if self._branches and other._branches and self._branches.isdisjoint(other._branches):
            return False
        return not any(self._has(name) and not other._has(name) for name in ("opportunity_id", "is_open"))

    def _is_shown(self, other: "_List", values: float | None, managers: float | None, common: int) -> bool:
        """Whether anything beside the customers shows that the lists are one."""
        own = self.book.members.branch
        is_one_branch = bool(self._branches & other._branches) or (
            own is not None and own == other.book.members.branch
        )
        if values is None and managers is None:
            return self.is_kept or (is_one_branch and common > 0)
        if values is None and not common:
            return False
        return self.is_kept or is_one_branch or managers is not None or common >= _FEW

    def _agreed(self, other: "_List", key: str) -> tuple[float | None, float | None]:
        """Of the customers in both, the share with equal values, and with a manager in common; None: nothing is known."""
        return _equal_values(self._values(key), other._values(key)), _shared(
            self._managers(key), other._managers(key)
        )

    def _has(self, column: str) -> bool:
        return column in self._records and bool(self._records[column].notna().any())

    def _known(self, key: str) -> frozenset[str]:
        if key not in self._keys:
            self._keys[key] = frozenset(_texts(self._records[key])) if key in self._records else frozenset()
        return self._keys[key]

    def _values(self, key: str) -> "tuple[object, pd.Series]":
        """The measure, and the values in it, by customer."""
        import pandas as pd

        measure = self.book.members.measure
        if measure is None:
            return None, pd.Series(dtype="float64")
        values = self._records["value"].astype("Float64") / 10.0 ** (measure.decimals or 0)
        return (measure.name, measure.kind), values.groupby(self._records[key]).sum(min_count=1).dropna()

    def _managers(self, key: str) -> "pd.DataFrame":
        import pandas as pd

        if "manager" not in self._claims:
            return pd.DataFrame({"key": [], "manager": []}, dtype="str")
        keys = pd.Series(self._records[key].to_numpy(), index=self._records["row"].to_numpy())
        told = pd.DataFrame(
            {
                "key": keys.reindex(self._claims["row"]).to_numpy(),
                "manager": self._claims["manager"].to_numpy(),
            }
        )
        return told.dropna().drop_duplicates()


def _equal_values(mine: "tuple[object, pd.Series]", theirs: "tuple[object, pd.Series]") -> float | None:
    if mine[0] is None or theirs[0] is None:
        return None
    if mine[0] != theirs[0]:
        return 0.0
    one, two = mine[1].align(theirs[1], join="inner")
    if not len(one) or not (one != 0).any():
        return None
    return float(((one - two).abs() <= one.abs() * _EXACT).mean())


def _shared(mine: "pd.DataFrame", theirs: "pd.DataFrame") -> float | None:
    known = set(mine["key"]) & set(theirs["key"])
    if not known:
        return None
    return len(set(mine.merge(theirs, on=["key", "manager"])["key"])) / len(known)


def _texts(column: "pd.Series") -> Iterator[str]:
    return (text for text in column.dropna().unique() if text)
