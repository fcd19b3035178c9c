"""Whether a book has stopped changing, so that no half-written file is read."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from keyclient.batch.find.candidates import Candidate, stamp_of

_NANO = 1_000_000_000


@dataclass(frozen=True)
class Settling:
    """How long a recently changed book must stay unchanged before it is read.

    A book changed within this time, or in the future by the clock of its share, is checked again after it has passed.
    That needs only the local clock.
    """

    seconds: float
    now_ns: Callable[[], int] = time.time_ns

    def wait_for(self, book: Candidate) -> float:
        """Seconds until the book can be checked again; 0 if it has settled."""
        age = (self.now_ns() - book.stamp.modified_ns) / _NANO
        return 0.0 if age >= self.seconds or self.seconds <= 0 else self.seconds


def is_unchanged(book: Candidate) -> bool:
    """Whether the file is still as it was found. Raises OSError if it cannot be checked."""
    return stamp_of(os.stat(book.path)) == book.stamp  # noqa: PTH116 - a Path loses bytes that are not text
