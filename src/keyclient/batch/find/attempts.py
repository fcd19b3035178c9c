"""Retrying after a temporary error of a share, with a growing pause."""

import errno
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_TEMPORARY = {
    getattr(errno, name)
    for name in ("EIO", "ESTALE", "ENETUNREACH", "ENETDOWN", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT", "ECONNRESET", "EAGAIN")
    if hasattr(errno, name)
}  # fmt: skip
_TEMPORARY_WINDOWS = {21, 53, 54, 59, 64, 121, 1231, 1232, 1236}
"""Windows error codes: not ready; no path; busy; unexpected error; name gone; semaphore; no network or host; aborted."""


@dataclass(frozen=True)
class Attempts:
    """How often an action is tried, and the pause before the second attempt; each later pause is twice as long."""

    most: int
    pause: float
    sleep: Callable[[float], None] = time.sleep

    def run(self, action: Callable[[], T]) -> T:
        """The result of the action, retried after temporary errors. Raises the last error."""
        for attempt in range(1, self.most + 1):
            try:
                return action()
            except OSError as error:
                if attempt == self.most or not is_temporary(error):
                    raise
                self.sleep(self.pause_before(attempt + 1))
        raise AssertionError("there is at least one attempt")

    def pause_before(self, attempt: int) -> float:
        """The pause in seconds before the second or a later attempt."""
        return self.pause * float(1 << (attempt - 2))


def is_temporary(error: OSError) -> bool:
    """Whether an error of a share may go away by itself."""
    windows = getattr(error, "winerror", None)
    return windows in _TEMPORARY_WINDOWS or (windows is None and error.errno in _TEMPORARY)
