"""Random draws for the demo book: a word by weight, a day between two days, an amount rounded to notes."""

import datetime as dt
from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Items with the weights by which they are drawn."""

    def __init__(self, weights: Iterable[tuple[T, float]]) -> None:
        pairs = tuple(weights)
        self._items = tuple(item for item, _ in pairs)
        self._edges = tuple(accumulate(weight for _, weight in pairs))

    def pick(self, rng: Random) -> T:
        """Draw one item."""
        return self._items[bisect(self._edges, rng.random() * self._edges[-1], hi=len(self._items) - 1)]


def happens(rng: Random, probability: float) -> bool:
    """True with a given probability."""
    return rng.random() < probability


def day_between(rng: Random, first: dt.date, last: dt.date) -> dt.date:
    """A day from `first` to `last` inclusive; `last` if `first` is later."""
    days = (last - first).days
    return first + dt.timedelta(days=int(rng.random() * (days + 1))) if days >= 0 else last


def clamp(value: float, low: float, high: float) -> float:
    """The value, limited to a range."""
    return min(max(value, low), high)


def fen(yuan: float, *, notes: int = 0) -> int:
    """An amount in fen; with `notes` rounded down to a multiple of so many yuan."""
    return int(yuan // notes) * notes * 100 if notes else round(yuan * 100)
