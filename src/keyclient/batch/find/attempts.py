"""Shares that stumble: which errors pass by themselves, and trying again after a pause."""

import errno
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_PASSING = {
    getattr(errno, name)
    for name in ("EIO", "ESTALE", "ENETUNREACH", "ENETDOWN", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT", "ECONNRESET", "EAGAIN")
    if hasattr(errno, name)
}  # fmt: skip
_PASSING_WINDOWS = {21, 53, 54, 59, 64, 121, 1231, 1232, 1236}
"""Not ready; no path; busy; unexpected error; name gone; semaphore; no network, no host; aborted."""


@dataclass(frozen=True)
class Attempts:
    """How often something is tried, and the pause before the second attempt; each further one is twice as long."""

    most: int
    pause: float
    sleep: Callable[[float], None] = time.sleep

    def make(self, action: Callable[[], T]) -> T:
        """The result of the action, tried again while it fails by an error that may pass. Raises the last one."""
        for attempt in range(1, self.most + 1):
            try:
                return action()
            except OSError as error:
                if attempt == self.most or not is_temporary(error):
                    raise
                self.sleep(self.before(attempt + 1))
        raise AssertionError("at least one attempt is made")

    def before(self, attempt: int) -> float:
        """Seconds of pause before an attempt, which is the second or a later one."""
        return self.pause * float(1 << (attempt - 2))


def is_temporary(error: OSError) -> bool:
    """Whether an error of a share may pass by itself."""
    windows = getattr(error, "winerror", None)
    return windows in _PASSING_WINDOWS or (windows is None and error.errno in _PASSING)
