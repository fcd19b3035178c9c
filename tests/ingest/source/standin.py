"""A stand-in for the reader of a workbook that does as it is told: `python standin.py DEED DETAIL FORMAT`.

It runs as the child process of `keyclient.ingest.child` does, with its limits and its way of answering; only the reader
is another. Every deed comes to an end by itself, so that nothing hangs where a limit fails.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator

from keyclient.ingest.child.__main__ import READERS, main
from keyclient.ingest.child.job import Job, Refused
from keyclient.ingest.child.sheet import Sheet

SLEEP_SECONDS, WORK_SECONDS = 30, 8
ALLOCATED = 1 << 30
"""Bytes that are asked for and never touched."""


class Panic(BaseException):
    """What a parser in another language raises: no `Exception`."""


def answer(_: str) -> Iterator[Sheet]:
    """One sheet without cells."""
    yield Sheet("客户")


def nothing(_: str) -> Iterator[Sheet]:
    """The end, before any sheet."""
    yield from ()


def sleep(_: str) -> Iterator[Sheet]:
    """Wait."""
    time.sleep(SLEEP_SECONDS)
    yield Sheet("客户")


def work(_: str) -> Iterator[Sheet]:
    """Use up processor time."""
    while time.process_time() < WORK_SECONDS:
        pass
    yield Sheet("客户")


def allocate(_: str) -> Iterator[Sheet]:
    """Ask for memory."""
    held = bytearray(ALLOCATED)
    yield Sheet(f"{len(held)}")


def panic(words: str) -> Iterator[Sheet]:
    """Fail as a parser in another language does."""
    raise Panic(words)


def fail(words: str) -> Iterator[Sheet]:
    """Fail as a parser in Python does."""
    raise ValueError(words)


def leave(code: str) -> Iterator[Sheet]:
    """Ask the interpreter to end."""
    raise SystemExit(int(code))


def end(code: str) -> Iterator[Sheet]:
    """End at once, without a word."""
    os._exit(int(code))


def die(name: str) -> Iterator[Sheet]:
    """End by a signal."""
    os.kill(os.getpid(), getattr(signal, name))
    yield from ()


def abort(words: str) -> Iterator[Sheet]:
    """End by a signal, with last words."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
    yield from die("SIGABRT")


def refuse(cause: str) -> Iterator[Sheet]:
    """Refuse the workbook, after lines of its own on standard error."""
    sys.stderr.write("warning: unusual record\n" * 1000)
    raise Refused(cause, "Broken")


def babble(words: str) -> Iterator[Sheet]:
    """Write what is no answer behind one that is."""
    yield Sheet("客户")
    sys.stdout.buffer.write(words.encode())


DEEDS: dict[str, Callable[[str], Iterator[Sheet]]] = {
    deed.__name__: deed
    for deed in (answer, nothing, sleep, work, allocate, panic, fail, leave, end, die, abort, refuse, babble)
}

if __name__ == "__main__":
    told, detail, kind = sys.argv[1:]

    def reader(_: Job) -> Iterator[Sheet]:
        """Do what was told."""
        return DEEDS[told](detail)

    if told == "vanish":
        os._exit(1)
    code = main(kind, dict.fromkeys(READERS, reader))
    os._exit(code)
