"""Checks of one folder: reachable and readable; of that for results also writable, lockable, free space and clock."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PureWindowsPath

from filelock import FileLock, Timeout

from keyclient.batch.doctor import words
from keyclient.batch.doctor.result import Check, State
from keyclient.batch.doctor.words import check
from keyclient.batch.find.sources import openable_path
from keyclient.batch.record.paths import readable_path
from keyclient.errors import reason_of
from keyclient.model.label import Label, Lang

LEAST_GIB = 2.0
"""Less free space than this is a warning."""
MOST_SKEW = 60.0
"""Seconds by which the clock of a share may differ from the local one."""
MOST_ENTRIES = 10_000
"""So many entries of a share are looked at for a book to open."""
_GIB = 1 << 30
_REMOTE = 4
"""The Windows drive type of a mapped drive."""


@dataclass(frozen=True)
class CheckedFolder:
    """A folder to check."""

    path: Path
    is_for_results: bool
    """Whether it must be writable. Into a source nothing is written, not even to try."""
    files: Sequence[str] = ("*",)
    """Patterns of the names of books, as in `batch.files`."""
    sources: Sequence[Path] = ()
    """The sources of a run whose results this folder is for."""


@dataclass(frozen=True)
class _Subject:
    """The folder that the checks are about."""

    path: Path
    lang: Lang

    def check(self, name: str, state: State, message: Label, remedy: Label | None = None) -> Check:
        return check(name, state, message, self.lang, readable_path(self.path), remedy)


def folder_checks(folder: CheckedFolder, lang: Lang) -> Iterator[Check]:
    """All checks of one folder. A results folder that is missing is named as such, and its nearest existing parent checked."""
    subject = _Subject(folder.path, lang)
    if (drive := mapped_drive(folder.path)) is not None:
        yield subject.check("drive", "error", words.DRIVE.filled(drive=drive), words.DRIVE_REMEDY)
    path = openable_path(_nearest_existing(folder.path) if folder.is_for_results else folder.path.absolute())
    is_missing = folder.is_for_results and path != openable_path(folder.path.absolute())
    if is_missing:
        message = words.MISSING.filled(parent=readable_path(path))
        yield subject.check("missing", "warning", message, words.MISSING_REMEDY)
    start = time.monotonic()
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        message = words.UNREACHABLE.filled(reason=reason_of(error))
        yield subject.check("reachable", "error", message, words.UNREACHABLE_REMEDY)
        return
    seconds = f"{time.monotonic() - start:.2f}"
    yield subject.check("reachable", "ok", words.REACHABLE.filled(entries=len(entries), seconds=seconds))
    if not folder.is_for_results:
        yield _readable(subject, path, folder.files)
    elif not any(path.resolve().is_relative_to(source.resolve()) for source in folder.sources):
        yield from _write_checks(subject, path)


def mapped_drive(path: Path) -> str | None:
    """The letter of a drive mapped to a share; None for other drives and on other systems."""
    drive = PureWindowsPath(path).drive
    if os.name != "nt" or not drive.endswith(":"):
        return None
    import ctypes

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return drive if kind == _REMOTE else None


def skew_of(path: Path, now: float) -> float:
    """Seconds by which the clock of a share is ahead, judged by a file just written to it. Raises OSError."""
    return path.stat().st_mtime - now


def _readable(subject: _Subject, path: Path, files: Sequence[str]) -> Check:
    """Whether the first book can be opened, in the folder or below it."""
    file = next(_books(path, files), None)
    if file is None:
        return subject.check("readable", "warning", words.READABLE_NOTHING, words.READABLE_NOTHING_REMEDY)
    name = file.relative_to(path).as_posix()
    try:
        with file.open("rb") as opened:
            opened.read(1)
    except OSError as error:
        message = words.UNREADABLE.filled(name=name, reason=reason_of(error))
        return subject.check("readable", "warning", message, words.UNREADABLE_REMEDY)
    return subject.check("readable", "ok", words.READABLE.filled(name=name))


def _books(path: Path, files: Sequence[str]) -> Iterator[Path]:
    """The files that may be books, those in the folder before those below it; of a large share only the first ones."""
    folders, looked = [path], 0
    while folders and looked < MOST_ENTRIES:
        with suppress(OSError), os.scandir(folders.pop(0)) as listed:
            for entry in sorted(listed, key=lambda entry: entry.name):
                looked += 1
                if entry.name.startswith((".", "~$")):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif any(fnmatchcase(entry.name.casefold(), pattern.casefold()) for pattern in files):
                    yield Path(entry.path)


def _write_checks(subject: _Subject, path: Path) -> Iterator[Check]:
    """The checks that need to write: a trial folder is created for them and deleted afterwards."""
    try:
        trial = Path(tempfile.mkdtemp(prefix=".keyclient-doctor-", dir=path))
    except OSError as error:
        message = words.UNWRITABLE.filled(reason=reason_of(error))
        yield subject.check("writable", "error", message, words.UNWRITABLE_REMEDY)
        return
    try:
        yield _writable(subject, trial)
        yield _lockable(subject, trial)
        yield _clock(subject, trial)
    finally:
        shutil.rmtree(trial, ignore_errors=True)
    yield from _free_space(subject, path)


def _writable(subject: _Subject, trial: Path) -> Check:
    try:
        for name in ("one", "two"):
            with (trial / name).open("wb") as file:
                file.write(b"keyclient")
                file.flush()
                os.fsync(file.fileno())
        (trial / "one").replace(trial / "two")
        (trial / "two").unlink()
    except OSError as error:
        message = words.UNWRITABLE.filled(reason=reason_of(error))
        return subject.check("writable", "error", message, words.UNWRITABLE_REMEDY)
    return subject.check("writable", "ok", words.WRITABLE)


def _lockable(subject: _Subject, trial: Path) -> Check:
    try:
        with FileLock(trial / "lock").acquire(timeout=5):
            pass
    except (OSError, Timeout, NotImplementedError) as error:
        message = words.UNLOCKABLE.filled(reason=reason_of(error))
        return subject.check("lockable", "error", message, words.UNLOCKABLE_REMEDY)
    return subject.check("lockable", "ok", words.LOCKABLE)


def _clock(subject: _Subject, trial: Path) -> Check:
    """The time that the share gives a new file, compared with the local time."""
    try:
        now = time.time()
        (trial / "clock").write_bytes(b"")
        skew = skew_of(trial / "clock", now)
    except OSError as error:
        message = words.UNWRITABLE.filled(reason=reason_of(error))
        return subject.check("clock", "warning", message, words.UNWRITABLE_REMEDY)
    state: State = "ok" if abs(skew) <= MOST_SKEW else "warning"
    return subject.check("clock", state, words.CLOCK.filled(seconds=f"{round(skew)}"), words.CLOCK_REMEDY)


def _free_space(subject: _Subject, path: Path) -> Iterator[Check]:
    with suppress(OSError):
        free = shutil.disk_usage(path).free / _GIB
        state: State = "ok" if free >= LEAST_GIB else "warning"
        yield subject.check(
            "room", state, words.FREE_SPACE.filled(gib=f"{free:.1f}"), words.FREE_SPACE_REMEDY
        )


def _nearest_existing(path: Path) -> Path:
    """The folder itself, or its nearest existing parent."""
    path = path.absolute()
    return next((folder for folder in (path, *path.parents) if folder.exists()), path)
