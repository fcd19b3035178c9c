"""What has been taken so far from books that are joined: of each what is joined, of one of them everything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.analysis.common.members import Members, names_anybody, take_members
from keyclient.analysis.common.members_measure import is_by
from keyclient.cli.input.asked import LoadedAsAsked, load_as_asked
from keyclient.cli.input.copied_lists import CopiedList, copied_lists
from keyclient.cli.input.earlier_lists import EarlierList, earlier_lists
from keyclient.cli.input.joined_books import JoinedBook, JoinedBooks
from keyclient.cli.input.kept_origin import as_they_stood
from keyclient.errors import InputError
from keyclient.ingest.base.table_refusals import NoTable
from keyclient.ingest.layout.headings import heading_key

if TYPE_CHECKING:
    from keyclient.ingest.base.request import Request
    from keyclient.ingest.source.opening import Cells
    from keyclient.model.measure import Measure
    from keyclient.model.portfolio import Loaded
    from keyclient.policy.models import Policy


@dataclass(frozen=True)
class TakenMembers:
    """One book."""

    book: JoinedBook
    members: Members
    is_dated: bool
    """Whether the data date is the book's own, not that of its file."""
    headings: frozenset[str]
    """The keys of its headings."""
    numbered: frozenset[str]
    """The fields and headings that may be a measure."""


class MembersTaken:
    """Takes one book after the other."""

    def __init__(self, joined: JoinedBooks, policy: "Policy") -> None:
        """Nothing yet."""
        self._joined = joined
        self._policy = policy
        self._by_path = {book.path: book for book in joined.books}
        self._found: dict[Path, TakenMembers] = {}
        self._whole: tuple[Path, Loaded] | None = None
        self.lacks_measure: list[InputError | None] = []
        """Of each book, why it has not the measure that was asked for; None: it has."""
        self.lacks_lists: list[InputError | None] = []
        """The same for whom lists are about."""
        self.refused: list[tuple[JoinedBook, InputError]] = []
        """Books of a folder that cannot be read."""
        self.nameless: list[TakenMembers] = []
        """Tables that name nobody."""
        self.notes = 0
        """Text files of a folder that have no table."""

    @property
    def done(self) -> int:
        """The books that were looked at."""
        return len(self._found) + len(self.refused) + len(self.nameless) + self.notes

    def take(self, path: Path, found: "Cells | InputError", request: "Request") -> None:
        """What is joined of a book. Raises as `load`, if it was named."""
        book = self._by_path[path]
        try:
            if isinstance(found, InputError):
                raise found
            read = load_as_asked(found, request)
        except InputError as refusal:
            self._refuse(book, refusal)
            return
        if self._keep(book, read):
            self.lacks_measure.append(None if read.asked.is_measured else read.lacks)
            self.lacks_lists.append(None if read.asked.has_lists else read.lacks)

    def take_again(self, path: Path, found: "Cells | InputError", request: "Request") -> None:
        """The same book by another measure; it stays as it was where that fails."""
        if isinstance(found, InputError):
            return
        read = load_as_asked(found, request)
        if read.asked.is_measured:
            self._keep(self._by_path[path], read)

    def _refuse(self, book: JoinedBook, refusal: InputError) -> None:
        if not book.is_found:
            raise refusal
        if isinstance(refusal, NoTable) and book.path.suffix.lower() == ".txt":
            self.notes += 1
        else:
            self.refused.append((book, refusal))

    def _keep(self, book: JoinedBook, read: LoadedAsAsked) -> bool:
        """Whether the book names anybody, so that it is kept."""
        loaded = read.loaded
        members = take_members(loaded, self._policy.funnel, branch=book.branch)
        members = as_they_stood(members, book.path)
        headings = frozenset(heading_key(column.heading) for column in loaded.columns)
        names = {name for column in loaded.columns for name in (column.field, column.heading) if name}
        taken = TakenMembers(book, members, not loaded.as_of_from_file, headings, frozenset(names))
        if not names_anybody(members):
            self.nameless.append(taken)
            return False
        self._found[book.path] = taken
        if self._whole is None or self._whole[0] == book.path:
            is_alone = len(self._by_path) == 1 and members.origin is None
            self._whole = book.path, _lean(loaded, is_alone=is_alone)
        for name in ("earlier", "copies"):
            self.__dict__.pop(name, None)
        return True

    @property
    def books(self) -> list[TakenMembers]:
        """All books that were read, in the order of what was named."""
        return [self._found[path] for path in self._joined.paths if path in self._found]

    @cached_property
    def earlier(self) -> Sequence[EarlierList]:
        """The books that list the customers of another one at an earlier date."""
        return earlier_lists(self.books, self._policy.batch.same_customers)

    @cached_property
    def copies(self) -> Sequence[CopiedList]:
        """Of the others, the books that list the customers of another one once more."""
        return copied_lists(_without(self.books, self.earlier), self._policy.overlap.same_list)

    @property
    def latest(self) -> list[TakenMembers]:
        """The books that count."""
        return _without(self.books, (*self.earlier, *self.copies))

    def to_read_again(self, measure: "Measure") -> list[JoinedBook]:
        """The books with another measure that have the columns of this one."""
        return [
            one.book
            for one in self.latest
            if not is_by(one.members, measure) and one.numbered.issuperset(measure.columns)
        ]

    @property
    def loaded(self) -> "Loaded":
        """Everything of one book, that of what is said where there is one book only. Raises ValueError without any."""
        if self._whole is None:
            raise ValueError("no book has been taken")
        return self._whole[1]


def _without(
    books: Sequence[TakenMembers], left_out: Sequence[EarlierList | CopiedList]
) -> list[TakenMembers]:
    paths = {one.book.book.path for one in left_out}
    return [book for book in books if book.book.path not in paths]


def _lean(loaded: "Loaded", *, is_alone: bool) -> "Loaded":
    """A book; one of several, or one that a run has kept, without the cells behind it and without its issues, which are counted."""
    if is_alone:
        return loaded
    return replace(loaded, issues=(), portfolio=replace(loaded.portfolio, split=None, rows_of=None))
