"""Which books are below the sources, and which files are passed over and why."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from keyclient.batch.find.candidates import Candidate, FoundFiles, PassedOver, SearchCriteria, stamp_of
from keyclient.batch.find.entries import (
    file_identity,
    is_folder,
    is_hidden,
    is_same_file,
    leads_outside,
    skip_by_name,
)
from keyclient.batch.find.sources import SourceFolder
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.paths import printable
from keyclient.batch.record.reasons import SkipReason
from keyclient.ingest.source.answer_file import is_answer


def find(sources: Sequence[SourceFolder], criteria: SearchCriteria) -> FoundFiles:
    """Every book below the sources, sorted by name.

    A file reached by several paths is one book, named by the first of them. Links are followed only within the same
    source, and each folder is entered once.
    """
    search = _Search(criteria, FoundFiles())
    for source in sources:
        search.folder(source, source.path, "")
    search.found.candidates.sort(key=lambda book: book.key)
    return search.found


@dataclass
class _Search:
    """The search in progress: what was found, and which folders and files were already seen."""

    criteria: SearchCriteria
    found: FoundFiles
    entered: set[tuple[int, int]] = field(default_factory=set)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def folder(self, source: SourceFolder, folder: Path, below: str) -> None:
        """Search a folder. Files come before folders, and real entries before links to them."""
        try:
            entries = self.criteria.attempts.run(lambda: list(_list_folder(folder)))
            about = folder.stat()
        except OSError as error:
            self.found.closed.append((_key(source, below), error))
            return
        identity = file_identity(about, folder)
        if identity in self.entered:
            self._pass_over(source, below, SkipReason.SAME_FILE)
            return
        self.entered.add(identity)
        for entry in entries:
            self._visit(source, entry, f"{below}/{entry.name}" if below else entry.name)

    def _visit(self, source: SourceFolder, entry: "os.DirEntry[str]", below: str) -> None:
        try:
            is_directory = entry.is_dir()
            reason = self._folder_reason(source, entry, below) if is_directory else None
        except OSError as error:
            self.found.closed.append((_key(source, below), error))
            return
        if not is_directory:
            self._visit_file(source, entry, below)
        elif reason is not None:
            self._pass_over(source, below, reason)
        else:
            self.folder(source, Path(entry.path), below)

    def _folder_reason(
        self, source: SourceFolder, entry: "os.DirEntry[str]", below: str
    ) -> SkipReason | None:
        if self._is_result(Path(entry.path)):
            return SkipReason.OWN_OUTPUT
        if is_hidden(entry):
            return SkipReason.HIDDEN
        if self._is_excluded(below):
            return SkipReason.EXCLUDED
        return SkipReason.LINK_OUTSIDE if leads_outside(entry, source) else None

    def _is_result(self, folder: Path) -> bool:
        out = self.criteria.out
        return (out is not None and is_same_file(folder, out)) or ResultsLayout(folder).state.is_dir()

    def _visit_file(self, source: SourceFolder, entry: "os.DirEntry[str]", below: str) -> None:
        name = entry.name
        if not self._is_book_name(name):
            self.found.others += 1
            return
        try:
            reason = skip_by_name(entry) or self._file_reason(source, entry, below)
            about = None if reason else os.stat(entry.path)  # noqa: PTH116 - a Path loses bytes that are not text
        except OSError as error:
            reason = SkipReason.BROKEN_LINK if entry.is_symlink() else None
            if reason is None:
                self.found.closed.append((_key(source, below), error))
                return
        if reason is not None or about is None:
            self._pass_over(source, below, reason or SkipReason.NO_FILE)
            return
        self._take(source, Path(entry.path), below, about)

    def _take(self, source: SourceFolder, path: Path, below: str, about: os.stat_result) -> None:
        identity = file_identity(about, path)
        if identity in self.taken:
            self._pass_over(source, below, SkipReason.SAME_FILE)
            return
        self.taken.add(identity)
        self.found.candidates.append(Candidate(_key(source, below), path, source, stamp_of(about)))

    def _file_reason(self, source: SourceFolder, entry: "os.DirEntry[str]", below: str) -> SkipReason | None:
        if self._is_excluded(below):
            return SkipReason.EXCLUDED
        if leads_outside(entry, source):
            return SkipReason.LINK_OUTSIDE
        mode = os.stat(entry.path).st_mode  # noqa: PTH116
        if not stat.S_ISREG(mode):
            return SkipReason.NO_FILE
        return SkipReason.OWN_OUTPUT if is_answer(Path(entry.path)) else None

    def _is_book_name(self, name: str) -> bool:
        return any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in self.criteria.files)

    def _is_excluded(self, below: str) -> bool:
        name = below.rpartition("/")[2]
        return any(
            fnmatchcase(text.casefold(), pattern.casefold())
            for pattern in self.criteria.exclude
            for text in (name, below)
        )

    def _pass_over(self, source: SourceFolder, below: str, reason: SkipReason) -> None:
        self.found.passed.append(PassedOver(_key(source, below), reason))


def _list_folder(folder: Path) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        yield from sorted(entries, key=lambda entry: (entry.is_symlink(), is_folder(entry), entry.name))


def _key(source: SourceFolder, below: str) -> str:
    return printable(f"{source.label}/{below}") if below else source.label
