"""`--open`: shows a file with the program that the platform opens it with."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from keyclient.cli.start.session import Session
from keyclient.errors import reason_of
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

_UNATTENDED = Label(
    "{path} was not opened: the command is not running in a terminal.",
    "未打开 {path}：当前不在交互终端中运行。",
)
_FAILED = Label(
    "{path} could not be opened ({reason}). Please open it yourself.",
    "无法自动打开 {path}（{reason}），请手动打开。",
)
_OPENERS = {"darwin": ("open",), "win32": ()}
_OTHERWISE = ("xdg-open",)

Starter = Callable[[Sequence[str]], None]


def show_file(session: Session, path: Path, *, attended: bool, start: Starter | None = None) -> None:
    """Open a file for the user; a failure is reported and stops nothing.

    `attended`: whether a user is there to see it. `start`: what runs the platform's program.
    """
    words = {"path": Value(str(path), Kind.TEXT)}
    if not attended:
        session.narrator.note(Sentence(_UNATTENDED, words))
        return
    try:
        _open(path, start or _started)
    except OSError as error:
        reason = Value(reason_of(error), Kind.TEXT)
        session.narrator.note(Sentence(_FAILED, {**words, "reason": reason}))


def is_attended(streams: Sequence[TextIO | None]) -> bool:
    """Whether a user is at a terminal: the first stream, for input, and one of the others are terminals."""
    first, *others = (stream is not None and not stream.closed and stream.isatty() for stream in streams)
    return first and any(others)


def _open(path: Path, start: Starter) -> None:
    startfile = getattr(os, "startfile", None)
    if startfile is not None:
        startfile(path)
    else:
        start([*_OPENERS.get(sys.platform, _OTHERWISE), str(path.resolve())])


def _started(command: Sequence[str]) -> None:
    """Start a program without waiting for it."""
    silent = subprocess.DEVNULL
    subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)
