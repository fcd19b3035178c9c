"""What takes long is told on a terminal, and only there; nothing of it is left."""

import io
import os
import re
import sys
from pathlib import Path

import pytest

from keyclient.cli.start.narrator import Narrator
from keyclient.cli.start.progress import PATIENCE, Progress
from keyclient.model.label import Label, Lang
from keyclient.render.screen import Screen
from keyclient.render.text import Voice

SCREEN = Screen(terminal=True, width=60)


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def progress(stream: io.StringIO, clock: _Clock) -> Progress:
    return Progress(stream, SCREEN, Voice(Lang.ZH).label, clock)


def test_what_takes_a_moment_is_not_told(progress: Progress, stream: io.StringIO, clock: _Clock) -> None:
    progress.doing("正在读取 客户.xlsx")
    clock.now += PATIENCE - 0.1
    progress.beat()
    progress.end()
    assert stream.getvalue() == ""


def test_what_takes_long_is_told_with_its_seconds(
    progress: Progress, stream: io.StringIO, clock: _Clock
) -> None:
    progress.doing("正在读取 客户.xlsx")
    clock.now += PATIENCE
    progress.beat()
    assert "正在读取 客户.xlsx ... 2 秒" in stream.getvalue()
    clock.now += 1
    progress.doing("正在分析")
    progress.beat()
    assert "正在分析 ... 3 秒" in stream.getvalue()


def test_nothing_is_left_of_it(progress: Progress, stream: io.StringIO, clock: _Clock) -> None:
    progress.doing("正在分析")
    clock.now += PATIENCE
    progress.beat()
    progress.end()
    assert _seen(stream.getvalue()) == []
    progress.beat()
    assert _seen(stream.getvalue()) == []


def test_what_is_said_meanwhile_stands_alone_on_its_line(
    progress: Progress, stream: io.StringIO, clock: _Clock
) -> None:
    speaker = Narrator(stream, Voice(Lang.ZH), progress=progress)
    speaker.doing(Label("Analysing", "正在分析"))
    clock.now += PATIENCE
    progress.beat()
    speaker.note(Label("300 rows.", "300 行。"))
    progress.beat()
    speaker.done()
    assert _seen(stream.getvalue()) == ["300 行。"]


def _seen(written: str) -> list[str]:
    """The lines of a terminal after what was written: carriage return, erase in line, and cursor up are obeyed."""
    lines, row, column = [""], 0, 0
    for part in re.findall(r"\x1b\[\??\d*[A-Za-z]|\r|\n|[^\x1b\r\n]+", written):
        if part == "\n":
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif part == "\r":
            column = 0
        elif part == "\x1b[2K":
            lines[row] = ""
        elif part.startswith("\x1b[") and part.endswith("A"):
            row = max(0, row - int(part[2:-1] or 1))
        elif not part.startswith("\x1b"):
            lines[row] = lines[row][:column].ljust(column) + part + lines[row][column + len(part) :]
            column += len(part)
    return [line for line in lines if line.strip()]


SLOW = """
import sys, time
from keyclient.cli.start import progress
from keyclient.cli.start.session import current_session
progress.PATIENCE, progress._BEAT = 0.0, 0.01
speaker = current_session().narrator
speaker.doing(progress.Label("Analysing", "Analysing"))
for _ in range(30_000):
    if speaker.progress is None or speaker.progress._live is not None:
        break
    time.sleep(0.01)
speaker.note(progress.Label("said", "said"))
speaker.done()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_terminal_is_told_and_a_pipe_is_not(tmp_path: Path) -> None:
    on_terminal, piped = _run_with(SLOW, terminal=True), _run_with(SLOW, terminal=False)
    assert "Analysing ... 0" in on_terminal
    assert _seen(on_terminal.replace("\r\n", "\n")) == ["said"]
    assert piped.replace("\r\n", "\n") == "said\n"


def _run_with(code: str, *, terminal: bool) -> str:
    """What a program writes to its standard error."""
    import pty
    import subprocess

    reader, writer = pty.openpty() if terminal else os.pipe()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", "LANG": "C.UTF-8"}
    child = subprocess.Popen(
        [sys.executable, "-c", code], stderr=writer, stdout=subprocess.DEVNULL, env=environment
    )
    os.close(writer)
    written = b""
    while True:
        try:
            piece = os.read(reader, 4096)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(reader)
    assert child.wait() == 0
    return written.decode()
