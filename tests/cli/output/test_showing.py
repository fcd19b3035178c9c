"""`--open`: the file is opened for somebody who is there, and that it cannot be is no failure."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from keyclient.cli.output.showing import is_attended, show_file
from keyclient.cli.start.narrator import Narrator
from keyclient.cli.start.session import Session
from keyclient.model.label import Lang
from keyclient.render.text import Voice
from tests.program import run


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(Session, "narrator", Narrator(stream, Voice(Lang.EN)))
    monkeypatch.delattr(os, "startfile", raising=False)
    return stream


@pytest.mark.parametrize(
    ("platform", "program"), [("linux", "xdg-open"), ("darwin", "open"), ("freebsd14", "xdg-open")]
)
def test_the_program_of_the_platform_opens_it(
    heard: io.StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, program: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    started: list[Sequence[str]] = []
    show_file(Session(), tmp_path / "r.xlsx", attended=True, start=started.append)
    assert started == [[program, str(tmp_path / "r.xlsx")]]
    assert heard.getvalue() == ""


def test_windows_opens_it_itself(heard: io.StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(os, "startfile", shown.append, raising=False)
    show_file(Session(), tmp_path / "r.xlsx", attended=True)
    assert shown == [tmp_path / "r.xlsx"]


def test_without_such_a_program_it_is_told_and_goes_on(heard: io.StringIO, tmp_path: Path) -> None:
    def missing(_: Sequence[str]) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    show_file(Session(), tmp_path / "r.xlsx", attended=True, start=missing)
    assert "could not be opened (No such file or directory)" in heard.getvalue()


def test_where_nobody_is_nothing_is_opened(heard: io.StringIO, tmp_path: Path) -> None:
    started: list[Sequence[str]] = []
    show_file(Session(), tmp_path / "r.xlsx", attended=False, start=started.append)
    assert started == []
    assert "was not opened" in heard.getvalue()


def test_somebody_is_there_who_types_and_reads() -> None:
    assert is_attended((_Terminal(), io.StringIO(), _Terminal()))
    assert not is_attended((io.StringIO(), _Terminal(), _Terminal()))
    assert not is_attended((_Terminal(), io.StringIO(), None))
    assert not is_attended((None, _Terminal(), _Terminal()))


def test_a_run_without_a_terminal_writes_and_does_not_open(tmp_path: Path) -> None:
    book = tmp_path / "book.csv"
    book.write_text("客户号,AUM\n1,5\n", encoding="utf-8")
    out = tmp_path / "r.md"
    done = run(["--lang", "en", "segment", str(book), "-o", str(out), "--open"])
    assert (done.code, out.exists()) == (0, True)
    assert "was not opened: the command is not running in a terminal" in done.err


def test_what_is_no_file_cannot_be_opened(tmp_path: Path) -> None:
    done = run(["--lang", "en", "segment", str(tmp_path / "book.csv"), "--open"])
    assert done.code == 2
    assert "--out" in done.err
