"""Starting the processes that read a workbook in pieces: forked where that is safe, else as programs of their own."""

import mmap
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import IO, NoReturn, Protocol

import pyarrow as pa

from keyclient.ingest.child.share import Files, main
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Piece
from keyclient.ingest.pieces.sent import received
from keyclient.ingest.pieces.share import Ends, Found
from keyclient.ingest.source.sandbox import environment, private_file

COMMAND = (sys.executable, "-P", "-m", "keyclient.ingest.child.share")
_REMOVE: int | None = getattr(mmap, "MADV_REMOVE", None)
"""Gives back what a file holds at a place, which is not to be held twice."""
_NO_ANSWER = (
    ArithmeticError, LookupError, OSError, StopIteration, TypeError, ValueError, pa.ArrowException, struct.error,
)  # fmt: skip
"""What comes of an answer that is none."""
_TASKS = "/proc/self/task"
_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What ends a forked process at once, whatever the parent does about it."""


class Process(Protocol):
    """What is asked of a process."""

    def kill(self) -> None:
        """End it."""

    def wait(self) -> int:
        """Wait for its end: its exit code, or the negative number of the signal."""


@dataclass
class Forked:
    """A process that was forked."""

    pid: int
    code: int | None = None

    def kill(self) -> None:
        """End it, unless it has ended: its number may be that of another process by now."""
        self._look(os.WNOHANG)
        if self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end. The code is 0 where nobody knows it: who starts programs may have them ignore SIGCHLD."""
        self._look(0)
        return self.code or 0

    def _look(self, options: int) -> None:
        if self.code is None:
            try:
                pid, status = os.waitpid(self.pid, options)
            except ChildProcessError:
                self.code = 0
            else:
                self.code = os.waitstatus_to_exitcode(status) if pid else None


@dataclass(frozen=True)
class Member:
    """A process with the file of what it has read, and the lines that it writes about it."""

    process: Process
    results: IO[bytes]
    lines: IO[bytes]

    def taken(self, line: bytes) -> Found:
        """What a line tells of, out of the file. Raises `Odd` for a line or a file that is not what was agreed."""
        try:
            sheet, number, at, length = map(int, line.split())
            return sheet, number, _taken(self.results.fileno(), at, length)
        except _NO_ANSWER:
            raise Odd("answer") from None

    def close(self) -> None:
        """End the process; nothing of it stays."""
        with closing(self.results), closing(self.lines):
            self.process.kill()
            self.process.wait()


def can_fork() -> bool:
    """Whether this process may be copied: it runs on Linux and has one thread, so that no lock is held by another."""
    if sys.platform != "linux":
        return False
    try:
        return len(os.listdir(_TASKS)) == 1  # noqa: PTH208 - names alone
    except OSError:  # a container that does not show it
        return False


def started(index: int, tickets: int, others: Sequence[int], command: Sequence[str] | None = None) -> Member:
    """Start one. `tickets`: the pipe that it draws from; `others`: what a forked one has to close.

    `command`: what runs in its place, with the index; else it is forked where possible.
    """
    results = private_file()
    if command is None and can_fork():
        return _forked(index, tickets, results, others)
    process = subprocess.Popen(
        [*(command or COMMAND), str(index)],
        stdin=tickets,
        stdout=results,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    if process.stderr is None:
        raise OSError("pipe")
    return Member(process, results, process.stderr)


def _forked(index: int, tickets: int, results: IO[bytes], others: Sequence[int]) -> Member:
    source, sink = os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_child(lambda: main(index, Files(tickets, results.fileno(), sink)), [source, *others])
    os.close(sink)
    return Member(Forked(pid), results, os.fdopen(source, "rb"))


def _taken(file: int, at: int, length: int) -> "Piece | Ends | pa.StringArray":
    """A part of a file that begins where one may be mapped: it is copied, and where possible the file loses it."""
    if length <= 0:
        raise Odd("answer")
    with mmap.mmap(file, length, access=mmap.ACCESS_WRITE, offset=at) as mapped, memoryview(mapped) as body:
        found = received(body)
        if _REMOVE is not None:
            with suppress(OSError):  # a file system that can not
                mapped.madvise(_REMOVE)
    return found


def _be_child(work: Callable[[], int], close: Sequence[int]) -> NoReturn:
    """Never return to what the parent was doing, nor write what it has not written yet."""
    code = 1
    try:
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        for number in close:
            os.close(number)
        code = work()
    finally:
        os._exit(code)
