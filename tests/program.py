"""The program as a user runs it, inside this process: the command line in, exit code and both streams out."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from typer.main import get_command

from keyclient.cli.app import main
from keyclient.cli.start.session import Session, start_session

_COMMANDS = cache(get_command)
"""The commands of the program with all their options, which it works out anew whenever it is called."""


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


def run(arguments: Sequence[str]) -> Ended:
    """Runs `keyclient ARGUMENTS`."""
    done = _run(arguments)
    return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def typed_bytes(folder: Path, *arguments: str, **environment: str) -> CompletedProcess[bytes]:
    """Runs `keyclient ARGUMENTS` in a folder, without the `KEYCLIENT_` variables of whoever runs the tests.

    The language is that of the tests' own process, where the arguments name none.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KEYCLIENT_")}
    with chdir(folder), patch.dict(os.environ, kept | environment, clear=True):
        return _run(arguments)


def typed(folder: Path, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """The same, with lines of text."""
    done = typed_bytes(folder, *arguments, **environment)
    return CompletedProcess(done.args, done.returncode, _lines(done.stdout), _lines(done.stderr))


def _run(arguments: Sequence[str]) -> CompletedProcess[bytes]:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    start_session(Session())
    with (
        patch.object(sys, "argv", ["keyclient", *arguments]),
        patch("typer.main.get_command", _COMMANDS),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main()
    return CompletedProcess(arguments, code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue()


def _lines(written: bytes) -> str:
    return written.decode("utf-8").replace("\r\n", "\n")
