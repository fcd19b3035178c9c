import errno
import os
import stat
import time
from pathlib import Path

import pytest

from keyclient.atomic import ReadBackError, TargetHeldError, write_atomically

pytestmark = pytest.mark.usefixtures("settled_disk")
WINDOWS_SHARING = 32


def _held(number: int, *, windows: int | None = None) -> OSError:
    error = OSError(number, "held")
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined,unused-ignore]
    return error


def _left(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    return path


def test_file_is_made_or_replaced_with_its_permissions_and_nothing_is_left_beside(old: Path) -> None:
    write_atomically(old, b"new", 0o640)
    assert _left(old.parent) == [("file", b"new")]
    if os.name == "posix":
        assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_file_is_private_until_it_is_complete(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = os.fsync

    def look(handle: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", look)
    write_atomically(old, b"new", 0o644)
    assert seen[0] == 0o600 or os.name == "nt"


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace", "read_bytes"])
def test_old_file_stays_whole_whatever_fails(old: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os if step == "fsync" else Path, step, full)
        with pytest.raises(OSError, match="No space"):
            write_atomically(old, b"new", 0o644)
    assert _left(old.parent) == [("file", b"old")]


def test_what_the_disk_does_not_give_back_does_not_take_the_place(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda _: b"ne")
        with pytest.raises(ReadBackError):
            write_atomically(old, b"new", 0o644)
    assert _left(old.parent) == [("file", b"old")]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY, errno.ETXTBSY])
def test_a_file_that_another_program_holds_is_told_from_other_errors(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise _held(number)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(TargetHeldError):
            write_atomically(old, b"new", 0o644)
        with pytest.raises(OSError, match="held") as refused:
            write_atomically(old.with_name("other"), b"new", 0o644)
    assert not isinstance(refused.value, TargetHeldError)
    assert _left(old.parent) == [("file", b"old")]


def test_a_short_hold_on_windows_is_waited_for(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    real = Path.replace

    def refuse_twice(self: Path, target: Path) -> Path:
        if len(waited) < 2:
            raise _held(errno.EACCES, windows=WINDOWS_SHARING)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse_twice)
    monkeypatch.setattr(time, "sleep", waited.append)
    write_atomically(old, b"new", 0o644)
    assert (old.read_bytes(), len(waited)) == (b"new", 2)


def test_a_long_hold_on_windows_is_given_up(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    def refuse(*_: object) -> None:
        raise _held(errno.EACCES, windows=WINDOWS_SHARING)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(time, "sleep", waited.append)
    with pytest.raises(TargetHeldError):
        write_atomically(old, b"new", 0o644)
    assert 1 < sum(waited) < 10


def test_what_a_crash_has_left_goes_with_the_next_write(old: Path) -> None:
    (old.parent / ".keyclient-abcd1234.tmp").write_bytes(b"half")
    (old.parent / ".keyclient-notes").write_bytes(b"the user's")
    (old.parent / ".keyclient-abcd1234.tmp.txt").write_bytes(b"the user's")
    write_atomically(old, b"new", 0o644)
    left = [name for name, _ in _left(old.parent)]
    assert left == [".keyclient-abcd1234.tmp.txt", ".keyclient-notes", "file"]


def test_what_another_run_is_writing_stays(old: Path) -> None:
    def check(beside: Path) -> None:
        write_atomically(old.with_name("other"), b"other", 0o644)
        assert beside.read_bytes() == b"new"

    write_atomically(old, b"new", 0o644, check)
    assert _left(old.parent) == [("file", b"new"), ("other", b"other")]


def test_a_file_that_is_refused_leaves_the_old_one(old: Path) -> None:
    def refuse(_: Path) -> None:
        raise ValueError("not this one")

    with pytest.raises(ValueError, match="not this one"):
        write_atomically(old, b"new", 0o644, refuse)
    assert _left(old.parent) == [("file", b"old")]
