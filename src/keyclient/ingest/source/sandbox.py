"""Running the parser of untrusted workbooks in a child process, within limits of time and memory."""

import json
import mmap
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import DeclaresDocumentType, OutsideSheet
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, BookTooHeavy, BookTooSlow, NotABook
from keyclient.ingest.child.job import DOCTYPE, ENCRYPTED, MEMORY, NO_TABLE, OUTSIDE, REFUSED, Job
from keyclient.model.label import Label
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.ingest.source.limits import Limits

_NO_TABLE = Label("a page or document without a table", "没有表格的网页或文档")
_KILLED = Label("the parser was stopped by the operating system", "解析程序被操作系统终止")
ALLOCATION_FAILED = (b"memory allocation of", b"bad_alloc", b"Cannot allocate memory", b"MemoryError")
"""What a child that may take no more memory says before it ends, in Rust, C++, of the system, and Python."""
COMMAND = (sys.executable, "-P", "-m", "keyclient.ingest.child")
"""What a child process runs; `-P`: no code from the current folder."""
OUT_OF_TIME = -int(getattr(signal, "SIGXCPU", 0))
"""How a child ends that has used up its processor time; no child ends with it where the system has no such limit."""


@dataclass(frozen=True)
class Child:
    """A child process that imports its parser and waits for a job."""

    process: "subprocess.Popen[bytes]"
    output: IO[bytes]

    def parse(
        self, kind: FileKind, path: Path, *, sheet: str | None, reader: str, encoding: str, limits: "Limits"
    ) -> "Parsing":
        """Give the child its job; the caller continues and later calls `finish`."""
        job = Job(
            kind, os.fspath(path.absolute()), sheet or "", reader, limits.seconds, limits.memory_mb, encoding
        )
        line, self.process.stdin = self.process.stdin, None
        with suppress(BrokenPipeError), cast("IO[bytes]", line) as pipe:
            pipe.write(json.dumps(job).encode() + b"\n")
        return Parsing(path, limits, self)

    def stop(self) -> None:
        """Kill the child."""
        self.process.kill()
        self.process.communicate()
        self.output.close()


@dataclass(frozen=True)
class Parsing:
    """A child process that is parsing a workbook."""

    path: Path
    limits: "Limits"
    child: Child

    def finish(self) -> memoryview:
        """Wait for the child and return the Arrow streams it wrote, one per sheet.

        Raises the `InputError` that says why the workbook could not be parsed.
        """
        process = self.child.process
        try:
            _, said = process.communicate(timeout=self.limits.wall_seconds)
        except subprocess.TimeoutExpired:
            self.child.stop()
            raise too_slow(self.path, self.limits) from None
        if process.returncode != 0:
            self.child.output.close()
            raise self._refusal(process.returncode, said)
        with self.child.output as output:
            size = os.fstat(output.fileno()).st_size
            return memoryview(mmap.mmap(output.fileno(), size, access=mmap.ACCESS_READ) if size else b"")

    def stop(self) -> None:
        """Kill the child."""
        self.child.stop()

    def _refusal(self, code: int, said: bytes) -> InputError:
        if code == OUT_OF_TIME:
            return too_slow(self.path, self.limits)
        if code == REFUSED:
            why = json.loads(said.splitlines()[-1])
            return self._refused(why["cause"], why["detail"])
        if any(word in said for word in ALLOCATION_FAILED):
            return too_heavy(self.path, self.limits)
        return BookDamaged(path=self.path, reason=_KILLED)

    def _refused(self, cause: str, detail: str) -> InputError:
        match cause:
            case _ if cause == ENCRYPTED:
                return BookEncrypted(path=self.path)
            case _ if cause == MEMORY:
                return too_heavy(self.path, self.limits)
            case _ if cause == OUTSIDE:
                return OutsideSheet(path=self.path)
            case _ if cause == DOCTYPE:
                return DeclaresDocumentType(path=self.path)
            case _ if cause == NO_TABLE:
                return NotABook(path=self.path, found=_NO_TABLE)
        return BookDamaged(path=self.path, reason=detail)


def too_slow(path: Path, limits: "Limits") -> BookTooSlow:
    """The refusal of a workbook that takes too long."""
    return BookTooSlow(path=path, limit=f"{limits.seconds:.3g} s", setting=limits.seconds_setting)


def too_heavy(path: Path, limits: "Limits") -> BookTooHeavy:
    """The refusal of a workbook that takes too much memory."""
    return BookTooHeavy(path=path, limit=f"{limits.memory_mb} MB", setting=limits.memory_setting)


def start_child(kind: FileKind, command: Sequence[str] = COMMAND) -> Child:
    """Start a child process that will parse one workbook of a format: `command` and the format."""
    output = private_file()
    process = subprocess.Popen(
        [*command, kind],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    return Child(process, output)


def environment() -> dict[str, str]:
    """The environment of a child: its limit of memory counts what is in use, not what an allocator keeps in store."""
    return {**os.environ, "PYTHONIOENCODING": "utf-8", "ARROW_DEFAULT_MEMORY_POOL": "system"}


def private_file() -> IO[bytes]:
    """A nameless file for the customers' rows: in memory if the system supports that, else unlinked."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("keyclient"), "w+b")
    return tempfile.TemporaryFile()
