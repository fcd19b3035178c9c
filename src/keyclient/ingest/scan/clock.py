"""How long the scan of a workbook may take."""

import math
import time


class OutOfTime(Exception):
    """The scan took too long."""


class Clock:
    """A timer that runs out some seconds after it was made."""

    def __init__(self, seconds: float, wall_seconds: float = math.inf) -> None:
        self._computed = time.thread_time() + seconds
        self._passed = time.monotonic() + wall_seconds

    def check(self) -> None:
        """Raises `OutOfTime` when the time is up."""
        if time.thread_time() > self._computed or time.monotonic() > self._passed:
            raise OutOfTime
