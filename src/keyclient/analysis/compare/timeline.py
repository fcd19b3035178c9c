"""When the books of a series are, and whether one is that of a day or of the end of a quarter."""

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from keyclient.analysis.common.risers import HALF_YEAR
from keyclient.analysis.common.snapshot import Snapshot

MONTH = HALF_YEAR / 6
_SATURDAY = 5
_WEEKEND = 2
"""Days."""
_QUARTER = 3
_MONTH_AND_A_HALF = 45
"""Days."""


@dataclass(frozen=True)
class Timeline:
    """The days of the books, counted from the first one."""

    days: NDArray[np.float64]
    is_dated: bool
    """Whether they are those of the data dates; else the books are taken to be a month apart."""


class Dated(Protocol):
    """When a book is."""

    @property
    def as_of(self) -> dt.date:
        """The data date."""

    @property
    def is_dated(self) -> bool:
        """Whether it is its own."""


def timeline(books: Sequence[Dated]) -> Timeline:
    """The days of some books, oldest first. Without a data date of its own for each, all different: equal steps."""
    dates = [book.as_of for book in books]
    if all(book.is_dated for book in books) and len(set(dates)) == len(dates):
        return Timeline(np.array([(day - dates[0]).days for day in dates], dtype=np.float64), is_dated=True)
    return Timeline(np.arange(len(books), dtype=np.float64) * MONTH, is_dated=False)


def closes(book: Snapshot, day: dt.date) -> bool:
    """Whether a book shows how a day ended: it is dated that day, or nothing but a weekend lies between."""
    between = (day - book.as_of).days
    after = (book.as_of + dt.timedelta(days=passed) for passed in range(1, between + 1))
    return book.is_dated and 0 <= between <= _WEEKEND and all(one.weekday() >= _SATURDAY for one in after)


def month_end(day: dt.date) -> dt.date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def ends_quarter(book: Snapshot) -> bool:
    """Whether a book shows how a quarter ended."""
    return book.as_of.month % _QUARTER == 0 and closes(book, month_end(book.as_of))


def are_neighbours(earlier: Snapshot, later: Snapshot) -> bool:
    """Whether two books are about a month apart at most, by data dates of their own."""
    passed = (later.as_of - earlier.as_of).days
    return earlier.is_dated and later.is_dated and 0 < passed <= _MONTH_AND_A_HALF


def month_number(day: dt.date) -> int:
    """Its month, counted so that the month before has the number before."""
    return day.year * 12 + day.month
