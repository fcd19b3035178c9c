"""Limits for work on files of strangers: so much time, so much memory."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

MEBIBYTE = 1 << 20
WAITING = 10


class OutOfTime(BaseException):
    """It took too long; no `Exception`, so that nobody on the way swallows it."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Ends what runs in it with `OutOfTime`, where the system has alarms.

    Seconds are those of this process's own work; by the clock, which runs on while a busy machine does other things,
    ten times as many may pass.
    """
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    alarms = (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, seconds * WAITING),
    )
    before = {number: signal.signal(number, _stop) for number, _, _ in alarms}
    for _, timer, after in alarms:
        signal.setitimer(timer, after)
    try:
        yield
    finally:
        for _, timer, _ in alarms:
            signal.setitimer(timer, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime


@contextmanager
def memory(megabytes: int) -> Iterator[None]:
    """Gives this process, and those that it starts, no more memory than that; where the system has such limits."""
    with suppress(ImportError):
        import resource

        before = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_least(megabytes * MEBIBYTE, before[1]), before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, before)
        return
    yield


def _least(wanted: int, hard: int) -> int:
    return wanted if hard < 0 else min(wanted, hard)
