"""What a search finds: candidates for books, files passed over, and folders that could not be listed."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from keyclient.batch.find.attempts import Attempts
from keyclient.batch.find.sources import SourceFolder
from keyclient.batch.record.reasons import SkipReason


@dataclass(frozen=True, slots=True)
class FileStamp:
    """The size, time and identity of a file, which show whether it has changed."""

    size: int
    modified_ns: int
    device: int
    number: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a book."""

    key: str
    """Label of the source and path below it, with slashes: the name of the book in all output."""
    path: Path
    source: SourceFolder
    stamp: FileStamp
    """As the file was when it was found."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that is not read."""

    key: str
    reason: SkipReason
    copy_of: str | None = None
    """The book that it is a copy of."""


@dataclass
class FoundFiles:
    """The result of a search."""

    candidates: list[Candidate] = field(default_factory=list)
    """By source and path."""
    passed: list[PassedOver] = field(default_factory=list)
    closed: list[tuple[str, OSError]] = field(default_factory=list)
    """Folders that could not be listed."""
    others: int = 0
    """How many files have other names than books."""


@dataclass(frozen=True)
class SearchCriteria:
    """Which files may be books."""

    files: Sequence[str]
    """Patterns of names, as in `batch.files`."""
    exclude: Sequence[str]
    """Patterns of names and paths, as in `batch.exclude`."""
    out: Path | None
    """The results folder, which is never searched; None where there is none. Those of other runs are not searched either."""
    attempts: Attempts


def stamp_of(about: os.stat_result) -> FileStamp:
    """The stamp of a file."""
    return FileStamp(about.st_size, about.st_mtime_ns, about.st_dev, about.st_ino)
