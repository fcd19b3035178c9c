"""How a run ends: the exit codes, the result on standard output, and a line instead of a traceback."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn, TextIO

from keyclient.errors import KeyclientError, OutputError, reason_of
from keyclient.model.label import Label

if TYPE_CHECKING:
    from keyclient.cli.start.narrator import Narrator

_NOBODY_READS = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}
"""Errors of writing to a pipe that nobody reads; Windows reports an invalid argument."""


class ExitCode(IntEnum):
    """The exit code of the program."""

    DONE = 0
    """The result was made; warnings are allowed."""
    FINDINGS = 1
    """The result was made in part, or there are findings."""
    FAILED = 2
    """The run could not be done: usage, policy, input, output, or an internal error."""
    INTERRUPTED = 130
    """The user stopped the run."""


class StandardOutputError(OutputError):
    """Standard output does not take the result."""

    sentence = Label(
        "The result cannot be written to standard output ({reason}). Redirect it to another place.",
        "无法写入标准输出（{reason}）。请重定向到其他位置。",
    )


_CLOSED = Label("it is closed", "已关闭")


def show(result: bytes) -> None:
    """Writes a result to standard output.

    A reader that has seen enough (`| head`) ends it quietly. Raises `StandardOutputError` where standard output is
    closed or its disk is full.
    """
    if sys.stdout is None:
        raise StandardOutputError(reason=_CLOSED)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()
    except OSError as error:
        _abandon(sys.stdout)
        if error.errno not in _NOBODY_READS:
            raise StandardOutputError(reason=reason_of(error)) from error


def run(command: Callable[[], object], narrating: "Callable[[], Narrator]") -> int:
    """Runs a command to its exit code; whatever goes wrong is told in a line, never as a traceback.

    `narrating` gives the narrator of the moment: its language is known only after the command line is read.
    A character that a console does not have never ends a run: it is replaced.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        command()
    except BaseException as error:  # a panic of a reader written in Rust is no `Exception`
        return _ending(error, narrating)
    finally:
        _flush(sys.stdout)
    return ExitCode.DONE


def _ending(error: BaseException, narrating: "Callable[[], Narrator]") -> int:
    """Tells why the run ended, and returns its exit code."""
    match error:
        case SystemExit(code=None):
            return ExitCode.DONE
        case KeyboardInterrupt() | SystemExit(code=ExitCode.INTERRUPTED):
            narrating().interrupted()
            return ExitCode.INTERRUPTED
        case SystemExit(code=int(code)):
            return code
        case BrokenPipeError():
            return ExitCode.DONE
        case KeyclientError():
            narrating().error(error)
        case _:
            narrating().internal_error(error)
    return ExitCode.FAILED


def leave(code: int) -> NoReturn:
    """End the process at once.

    Everything is written by now, and taking pandas apart piece by piece costs a tenth of a run.
    """
    _flush(sys.stdout)
    _flush(sys.stderr)
    os._exit(code)


def _flush(stream: TextIO | None) -> None:
    """Flushes a stream, if anybody reads it."""
    if stream is not None and not stream.closed:
        try:
            stream.flush()
        except OSError:
            _abandon(stream)


def _abandon(stream: TextIO) -> None:
    """Points a broken stream at nothing, so that Python's own last flush does not complain."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
