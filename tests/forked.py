"""Parsers of workbooks that need not import their libraries anew: a process that has them forks a child for each.

A child is then the same program under the same limits, in a tenth of the time. Tests of how children are started and
how they end have real ones; see `tests/conftest.py`.
"""

import gc
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from typing import IO, NoReturn, cast
from unittest.mock import patch

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.child import __main__ as parsers
from keyclient.ingest.source.sandbox import COMMAND, Child, start_child

POSSIBLE = sys.platform == "linux"
"""Whether processes are forked here, and their files need no name."""
CALLERS = tuple(f"keyclient.ingest.source.{name}" for name in ("differing", "opening", "workbook"))
"""What starts children."""
WARM = (
    "pyarrow.compute",
    "openpyxl",
    *(f"keyclient.ingest.child.{name}" for name in ("exact", "exact_binary", "html", "odf", "xml2003")),
)
"""What readers import for some workbooks alone."""
HEAD = 16
"""Bytes of a message: the format of a workbook, or a number."""
_PIECE = 1 << 16


class Forked:
    """What `Child` needs of a process, of a child that the server forks."""

    def __init__(self, server: socket.socket, kind: FileKind, output: IO[bytes]) -> None:
        job, said, end = os.pipe(), os.pipe(), os.pipe()
        theirs = (job[0], output.fileno(), said[1], end[1])
        socket.send_fds(server, [kind.ljust(HEAD).encode()], theirs)
        for number in (theirs[0], *theirs[2:]):
            os.close(number)
        self.stdin: IO[bytes] | None = os.fdopen(job[1], "wb", buffering=0)
        self.returncode: int | None = None
        self._said = os.fdopen(said[0], "rb", buffering=0)
        self._end = os.fdopen(end[0], "rb", buffering=0)
        self._pid = int(self._end.read(HEAD))

    def communicate(self, timeout: float | None = None) -> tuple[None, bytes]:
        """Wait for the end of the child; what it wrote to standard error, the first time."""
        if self.returncode is not None:
            return None, b""
        if self.stdin is not None:
            self.stdin.close()
        until = None if timeout is None else time.monotonic() + timeout
        said = b""
        while piece := _in_time(self._said, until):
            said += piece
        self.returncode = int(_in_time(self._end, until))
        self._said.close()
        self._end.close()
        return None, said

    def poll(self) -> int | None:
        """How the child has ended, once that has been waited for."""
        return self.returncode

    def kill(self) -> None:
        """End the child, unless it has ended."""
        if self.returncode is None and not select.select([self._end], [], [], 0)[0]:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)


def _in_time(pipe: IO[bytes], until: float | None) -> bytes:
    left = None if until is None else max(until - time.monotonic(), 0)
    if not select.select([pipe], [], [], left)[0]:
        raise subprocess.TimeoutExpired(COMMAND, 0)
    return pipe.read(_PIECE)


@dataclass
class Server:
    """The process that forks; it starts with the first book."""

    requests: socket.socket | None = None
    process: "subprocess.Popen[bytes] | None" = None

    def start_child(self, kind: FileKind, command: Sequence[str] = COMMAND) -> Child:
        """A child that parses a workbook of a format; in the place of `sandbox.start_child`."""
        if command is not COMMAND:
            return start_child(kind, command)
        output = os.fdopen(os.memfd_create("keyclient"), "w+b")
        process = cast("subprocess.Popen[bytes]", Forked(self._started(), kind, output))
        return Child(process, output)

    def _started(self) -> socket.socket:
        if self.requests is None:
            self.requests, theirs = socket.socketpair()
            environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "ARROW_DEFAULT_MEMORY_POOL": "system"}
            self.process = subprocess.Popen(
                [sys.executable, "-P", __file__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=tempfile.gettempdir(),
                env={**environment, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            )
            theirs.close()
        return self.requests

    def stop(self) -> None:
        """End it."""
        if self.requests is not None and self.process is not None:
            self.requests.close()
            self.process.wait()


@contextmanager
def forked_children() -> Iterator[None]:
    """Meanwhile the children of this process are forked."""
    server = Server()
    with ExitStack() as stack:
        stack.callback(server.stop)
        for name in CALLERS:
            stack.enter_context(patch.object(import_module(name), "start_child", server.start_child))
        yield


@contextmanager
def started_children() -> Iterator[None]:
    """Meanwhile children are processes of their own again, as for users."""
    with ExitStack() as stack:
        for name in CALLERS:
            stack.enter_context(patch.object(import_module(name), "start_child", start_child))
        yield


def serve(requests: socket.socket) -> None:
    """Fork a child for each request and say how it ends, until nobody can ask any more."""
    for kind in parsers.READERS:
        parsers._warm_up(kind)
    for name in WARM:
        import_module(name)
    gc.freeze()
    woken, wakes = socket.socketpair()
    wakes.settimeout(0)
    signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    ends: dict[int, int] = {}
    while True:
        ready = select.select([requests, woken], [], [])[0]
        if woken in ready:
            woken.recv(_PIECE)
            _reap(ends)
        if requests in ready:
            asked, files = socket.recv_fds(requests, HEAD, 4)[:2]
            if not asked:
                return
            ends.update(_forked(asked.decode().strip(), files))


def _forked(kind: str, files: Sequence[int]) -> dict[int, int]:
    """The child by its number, with the pipe in which to say how it ends."""
    pid = os.fork()
    if pid == 0:
        _parse(kind, files)
    *others, end = files
    os.write(end, str(pid).ljust(HEAD).encode())
    for number in others:
        os.close(number)
    return {pid: end}


def _parse(kind: str, files: Sequence[int]) -> NoReturn:
    """Be the child."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for place, number in enumerate(files[:3]):
        os.dup2(number, place)
    os.closerange(3, max(files) + 1)
    code = parsers.main(kind)
    with suppress(OSError):
        sys.stdout.flush()
    os._exit(code)


def _reap(ends: dict[int, int]) -> None:
    while ends:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        end = ends.pop(pid)
        with suppress(BrokenPipeError):
            os.write(end, str(os.waitstatus_to_exitcode(status)).encode())
        os.close(end)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
