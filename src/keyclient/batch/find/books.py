"""Which books lie under the sources, and what was passed over and why."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from keyclient.batch.find.attempts import Attempts
from keyclient.batch.find.sources import SourceFolder
from keyclient.batch.record.paths import plain, shown
from keyclient.batch.record.reasons import SkipReason
from keyclient.ingest.source.answer_file import is_answer
from keyclient.model.own import is_own_file

_OWNER_MARK = "~$"
_TEMPORARY = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".bak", ".swp")
_TEMPORARY_HEADS = ("~wrl", "~rf", ".~lock.", ".~")
_HIDDEN = 0x2
"""Windows' attribute of a hidden file."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells whether a file is still the one that was seen."""

    size: int
    modified_ns: int
    device: int
    number: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a book."""

    key: str
    """Source and path below it, with slashes: its name in everything that is written."""
    path: Path
    source: SourceFolder
    state: FileStamp


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that is not read."""

    key: str
    reason: SkipReason


@dataclass
class FoundFiles:
    """What lies under the sources."""

    candidates: list[Candidate] = field(default_factory=list)
    """By source and path."""
    passed: list[PassedOver] = field(default_factory=list)
    closed: list[tuple[str, OSError]] = field(default_factory=list)
    """Folders that could not be listed."""
    others: int = 0
    """Files whose names are no books'."""


@dataclass(frozen=True)
class SearchCriteria:
    """What may be a book."""

    files: Sequence[str]
    exclude: Sequence[str]
    out: Path
    attempts: Attempts


def find(sources: Sequence[SourceFolder], wanted: SearchCriteria) -> FoundFiles:
    """Every book under the sources, in an order that depends on names alone.

    A file that several paths lead to is one book, under the first of them. Links are followed as long as they lead to
    something below the same source; a folder is entered once.
    """
    walk = _Walk(wanted, FoundFiles())
    for source in sources:
        walk.folder(source, source.path, "")
    walk.found.candidates.sort(key=lambda book: book.key)
    return walk.found


@dataclass
class _Walk:
    wanted: SearchCriteria
    found: FoundFiles
    entered: set[tuple[int, int]] = field(default_factory=set)
    known: set[tuple[int, int]] = field(default_factory=set)

    def folder(self, source: SourceFolder, folder: Path, below: str) -> None:
        """Everything in a folder. Files come before folders, real entries before links to them."""
        try:
            entries = self.wanted.attempts.make(lambda: list(_listed(folder)))
            about = folder.stat()
        except OSError as error:
            self.found.closed.append((_key(source, below), error))
            return
        identity = _identity(about, folder)
        if identity in self.entered:
            self._pass(source, below, SkipReason.SAME_FILE)
            return
        self.entered.add(identity)
        for entry in entries:
            self._entry(source, entry, f"{below}/{entry.name}" if below else entry.name)

    def _entry(self, source: SourceFolder, entry: "os.DirEntry[str]", below: str) -> None:
        try:
            is_folder = entry.is_dir()
            reason = self._folder_reason(source, entry, below) if is_folder else None
        except OSError as error:
            self.found.closed.append((_key(source, below), error))
            return
        if not is_folder:
            self._file(source, entry, below)
        elif reason is not None:
            self._pass(source, below, reason)
        else:
            self.folder(source, Path(entry.path), below)

    def _folder_reason(
        self, source: SourceFolder, entry: "os.DirEntry[str]", below: str
    ) -> SkipReason | None:
        if _is_same(Path(entry.path), self.wanted.out):
            return SkipReason.OWN_OUTPUT
        if _is_hidden(entry):
            return SkipReason.HIDDEN
        if self._is_excluded(below):
            return SkipReason.EXCLUDED
        return SkipReason.LINK_OUTSIDE if _leads_outside(entry, source) else None

    def _file(self, source: SourceFolder, entry: "os.DirEntry[str]", below: str) -> None:
        name = entry.name
        if not self._is_book_name(name):
            self.found.others += 1
            return
        try:
            reason = _name_reason(entry) or self._reason(source, entry, below)
            about = None if reason else os.stat(entry.path)  # noqa: PTH116 - a Path loses bytes that are no text
        except OSError as error:
            reason = SkipReason.BROKEN_LINK if entry.is_symlink() else None
            if reason is None:
                self.found.closed.append((_key(source, below), error))
                return
        if reason is not None or about is None:
            self._pass(source, below, reason or SkipReason.NO_FILE)
            return
        self._take(source, Path(entry.path), below, about)

    def _take(self, source: SourceFolder, path: Path, below: str, about: os.stat_result) -> None:
        identity = _identity(about, path)
        if identity in self.known:
            self._pass(source, below, SkipReason.SAME_FILE)
            return
        self.known.add(identity)
        self.found.candidates.append(Candidate(_key(source, below), path, source, state_of(about)))

    def _reason(self, source: SourceFolder, entry: "os.DirEntry[str]", below: str) -> SkipReason | None:
        if self._is_excluded(below):
            return SkipReason.EXCLUDED
        if _leads_outside(entry, source):
            return SkipReason.LINK_OUTSIDE
        mode = os.stat(entry.path).st_mode  # noqa: PTH116
        if not stat.S_ISREG(mode):
            return SkipReason.NO_FILE
        return SkipReason.OWN_OUTPUT if is_answer(Path(entry.path)) else None

    def _is_book_name(self, name: str) -> bool:
        return any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in self.wanted.files)

    def _is_excluded(self, below: str) -> bool:
        name = below.rpartition("/")[2]
        return any(
            fnmatchcase(text.casefold(), pattern.casefold())
            for pattern in self.wanted.exclude
            for text in (name, below)
        )

    def _pass(self, source: SourceFolder, below: str, reason: SkipReason) -> None:
        self.found.passed.append(PassedOver(_key(source, below), reason))


def state_of(about: os.stat_result) -> FileStamp:
    """What is remembered of a file."""
    return FileStamp(about.st_size, about.st_mtime_ns, about.st_dev, about.st_ino)


def _listed(folder: Path) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        yield from sorted(entries, key=lambda entry: (entry.is_symlink(), _is_folder(entry), entry.name))


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _identity(about: os.stat_result, path: Path) -> tuple[int, int]:
    """Device and number of a file; where a share has no numbers, its resolved path stands in for them."""
    if about.st_ino:
        return about.st_dev, about.st_ino
    return about.st_dev, hash(os.path.normcase(path.resolve()))


def _name_reason(entry: "os.DirEntry[str]") -> SkipReason | None:
    name = entry.name.casefold()
    if name.startswith(_OWNER_MARK):
        return SkipReason.OWNER_MARK
    if is_own_file(name):
        return SkipReason.OWN_OUTPUT
    if name.startswith(_TEMPORARY_HEADS) or name.endswith(_TEMPORARY):
        return SkipReason.TEMPORARY
    return SkipReason.HIDDEN if _is_hidden(entry) else None


def _is_hidden(entry: "os.DirEntry[str]") -> bool:
    if entry.name.startswith("."):
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _HIDDEN)


def _leads_outside(entry: "os.DirEntry[str]", source: SourceFolder) -> bool:
    """Whether a link, or a junction of Windows, leads to something that is not below the source."""
    is_junction = getattr(entry, "is_junction", lambda: False)
    if not entry.is_symlink() and not is_junction():
        return False
    try:
        return not Path(entry.path).resolve().is_relative_to(source.path.resolve())
    except RuntimeError:
        return True


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _key(source: SourceFolder, below: str) -> str:
    return shown(f"{source.label}/{below}") if below else source.label


def readable_path(path: Path) -> str:
    """A path for a message or a record."""
    return shown(plain(str(path)))
