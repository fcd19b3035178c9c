"""Whether a folder is fit for books or for results: reached, read, written, locked, with room and the right time."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from filelock import FileLock, Timeout

from keyclient.batch.doctor import words
from keyclient.batch.doctor.result import Check, State
from keyclient.batch.doctor.words import check
from keyclient.batch.find.sources import openable_path
from keyclient.batch.record.paths import readable_path
from keyclient.model.label import Label, Lang

LEAST_GIB = 2.0
"""Less room than that is told."""
MOST_SKEW = 60.0
"""Seconds by which the clock of a share may differ."""
_GIB = 1 << 30
_REMOTE = 4
"""What Windows calls a mapped drive."""


@dataclass(frozen=True)
class CheckedFolder:
    """A folder to look at."""

    path: Path
    is_for_results: bool
    """Whether it has to be writable; else that is only told."""


@dataclass(frozen=True)
class _Look:
    path: Path
    lang: Lang

    def line(self, name: str, state: State, said: Label, remedy: Label | None = None) -> Check:
        return check(name, state, said, self.lang, readable_path(self.path), remedy)


def folder_checks(folder: CheckedFolder, lang: Lang) -> Iterator[Check]:
    """Everything about one folder. A folder for results that is not there is looked at where it would be made."""
    look = _Look(folder.path, lang)
    if (drive := mapped_drive(folder.path)) is not None:
        yield look.line("drive", "error", words.DRIVE.filled(drive=drive), words.DRIVE_REMEDY)
    path = openable_path(_existing(folder.path) if folder.is_for_results else folder.path.absolute())
    begun = time.monotonic()
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        said = words.UNREACHABLE.filled(reason=_reason(error))
        yield look.line("reachable", "error", said, words.UNREACHABLE_REMEDY)
        return
    seconds = f"{time.monotonic() - begun:.2f}"
    yield look.line("reachable", "ok", words.REACHABLE.filled(entries=len(entries), seconds=seconds))
    yield _readable(look, entries)
    yield from _written(look, path, folder)


def mapped_drive(path: Path) -> str | None:
    """The letter of a drive that stands for a share; None where it stands for none, and on other systems."""
    drive = PureWindowsPath(path).drive
    if os.name != "nt" or not drive.endswith(":"):
        return None
    import ctypes

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return drive if kind == _REMOTE else None


def skew_of(path: Path, now: float) -> float:
    """Seconds by which the clock of the disk of a new file is ahead of ours. Raises OSError."""
    return path.stat().st_mtime - now


def _readable(look: _Look, entries: list["os.DirEntry[str]"]) -> Check:
    """Whether the first file can be opened."""
    file = next((entry for entry in entries if entry.is_file(follow_symlinks=False)), None)
    if file is None:
        return look.line("readable", "ok", words.READABLE_NOTHING)
    try:
        with Path(file.path).open("rb") as opened:
            opened.read(1)
    except OSError as error:
        said = words.UNREADABLE.filled(name=file.name, reason=_reason(error))
        return look.line("readable", "warning", said, words.UNREADABLE_REMEDY)
    return look.line("readable", "ok", words.READABLE.filled(name=file.name))


def _written(look: _Look, path: Path, folder: CheckedFolder) -> Iterator[Check]:
    """Writing, locking, room and time; each needs a file of our own, and leaves none."""
    try:
        trial = Path(tempfile.mkdtemp(prefix=".keyclient-doctor-", dir=path))
    except OSError as error:
        if folder.is_for_results:
            said = words.UNWRITABLE.filled(reason=_reason(error))
            yield look.line("writable", "error", said, words.UNWRITABLE_REMEDY)
        else:
            yield look.line("writable", "ok", words.READ_ONLY.filled(reason=_reason(error)))
        return
    try:
        yield _writable(look, trial)
        yield _lockable(look, trial, folder)
        yield _clock(look, trial)
    finally:
        shutil.rmtree(trial, ignore_errors=True)
    yield from _room(look, path)


def _writable(look: _Look, trial: Path) -> Check:
    try:
        for name in ("one", "two"):
            with (trial / name).open("wb") as file:
                file.write(b"keyclient")
                file.flush()
                os.fsync(file.fileno())
        (trial / "one").replace(trial / "two")
        (trial / "two").unlink()
    except OSError as error:
        said = words.UNWRITABLE.filled(reason=_reason(error))
        return look.line("writable", "error", said, words.UNWRITABLE_REMEDY)
    return look.line("writable", "ok", words.WRITABLE)


def _lockable(look: _Look, trial: Path, folder: CheckedFolder) -> Check:
    try:
        with FileLock(trial / "lock").acquire(timeout=5):
            pass
    except (OSError, Timeout, NotImplementedError) as error:
        said = words.UNLOCKABLE.filled(reason=_reason(error))
        state: State = "error" if folder.is_for_results else "warning"
        return look.line("lockable", state, said, words.UNLOCKABLE_REMEDY)
    return look.line("lockable", "ok", words.LOCKABLE)


def _clock(look: _Look, trial: Path) -> Check:
    """The time that the disk gives a new file, beside ours."""
    try:
        now = time.time()
        (trial / "clock").write_bytes(b"")
        skew = skew_of(trial / "clock", now)
    except OSError as error:
        said = words.UNWRITABLE.filled(reason=_reason(error))
        return look.line("clock", "warning", said, words.UNWRITABLE_REMEDY)
    state: State = "ok" if abs(skew) <= MOST_SKEW else "warning"
    return look.line("clock", state, words.CLOCK.filled(seconds=f"{skew:.0f}"), words.CLOCK_REMEDY)


def _room(look: _Look, path: Path) -> Iterator[Check]:
    with suppress(OSError):
        free = shutil.disk_usage(path).free / _GIB
        state: State = "ok" if free >= LEAST_GIB else "warning"
        yield look.line("room", state, words.ROOM.filled(gib=f"{free:.1f}"), words.ROOM_REMEDY)


def _existing(path: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    path = path.absolute()
    return next((folder for folder in (path, *path.parents) if folder.exists()), path)


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
