import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from keyclient.atomic import write_atomically
from tests.program import run
from tests.render.writeback.support import branch_book

KILLS = 8
SEED = 5
MOST_TOUCHES = 200

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system kills nobody at once")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "网点"
    folder.mkdir()
    path = folder / "客户.xlsx"
    shutil.move(branch_book(tmp_path), path)
    return path


def _hold(book: Path, old: bytes) -> None:
    """Every workbook is whole: the old one, or the one with the answer in it, and then the old one beside it."""
    there = book.read_bytes()
    for path in book.parent.glob("*.xlsx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
    if there != old:
        assert "keyclient segment" in openpyxl.load_workbook(book).sheetnames
        assert book.with_name("客户.bak.xlsx").read_bytes() == old


def _hold_next_run(book: Path) -> None:
    """The next run is done, and takes away what the killed one has left."""
    assert run(["segment", str(book), "--in-place", "--quiet"]).code == 0
    assert not [path.name for path in book.parent.iterdir() if path.name.startswith(".")]


def _killed_at(count: int, book: Path, old: bytes) -> int:
    """Runs on the old book, to be killed at the `count`-th touch of its folder; returns how the process ended."""
    for path in book.parent.iterdir():
        path.unlink()
    book.write_bytes(old)
    arguments = ["segment", str(book), "--in-place", "--quiet"]
    command = [sys.executable, "-m", "tests.faults.dying", str(count), str(book.parent), *arguments]
    code = subprocess.run(command, capture_output=True, check=False).returncode
    _hold(book, old)
    return code


def _left(book: Path) -> set[str]:
    return {path.suffix for path in book.parent.iterdir() if path.name.startswith(".")}


def test_a_kill_while_the_file_is_written_leaves_the_old_book(book: Path) -> None:
    old = book.read_bytes()
    assert _killed_at(2, book, old) == -signal.SIGKILL
    assert book.read_bytes() == old
    assert _left(book) == {".tmp"}
    _hold_next_run(book)


@pytest.mark.judgement
def test_a_kill_whenever_a_file_is_touched_leaves_the_old_book_or_the_new_one(book: Path) -> None:
    old, left = book.read_bytes(), set[str]()
    for count in range(1, MOST_TOUCHES):
        code = _killed_at(count, book, old)
        left |= _left(book)
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert code == 0
    assert left == {".tmp"}, "no kill came while a file was being written"
    _hold_next_run(book)


@pytest.mark.judgement
def test_a_kill_at_any_moment_leaves_the_old_book_or_the_new_one(book: Path) -> None:
    old, chance = book.read_bytes(), random.Random(SEED)
    command = [sys.executable, "-m", "keyclient", "segment", str(book), "--in-place", "--quiet"]
    begun = time.monotonic()
    subprocess.run(command, check=True)
    whole = time.monotonic() - begun
    for _ in range(KILLS):
        for path in book.parent.iterdir():
            path.unlink()
        book.write_bytes(old)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(whole * chance.uniform(0.5, 1.0))
            process.kill()
        _hold(book, old)
    _hold_next_run(book)


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.judgement)])
def test_writing_again_and_again_is_whole_when_killed(tmp_path: Path, kills: int) -> None:
    target, chance = tmp_path / "file", random.Random(SEED)
    contents = [bytes([letter]) * 3_000_000 for letter in b"ab"]
    script = (
        "import sys, pathlib; from keyclient.atomic import write_atomically\n"
        "print('begun', flush=True)\n"
        "while True:\n"
        "    for letter in b'ab':\n"
        "        write_atomically(pathlib.Path(sys.argv[1]), bytes([letter]) * 3_000_000, 0o644)\n"
    )
    for _ in range(kills):
        command = [sys.executable, "-c", script, str(target)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.05, 0.3))
            process.kill()
        assert target.read_bytes() in contents
    write_atomically(target, b"done", 0o644)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
