"""Several processes reading one workbook in pieces: given their work, watched, and ended."""

import json
import os
import queue
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from keyclient.ingest.child.job import MEMORY
from keyclient.ingest.child.share import Allowed
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.share import FIRST, STRINGS, Found, Task
from keyclient.ingest.pieces.tickets import MOST, issue
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.members import Member, started
from keyclient.ingest.source.sandbox import OUT_OF_TIME, too_heavy, too_slow

_Lines = queue.SimpleQueue[tuple[Member, bytes]]


@dataclass(frozen=True, eq=False)
class Waiting:
    """Some processes that wait for their work."""

    path: Path
    members: tuple[Member, ...]
    sink: IO[bytes]
    """The end of the pipe into which the numbers of pieces go."""

    def start(self, task: Task, pieces: int, limits: Limits, memory_mb: int) -> "Shares":
        """Give them their work; the caller continues and later takes what is `found`.

        `pieces`: at least as many as there are; `memory_mb`: of each process, never more than the limits say.
        """
        allowed = Allowed(limits.seconds, min(memory_mb, limits.memory_mb))
        job = json.dumps([task, allowed]).encode() + b"\n"
        try:
            for member in self.members:
                member.results.write(job)
                member.results.flush()
            issue(self.sink.fileno(), range(STRINGS if task.strings else FIRST, min(FIRST + pieces, MOST)))
            self.sink.close()
        except BaseException:
            self.stop()
            raise
        return Shares(self.path, self.members, limits, is_own_limit=memory_mb < limits.memory_mb)

    def stop(self) -> None:
        """End them."""
        _close(self.members)
        self.sink.close()


@dataclass(frozen=True, eq=False)
class Shares:
    """Some processes at work."""

    path: Path
    members: tuple[Member, ...]
    limits: Limits
    is_own_limit: bool
    """Whether they may have less memory than the limits say, so that other readers may do with these."""

    def found(self) -> Generator[Found]:
        """What they read, in any order, each as soon as it is there; in the end they have all ended well.

        Raises `BookTooSlow` and `BookTooHeavy`, and `Odd` for whatever else stops one of them: other readers say what is wrong
        with the book.
        """
        lines: _Lines = queue.SimpleQueue()
        threads = [threading.Thread(target=_listen, args=(one, lines), daemon=True) for one in self.members]
        try:
            for thread in threads:
                thread.start()
            for member, line in self._lines(lines):
                yield member.taken(line)
        finally:
            for member in self.members:
                member.process.kill()
            for thread in threads:
                thread.join()
            self.stop()

    def _lines(self, lines: _Lines) -> Iterator[tuple[Member, bytes]]:
        """The lines about what was read, until all members have ended well."""
        until = time.monotonic() + self.limits.wall_seconds
        going = {id(member) for member in self.members}
        while going:
            try:
                member, line = lines.get(timeout=max(until - time.monotonic(), 0))
            except queue.Empty:
                raise too_slow(self.path, self.limits) from None
            if line.startswith(b"{"):
                going.discard(id(member))
                self._check(_cause(line))
            elif line:
                yield member, line
            elif id(member) in going:
                if member.process.wait() == OUT_OF_TIME:
                    raise too_slow(self.path, self.limits)
                raise Odd("ended")

    def _check(self, cause: str) -> None:
        """Raises what became of a member that says why it has ended; an empty cause is a good end."""
        if cause == MEMORY and not self.is_own_limit:
            raise too_heavy(self.path, self.limits)
        if cause:
            raise Odd(cause)

    def stop(self) -> None:
        """End them."""
        _close(self.members)


def begin_shares(path: Path, count: int, command: Sequence[str] | None = None) -> Waiting:
    """Some processes that wait for their work. `command`: what runs in their place."""
    source, number = os.pipe()
    sink = os.fdopen(number, "wb", 0)
    members: list[Member] = []
    try:
        for index in range(count):
            others = [number, *(member.lines.fileno() for member in members)]
            members.append(started(index, source, others, command))
    except BaseException:
        sink.close()
        _close(members)
        raise
    finally:
        os.close(source)
    return Waiting(path, tuple(members), sink)


def _close(members: Sequence[Member]) -> None:
    """End all of them, even if one of them cannot be ended."""
    with ExitStack() as stack:
        for member in members:
            stack.callback(member.close)


def _cause(line: bytes) -> str:
    try:
        return str(json.loads(line)["cause"])
    except (LookupError, TypeError, ValueError):
        return "answer"


def _listen(member: Member, lines: _Lines) -> None:
    with suppress(OSError, ValueError):
        for line in member.lines:
            lines.put((member, line))
    lines.put((member, b""))
