"""How long a look at a workbook may take."""

import time


class OutOfTime(Exception):
    """The look took longer than it may."""


class Clock:
    """Runs out some seconds after it was made."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def check(self) -> None:
        """Raises `OutOfTime` when the time is up."""
        if time.monotonic() > self._until:
            raise OutOfTime
