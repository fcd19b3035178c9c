"""What is written is written aside, and moved into its place when it is whole."""

import hashlib
import os
import shutil
from collections.abc import Set
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from keyclient.atomic import move_into_place
from keyclient.batch.record.layout import ResultsLayout

_CHUNK = 1 << 20


class Staged(NamedTuple):
    """A file that is written and not in its place yet."""

    at: Path
    place: Path


class StagingArea:
    """The staging of one run; only the run that holds the lock has one."""

    def __init__(self, layout: ResultsLayout) -> None:
        self._layout = layout
        self._numbers = count(1)

    def begin(self) -> None:
        """Take away what a run that was killed has left, and begin empty. Raises OSError."""
        if self._layout.staging.exists():
            shutil.rmtree(self._layout.staging, ignore_errors=True)
        self._layout.staging.mkdir(parents=True, exist_ok=True)

    def folder(self) -> Path:
        """A new folder to write to."""
        folder = self._layout.staging / f"{os.getpid()}-{next(self._numbers)}"
        folder.mkdir(exist_ok=True)
        return folder

    def write(self, place: Path, content: bytes) -> None:
        """Write a file that is seen whole or not at all. Raises OSError."""
        at = self.folder() / "file"
        write_through(at, content)
        self.commit([Staged(at, place)])

    def commit(self, files: list[Staged]) -> None:
        """Move files into their places, in order; folders are made as needed. Raises OSError."""
        for file in files:
            file.place.parent.mkdir(parents=True, exist_ok=True)
            move_into_place(file.at, file.place)
        for folder in {file.at.parent for file in files}:
            shutil.rmtree(folder, ignore_errors=True)

    def drop(self, folder: Path) -> None:
        """Take away a folder whose files are not wanted."""
        shutil.rmtree(folder, ignore_errors=True)

    def end(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._layout.staging, ignore_errors=True)


def write_through(path: Path, content: bytes) -> None:
    """Write a file down to the disk, so that a power cut after it is renamed leaves it whole."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sha256_of(path: Path) -> str:
    """The checksum of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prune(folder: Path, pattern: str, keep: Set[Path]) -> list[Path]:
    """Take away the files of a pattern that are not to be kept, and the folders that are empty then.

    What does not look like ours stays, whoever has put it there. Returns the files that were taken away.
    """
    gone = []
    for path in sorted(folder.glob(pattern)):
        with suppress(OSError):
            if path not in keep and path.is_file():
                path.unlink()
                gone.append(path)
    for parent in {path.parent for path in gone} - {folder}:
        with suppress(OSError):
            parent.rmdir()
    return gone
