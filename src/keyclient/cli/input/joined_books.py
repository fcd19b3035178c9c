"""Which books a command reads side by side: files as they are named, and the books below folders."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.errors import UsageError
from keyclient.model.label import Label

if TYPE_CHECKING:
    from keyclient.batch.find.candidates import FoundFiles, SearchCriteria
    from keyclient.batch.find.sources import SourceFolder
    from keyclient.batch.record.reasons import SkipReason
    from keyclient.policy.models import Policy

_KEPT = ("*.parquet",)


class NoBooksFoundError(UsageError):
    """There is no book below the folders that were named."""

    sentence = Label(
        "No book found in {folders}. Name workbooks, CSV files, a folder with such files, or the results folder of "
        "keyclient batch. Names that may be books are set by batch.files in the policy.",
        "在 {folders} 中没有找到客户表。请指定工作簿、CSV 文件、存放它们的文件夹，或 keyclient batch 的结果文件夹。哪些文件名视为客户表由策略中的 batch.files 设定。",
    )


class FolderUnreadableError(UsageError):
    """None of the folders that were named can be listed."""

    sentence = Label(
        "{folders}: the folder cannot be listed ({reason}). Check the path, the connection and the permissions.",
        "{folders}：文件夹无法读取（{reason}）。请检查路径、网络连接和权限。",
    )


@dataclass(frozen=True, slots=True)
class JoinedBook:
    """One book that is read."""

    path: Path
    branch: str | None = None
    """What it is called as a branch where it has no column for that; None: it is the only book."""
    is_found: bool = False
    """Whether it stood in a folder: one that cannot be read is told, and the others are answered."""


@dataclass(frozen=True)
class JoinedBooks:
    """All books that are read, in the order of what was named, those of a folder by name."""

    books: tuple[JoinedBook, ...]
    passed_over: "Mapping[SkipReason, int]" = field(default_factory=dict)
    closed: tuple[tuple[str, OSError], ...] = ()
    """Folders that could not be listed."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """Their files."""
        return tuple(book.path for book in self.books)


def has_folder(named: Sequence[Path]) -> bool:
    """Whether any of the names is a folder, so that the policy has to say which files may be books."""
    return any(path.is_dir() for path in named)


def joined_files(named: Sequence[Path]) -> JoinedBooks:
    """Files as they were named. Raises `SameBookError`, and what reading one for that raises."""
    from keyclient.cli.input.book_order import check_different

    if len(named) > 1:
        check_different(named)
    return JoinedBooks(tuple(_files(named, is_alone=len(named) == 1)))


def joined_books(named: Sequence[Path], policy: "Policy") -> JoinedBooks:
    """The files that were named and the books below the folders; what is both, or a copy of another, is read once.

    Raises `NoBooksFoundError`, `FolderUnreadableError`, and as `joined_files`.
    """
    from keyclient.batch.find.copies import without_copies
    from keyclient.batch.record.reasons import SkipReason

    folders = [path for path in named if path.is_dir()]
    files = [path for path in named if not path.is_dir()]
    found = without_copies(_search(folders, policy))
    own = {path.resolve() for path in files}
    below = [book for book in found.candidates if book.path.resolve() not in own]
    count = len(files) + len(below)
    if not count:
        raise _nothing(folders, found)
    is_only_source = len(named) == 1
    books = [
        *joined_files(files).books,
        *(_below(book.path, book.key, is_only_source=is_only_source) for book in below),
    ]
    passed = Counter(one.reason for one in found.passed)
    if twice := len(found.candidates) - len(below):
        passed[SkipReason.SAME_FILE] += twice
    alone = [JoinedBook(books[0].path, is_found=books[0].is_found)]
    return JoinedBooks(tuple(books if count > 1 else alone), passed, tuple(found.closed))


def _files(named: Sequence[Path], *, is_alone: bool) -> Iterator[JoinedBook]:
    """The files with what tells them apart: their names without periods, else the names of their folders."""
    from keyclient.ingest.cells.spans import without_periods

    stems = [without_periods(path.stem) or path.stem for path in named]
    folders = [without_periods(path.absolute().parent.name) for path in named]
    are_folders = len(set(stems)) < len(stems) and len(set(folders)) > len(set(stems))
    for path, stem, folder in zip(named, stems, folders, strict=True):
        branch = folder if are_folders and folder else stem
        yield JoinedBook(path, None if is_alone else branch)


def _below(path: Path, key: str, *, is_only_source: bool) -> JoinedBook:
    from keyclient.batch.find.default_branch import default_branch

    return JoinedBook(path, default_branch(key, is_only_source=is_only_source), is_found=True)


def _search(folders: Sequence[Path], policy: "Policy") -> "FoundFiles":
    from keyclient.batch.find.books import find
    from keyclient.batch.find.candidates import FoundFiles

    whole = FoundFiles()
    for source in _sources(folders):
        found = find([source], _criteria(source.path, policy))
        whole.candidates.extend(found.candidates)
        whole.passed.extend(found.passed)
        whole.closed.extend(found.closed)
        whole.others += found.others
    return whole


def _sources(folders: Sequence[Path]) -> "list[SourceFolder]":
    """The folders to search; of the results of a batch run the customers by branch."""
    from keyclient.batch.find.sources import SourceFolder
    from keyclient.batch.record.layout import ResultsLayout
    from keyclient.batch.record.paths import source_labels

    unique = list({folder.resolve(): folder for folder in reversed(folders)}.values())[::-1]
    layouts = [ResultsLayout(folder) for folder in unique]
    searched = [layout.portfolio if layout.state.is_dir() else layout.out for layout in layouts]
    labels = source_labels(folder.absolute() for folder in unique)
    return [SourceFolder(path, label) for path, label in zip(searched, labels, strict=True)]


def _criteria(folder: Path, policy: "Policy") -> "SearchCriteria":
    """Which files of a folder may be books: where `batch` keeps customers by branch, those alone."""
    from keyclient.batch.find.attempts import Attempts
    from keyclient.batch.find.candidates import SearchCriteria
    from keyclient.batch.record.layout import PORTFOLIO_FILES

    batch = policy.batch
    attempts = Attempts(batch.attempts, batch.pause_seconds)
    of_branch, _, _ = PORTFOLIO_FILES.partition("/")
    is_kept = folder.absolute().match(of_branch) or any(True for _ in folder.glob(PORTFOLIO_FILES))
    return SearchCriteria(_KEPT if is_kept else batch.files, batch.exclude, None, attempts)


def _nothing(folders: Sequence[Path], found: "FoundFiles") -> UsageError:
    from keyclient.errors import reason_of
    from keyclient.model.label import listed

    names = listed(str(folder) for folder in folders)
    if found.closed:
        return FolderUnreadableError(folders=names, reason=reason_of(found.closed[0][1]))
    return NoBooksFoundError(folders=names)
