"""A stand-in for one of the processes that read a workbook in pieces, which does as it is told: `python standin_share.py DEED INDEX`.

Every deed comes to an end by itself, so that nothing hangs where a limit fails.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator

from keyclient.ingest.child.share import main
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.share import Ends, Found, Task

SLEEP_SECONDS, WORK_SECONDS = 30, 8
ALLOCATED = 2 << 30
"""Bytes that are asked for and never touched."""


def answer(index: int, take: Callable[[], int | None], _: object) -> Iterator[Found]:
    """Say which numbers were drawn."""
    while (number := take()) is not None:
        yield index, number, Ends(b"head", b"tail", range(number))


def ticked(index: int, take: Callable[[], int | None], tick: Callable[[], None]) -> Iterator[Found]:
    """The same, by one that looks for its parent."""
    for found in answer(index, take, tick):
        tick()
        yield found


def repeat(*_: object) -> Iterator[Found]:
    """Say the same again and again."""
    for _time in range(SLEEP_SECONDS * 100):
        time.sleep(0.01)
        yield 0, 0, Ends(b"", b"", range(0))


def sleep(*_: object) -> Iterator[Found]:
    """Wait."""
    time.sleep(SLEEP_SECONDS)
    yield from ()


def work(*_: object) -> Iterator[Found]:
    """Use up processor time."""
    while time.process_time() < WORK_SECONDS:
        pass
    yield from ()


def allocate(*_: object) -> Iterator[Found]:
    """Ask for memory."""
    held = bytearray(ALLOCATED)
    yield len(held), 0, Ends(b"", b"", range(0))


def die(*_: object) -> Iterator[Found]:
    """End by a signal."""
    os.kill(os.getpid(), signal.SIGKILL)
    yield from ()


def end(*_: object) -> Iterator[Found]:
    """End at once, without a word."""
    os._exit(0)


def fail(*_: object) -> Iterator[Found]:
    """Fail as Python does."""
    raise ValueError("4711")


def linger(_: int, __: object, tick: Callable[[], None]) -> Iterator[Found]:
    """Work for as long as the parent is there."""
    for _ in range(SLEEP_SECONDS * 100):
        tick()
        time.sleep(0.01)
    yield from ()


def refuse(*_: object) -> Iterator[Found]:
    """Say that the workbook is one for others."""
    raise Odd("4711")


DEEDS: dict[str, Callable[..., Iterator[Found]]] = {
    deed.__name__: deed
    for deed in (answer, sleep, work, allocate, die, end, fail, linger, refuse, repeat, ticked)
}

if __name__ == "__main__":
    told, at = sys.argv[1], int(sys.argv[2])

    def share(
        _: Task, take: Callable[[], int | None], tick: Callable[[], None], *, verify: bool
    ) -> Iterator[Found]:
        """Do what was told."""
        assert verify == (at == 0)
        return DEEDS[told](at, take, tick)

    os._exit(main(at, work=share))
