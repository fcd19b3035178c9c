"""Whether a book is at rest: nothing that is still being written is read."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from keyclient.batch.find.books import Candidate, state_of

_NANO = 1_000_000_000


@dataclass(frozen=True)
class Settling:
    """How long a young book has to look the same before it is read.

    A book whose last change is old enough is at rest. A younger one, or one from the future, as the clock of a share
    may have it, is looked at again after the time of settling: that takes no clock but our own.
    """

    seconds: float
    now_ns: Callable[[], int] = time.time_ns

    def wait_for(self, book: Candidate) -> float:
        """Seconds until it can be said whether the book is at rest; 0 where it is."""
        age = (self.now_ns() - book.state.modified_ns) / _NANO
        return 0.0 if age >= self.seconds or self.seconds <= 0 else self.seconds


def is_unchanged(book: Candidate) -> bool:
    """Whether the book still looks as it did when it was found. Raises OSError where it cannot be looked at."""
    return state_of(os.stat(book.path)) == book.state  # noqa: PTH116 - a Path loses bytes that are no text
