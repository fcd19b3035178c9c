"""Whether a book is at rest: nothing that is still being written is read."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from keyclient.batch.find import Candidate, State, state_of

_NANO = 1_000_000_000


@dataclass
class Settling:
    """Waits for young books.

    A book whose last change is old enough is at rest. A younger one, or one from the future, as the clock of a share
    may have it, has to look the same after the time of settling: that takes no clock but our own.
    """

    seconds: float
    now_ns: Callable[[], int] = time.time_ns
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[State, float]] = field(default_factory=dict)

    def see(self, book: Candidate) -> float:
        """Seconds until it can be said whether the book is at rest; 0 where it is."""
        age = (self.now_ns() - book.state.modified_ns) / _NANO
        if self.seconds <= 0 or age >= self.seconds:
            return 0.0
        self._seen[book.key] = (book.state, self.clock() + self.seconds)
        return self.seconds

    def due(self, book: Candidate) -> float:
        """Seconds that a book which was seen has still to wait."""
        seen = self._seen.get(book.key)
        return 0.0 if seen is None else max(0.0, seen[1] - self.clock())


def is_as_seen(book: Candidate) -> bool:
    """Whether the book still looks as it did when it was found. Raises OSError where it cannot be looked at."""
    return state_of(os.stat(book.path)) == book.state  # noqa: PTH116 - a Path loses bytes that are no text
