"""How long the scan of a workbook may take."""

import time


class OutOfTime(Exception):
    """The scan took too long."""


class Clock:
    """A timer that runs out some seconds after it was made."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def check(self) -> None:
        """Raises `OutOfTime` when the time is up."""
        if time.monotonic() > self._until:
            raise OutOfTime
