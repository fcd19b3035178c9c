"""How long a look at a workbook may take."""

import math
import time


class OutOfTime(Exception):
    """The look took longer than it may."""


class Clock:
    """Runs out when its thread has computed for so many seconds, or when so many have passed by the clock."""

    def __init__(self, seconds: float, wall_seconds: float = math.inf) -> None:
        self._computed = time.thread_time() + seconds
        self._passed = time.monotonic() + wall_seconds

    def check(self) -> None:
        """Raises `OutOfTime` when the time is up."""
        if time.thread_time() > self._computed or time.monotonic() > self._passed:
            raise OutOfTime
