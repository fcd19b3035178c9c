"""Whole runs in a subprocess, on consoles of every encoding, into pipes and terminals."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from keyclient.render.width import cells

ROOT = Path(__file__).parents[2]
ENCODINGS = ["utf-8", "gbk", "cp1252", "ascii"]


def _environment(**extra: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "NO_COLOR", "FORCE_COLOR"))
    }
    return {**kept, "TERM": "xterm", "COLUMNS": "80", "LINES": "45", **extra}


def _speak(*arguments: str, **extra: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tests.cli.speak", *arguments]
    return subprocess.run(command, cwd=ROOT, env=_environment(**extra), capture_output=True, check=False)


def _speak_on_a_terminal(*arguments: str, **extra: str) -> tuple[int, bytes]:
    return _on_a_terminal("tests.cli.speak", *arguments, **extra)


def _on_a_terminal(module: str, *arguments: str, **extra: str) -> tuple[int, bytes]:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=_environment(**extra), stdout=slave, stderr=slave) as child:
        os.close(slave)
        output = b"".join(iter(lambda: _read(master), b""))
        os.close(master)
    return child.returncode, output


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:
        return b""


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_pipe_of_any_encoding_takes_the_whole_answer(encoding: str) -> None:
    done = _speak("nasty", "table", "zh", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"[/b]" in done.stdout.decode(encoding).encode()
    assert b"KC103" in done.stderr.decode(encoding).encode()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_terminal_of_any_encoding_shows_the_answer(encoding: str) -> None:
    code, output = _speak_on_a_terminal("segment", "table", "zh", PYTHONIOENCODING=encoding)
    assert code == 0
    text = output.decode(encoding)
    assert "48,500,000.00" in text
    assert ("█" if encoding in {"utf-8", "gbk"} else "#") in text


@pytest.mark.parametrize("form", ["csv", "json"])
def test_programs_read_utf8_on_a_gbk_console(form: str) -> None:
    done = _speak("nasty", form, "zh", PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    assert ("张三[/b]" if form == "csv" else "客户.xlsx").encode() in done.stdout


@pytest.mark.parametrize("extra", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colour_gets_no_escape_sequence(extra: Mapping[str, str]) -> None:
    code, output = _speak_on_a_terminal("segment", "table", "zh", PYTHONIOENCODING="utf-8", **extra)
    assert code == 0
    assert b"\x1b" not in output


def test_a_terminal_with_colour_gets_it() -> None:
    _, output = _speak_on_a_terminal("segment", "table", "zh", PYTHONIOENCODING="utf-8")
    assert b"\x1b[36m" in output


_CURSOR = re.compile(rb"\x1b\[\?25[lh]")
_ERASED = re.compile(rb"[^\r\n]*(?:\r\n)?\r(?:\x1b\[1A)?\x1b\[2K")
"""What a slow machine shows in between and takes away again."""


def _rows(columns: int, output: bytes) -> int:
    """How many rows of a terminal the lines take."""
    return sum(max(1, -(-cells(line) // columns)) for line in output.decode().splitlines())


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("columns", "height"),
    [
        (80, 24),
        *(pytest.param(*size, marks=pytest.mark.judgement) for size in ((120, 30), (80, 25), (100, 40))),
    ],
)
def test_narration_and_answer_fit_one_screen_together(columns: int, height: int, lang: str) -> None:
    size = {"COLUMNS": f"{columns}", "LINES": f"{height}", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    code, output = _on_a_terminal("keyclient", "segment", "examples/book.xlsx", "--lang", lang, **size)
    assert code == 0
    output = _ERASED.sub(b"", _CURSOR.sub(b"", output))
    assert output.startswith(b"examples/book.xlsx")
    assert height - 4 <= _rows(columns, output) <= height - 2


def test_a_reader_that_has_seen_enough_ends_the_run_quietly() -> None:
    command = [sys.executable, "-m", "tests.cli.speak", "long", "csv", "zh"]
    environment = _environment(PYTHONIOENCODING="utf-8")
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline().startswith(b"rank,")
        child.stdout.close()
        complaints = child.stderr.read().decode()
    assert child.returncode == 0
    assert "Traceback" not in complaints
    assert "Pipe" not in complaints


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_an_error_in_words() -> None:
    command = [sys.executable, "-m", "tests.cli.speak", "segment", "csv", "en"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=ROOT, env=_environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(
        b"error: The result cannot be written to standard output (No space"
    )
