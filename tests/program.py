"""The program as a user runs it, inside this process: the command line in, exit code and both streams out."""

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from keyclient.cli.app import main


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


def run(arguments: Sequence[str]) -> Ended:
    """Runs `keyclient ARGUMENTS`."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with patch.object(sys, "argv", ["keyclient", *arguments]), redirect_stdout(out), redirect_stderr(err):
        code = main()
    return Ended(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue().decode("utf-8")
