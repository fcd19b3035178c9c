"""Files are written to a staging area and moved into place once complete."""

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
    """A complete file that is not in its final place yet."""

    at: Path
    place: Path


class StagingArea:
    """The staging area of the run that holds the lock."""

    def __init__(self, layout: ResultsLayout) -> None:
        self._layout = layout
        self._numbers = count(1)

    def begin(self) -> None:
        """Create an empty staging area, deleting what a killed run left behind. Raises OSError."""
        if self._layout.staging.exists():
            shutil.rmtree(self._layout.staging, ignore_errors=True)
        self._layout.staging.mkdir(parents=True, exist_ok=True)

    def folder(self) -> Path:
        """A new, empty folder in the staging area."""
        folder = self._layout.staging / f"{os.getpid()}-{next(self._numbers)}"
        folder.mkdir(exist_ok=True)
        return folder

    def write(self, place: Path, content: bytes) -> None:
        """Write a file that appears complete or not at all. Raises OSError."""
        at = self.folder() / "file"
        write_through(at, content)
        self.commit([Staged(at, place)])

    def copy(self, source: Path, place: Path) -> None:
        """Copy a file, so that the copy appears complete or not at all. Raises OSError."""
        self.write(place, source.read_bytes())

    def commit(self, files: list[Staged]) -> None:
        """Move files into place, in order, creating folders as needed. Raises OSError."""
        for file in files:
            file.place.parent.mkdir(parents=True, exist_ok=True)
            move_into_place(file.at, file.place)
        for folder in {file.at.parent for file in files}:
            shutil.rmtree(folder, ignore_errors=True)

    def drop(self, folder: Path) -> None:
        """Delete a folder whose files are not needed."""
        shutil.rmtree(folder, ignore_errors=True)

    def end(self) -> None:
        """Delete the staging area."""
        shutil.rmtree(self._layout.staging, ignore_errors=True)


def write_through(path: Path, content: bytes) -> None:
    """Write a file and flush it to disk, so that it survives a power cut once it has been renamed."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sha256_of(path: Path) -> str:
    """The checksum of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prune(folder: Path, pattern: str, keep: Set[Path]) -> list[Path]:
    """Delete the files matching a pattern that are not to be kept, and their folders if empty; return the deleted files.

    Files that do not match the pattern are never touched.
    """
    deleted = []
    for path in sorted(folder.glob(pattern)):
        with suppress(OSError):
            if path not in keep and path.is_file():
                path.unlink()
                deleted.append(path)
    for parent in {path.parent for path in deleted} - {folder}:
        with suppress(OSError):
            parent.rmdir()
    return deleted
