"""What the averages of the newest book count at most, where it shows the end of a quarter."""

from collections.abc import Sequence
from itertools import islice

import pandas as pd

from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.deviation_rule import most_that_counts
from keyclient.analysis.compare.scopes import groups_of, summed
from keyclient.analysis.compare.timeline import ends_quarter, month_number


class Limits:
    """The limits of the whole, of branches and of managers."""

    def __init__(self, books: Sequence[Snapshot], average: str, quarters: int) -> None:
        """`average`: the column; `quarters`: how many earlier quarter-ends with the month before them are asked for."""
        self._books = books
        self._average = average
        self._months = {month_number(book.as_of): place for place, book in enumerate(books) if book.is_dated}
        now = len(books) - 1
        pairs = [self._pair(place) for place in reversed(range(now)) if ends_quarter(books[place])]
        self._pairs = list(islice((pair for pair in pairs if pair is not None), quarters))
        newest = self._pair(now) if ends_quarter(books[now]) else None
        self._last = newest[0] if newest is not None and len(self._pairs) == quarters else None
        self._sums: dict[tuple[int, str], dict[str, int]] = {}

    def most(self, scope: str, group: str) -> float | None:
        """What the average of a group counts at most; None where it is not the end of a quarter or too little is known."""
        if self._last is None:
            return None
        last = self._sum(self._last, scope, group)
        pairs = [(self._sum(before, scope, group), self._sum(at, scope, group)) for before, at in self._pairs]
        if last <= 0 or any(before <= 0 for before, _ in pairs):
            return None
        return most_that_counts(last, [at / before - 1 for before, at in pairs])

    def _pair(self, place: int) -> tuple[int, int] | None:
        """The book of the month before one, and that one."""
        before = self._months.get(month_number(self._books[place].as_of) - 1)
        return None if before is None else (before, place)

    def _sum(self, place: int, scope: str, group: str) -> int:
        if (place, scope) not in self._sums:
            self._sums[place, scope] = _sums(self._books[place].frame, self._average, scope)
        return self._sums[place, scope].get(group, 0)


def _sums(frame: pd.DataFrame, average: str, scope: str) -> dict[str, int]:
    """What the averages of each group add up to; nothing in a book without them."""
    if average not in frame:
        return {}
    known = frame[average].notna().to_numpy(dtype=bool)
    amounts = frame[average].fillna(0).to_numpy(dtype="int64")
    return summed(amounts, groups_of(frame, scope, known))
