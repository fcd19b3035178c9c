"""Several processes reading one workbook in pieces: given their work, watched, and ended."""

import json
import mmap
import os
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from keyclient.ingest.child.share import Allowed
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.share import FIRST, STRINGS, Task
from keyclient.ingest.pieces.tickets import MOST, issue
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.members import Member, started
from keyclient.ingest.source.sandbox import OUT_OF_TIME, too_slow

_Lines = queue.SimpleQueue[tuple[Member, bytes]]


class Body(NamedTuple):
    """What a process has read: the sheet, the number of the piece, and the bytes that it has sent."""

    sheet: int
    number: int
    bytes: memoryview


@dataclass(frozen=True, eq=False)
class Shares:
    """Some processes that wait for their work, or do it."""

    path: Path
    members: tuple[Member, ...]
    sink: list[int]
    """The end of the pipe into which the numbers of pieces go, until they are there."""
    _limits: list[Limits] = field(default_factory=list)

    def start(self, task: Task, pieces: int, limits: Limits, memory_mb: int) -> None:
        """Give them their work; the caller continues and later takes the `bodies`.

        `pieces`: at least as many as there are; `memory_mb`: of each process.
        """
        allowed = Allowed(limits.seconds, min(memory_mb, limits.memory_mb))
        job = json.dumps([task, allowed]).encode() + b"\n"
        for member in self.members:
            member.results.write(job)
            member.results.flush()
        self._limits.append(limits)
        sink = self.sink.pop()
        try:
            issue(sink, range(STRINGS if task.strings else FIRST, min(FIRST + pieces, MOST)))
        finally:
            os.close(sink)

    def bodies(self) -> list[Body]:
        """What they have read, in any order, when they have all ended.

        Raises `BookTooSlow`, and `Odd` for whatever else stops one of them: other readers say what is wrong with the book.
        """
        (limits,) = self._limits
        lines: _Lines = queue.SimpleQueue()
        threads = [
            threading.Thread(target=_listen, args=(member, lines), daemon=True) for member in self.members
        ]
        try:
            for thread in threads:
                thread.start()
            said = self._told(lines, limits)
            return [body for member in self.members for body in _bodies(member, said[id(member)])]
        finally:
            for member in self.members:
                member.process.kill()
            for thread in threads:
                thread.join()
            self.stop()

    def _told(self, lines: _Lines, limits: Limits) -> dict[int, list[bytes]]:
        """The lines of all members until each has ended well, by the member."""
        until = time.monotonic() + limits.wall_seconds
        said: dict[int, list[bytes]] = {id(member): [] for member in self.members}
        going = set(said)
        while going:
            try:
                member, line = lines.get(timeout=max(until - time.monotonic(), 0))
            except queue.Empty:
                raise too_slow(self.path, limits) from None
            if line.startswith(b"{"):
                going.discard(id(member))
                if cause := json.loads(line)["cause"]:
                    raise Odd(cause)
            elif line:
                said[id(member)].append(line)
            elif id(member) in going:
                if member.process.wait() == OUT_OF_TIME:
                    raise too_slow(self.path, limits)
                raise Odd("ended")
        return said

    def stop(self) -> None:
        """End them."""
        for member in self.members:
            member.close()
        while self.sink:
            os.close(self.sink.pop())


def begin_shares(path: Path, count: int, command: Sequence[str] | None = None) -> Shares:
    """Some processes that wait for their work. `command`: what runs in their place."""
    source, sink = os.pipe()
    members: list[Member] = []
    try:
        for index in range(count):
            others = [sink, *(member.lines.fileno() for member in members)]
            members.append(started(index, source, others, command))
    except BaseException:
        os.close(sink)
        for member in members:
            member.close()
        raise
    finally:
        os.close(source)
    return Shares(path, tuple(members), [sink])


def _listen(member: Member, lines: _Lines) -> None:
    with suppress(OSError, ValueError):
        for line in member.lines:
            lines.put((member, line))
    lines.put((member, b""))


def _bodies(member: Member, lines: Sequence[bytes]) -> Iterator[Body]:
    """What a member has sent. All of it is mapped once: a mapping takes an open file, of which there are not many."""
    size = os.fstat(member.results.fileno()).st_size
    whole = memoryview(mmap.mmap(member.results.fileno(), size, access=mmap.ACCESS_READ))
    for line in lines:
        sheet, number, at, length = map(int, line.split())
        if not 0 <= at < at + length <= size:
            raise Odd("answer")
        yield Body(sheet, number, whole[at : at + length])
