"""The customers who can be followed from book to book, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from keyclient.analysis.common.other_person import other_persons
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.apart import ids_apart
from keyclient.metrics.tier import TierFloor, place_of
from keyclient.model.measure import Measure

Ints = NDArray[Any]
Numbers = NDArray[Any]
"""Whole units, or floats where the measure has no unit."""
Flags = NDArray[Any]

ABSENT = -1
"""The position, row or place of a customer who is not in a book."""


@dataclass(frozen=True)
class Panel:
    """Customers with a number of their own in every book that lists them: one column a customer, one row a book.

    A customer without an id cannot be followed in that book; one whose id cannot be followed in one book, in none
    (`ids_apart`, `other_persons`): so every book has the same money in the step to it and the step from it.
    """

    books: tuple[Snapshot, ...]
    """Oldest first, at least two."""
    ids: pd.Index
    """Every number that some book has, in order as text."""
    at: Ints
    """The position of each customer in the frame of each book, `ABSENT` where it has none."""
    others: pd.Index
    """The numbers that are another person's in the newest book than in the one before."""

    @property
    def now(self) -> Snapshot:
        """The newest book."""
        return self.books[-1]

    @property
    def measure(self) -> Measure:
        """What customers are worth, in the units of `values`."""
        return self.now.measure

    @cached_property
    def present(self) -> Flags:
        """Whether each book lists each customer."""
        return np.not_equal(self.at, ABSENT)

    @cached_property
    def known(self) -> Flags:
        """Whether each book has a value for each customer."""
        return np.vstack([self._flags(book, "value") for book in range(len(self.books))])

    @cached_property
    def values(self) -> Numbers:
        """The value of each customer in each book; 0 where there is none."""
        return np.vstack([self.numbers(book, "value") for book in range(len(self.books))])

    def worth(self, book: int) -> Numbers:
        """The value of each customer of a book in the order of its frame, whether followed or not; 0 where blank."""
        return np.asarray(self.books[book].frame["value"].fillna(0).to_numpy(dtype=self.values.dtype))

    @cached_property
    def places(self) -> Ints:
        """The tier of each customer in each book by the floors of the first book; `ABSENT` where not listed."""
        return self._placed([self.books[0]] * len(self.books))

    @cached_property
    def own_places(self) -> Ints:
        """The same by the floors of each book itself."""
        return self._placed(self.books)

    def numbers(self, book: int, column: str) -> Numbers:
        """A numeric column of a book by customer; 0 where it is blank, or the customer or the column is not there."""
        frame = self.books[book].frame
        if column not in frame:
            return np.zeros(len(self.ids), dtype=np.int64)
        is_float = pd.api.types.is_float_dtype(frame[column].dtype)
        whole = frame[column].fillna(0).to_numpy(dtype="float64" if is_float else "int64")
        return (
            np.where(self.present[book], whole[self.at[book]], 0)
            if len(whole)
            else np.zeros(len(self.ids), np.int64)
        )

    def has(self, book: int, column: str) -> Flags:
        """Whether a book has something in a column for each customer."""
        return self._flags(book, column)

    def texts(self, book: int, column: str) -> "pd.Series":
        """A text column of a book by customer; NA where it is blank, or the customer or the column is not there."""
        frame = self.books[book].frame
        if column not in frame:
            return pd.Series(pd.NA, index=self.ids, dtype="str")
        found = frame[column].astype("str").reset_index(drop=True).reindex(self.at[book])
        return pd.Series(found.to_numpy(), index=self.ids, dtype="str")

    def rows(self, book: int) -> Ints:
        """The row of each customer in a book, as Excel numbers it."""
        rows = self.books[book].frame["row"].to_numpy(dtype="int64")
        return np.where(self.present[book], rows[self.at[book]], ABSENT) if len(rows) else self.at[book]

    def followed(self, book: int) -> Flags:
        """Which customers of a book, in the order of its frame, can be followed."""
        flags = np.zeros(self.books[book].customers, dtype=bool)
        flags[self.at[book][self.present[book]]] = True
        return flags

    def _flags(self, book: int, column: str) -> Flags:
        frame = self.books[book].frame
        if column not in frame or not len(frame):
            return np.zeros(len(self.ids), dtype=bool)
        there = frame[column].notna().to_numpy(dtype=bool)
        return np.asarray(self.present[book] & there[self.at[book]])

    def _placed(self, floors: Sequence[Snapshot]) -> Ints:
        placed = [
            _places(book, [step.rung for step in floor.steps if step.rung is not None])
            for book, floor in zip(self.books, floors, strict=True)
        ]
        return np.vstack(
            [
                np.where(there, own[at], ABSENT) if len(own) else at
                for own, at, there in zip(placed, self.at, self.present, strict=True)
            ]
        )


def make_panel(books: Sequence[Snapshot]) -> Panel:
    """The customers of some books, oldest first, side by side. All values are in the units of the newest book."""
    others = other_persons(books[-2].frame, books[-1].frame)
    apart = ids_apart(books).union(others)
    owned = [_owned(book.frame["customer_id"], apart) for book in books]
    ids = pd.Index(owned[0].index, dtype="str")
    for own in owned[1:]:
        ids = ids.union(pd.Index(own.index, dtype="str"))
    ids = ids.sort_values()
    at = np.vstack([own.reindex(ids, fill_value=ABSENT).to_numpy(dtype="int64") for own in owned])
    return Panel(tuple(books), ids, at, others)


def _owned(ids: "pd.Series", apart: pd.Index) -> "pd.Series":
    """The position of each id that can be followed; those `apart` cannot."""
    alone = ids.notna() & ~ids.isin(apart)
    positions = np.flatnonzero(alone.to_numpy(dtype=bool))
    return pd.Series(positions, index=pd.Index(ids[alone.to_numpy(dtype=bool)].astype("str")))


def _places(book: Snapshot, rungs: Sequence[TierFloor]) -> Ints:
    names = list(dict.fromkeys(["value", "judged", *(rung.column for rung in rungs)]))
    table = pa.Table.from_pandas(book.frame[names], preserve_index=False)
    frame = nw.from_native(table, eager_only=True)
    placed = frame.with_columns(place_of(rungs).alias("place"))
    return np.asarray(placed["place"].to_numpy(), dtype=np.int64)
