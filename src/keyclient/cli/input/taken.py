"""What has been taken from the books of a series so far: of each what is compared, of the newest everything."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from keyclient.analysis.common.snapshot import Snapshot, take_snapshot
from keyclient.cli.input.book_order import MOST_BOOKS, Ordered, Place, check_count, in_order
from keyclient.cli.input.one_measure import Measured, OneMeasure, measured
from keyclient.cli.input.series_parts import HeldBy, parts_of, within
from keyclient.cli.input.written import refuse_form
from keyclient.ingest.base.table_refusals import HeadingNotFound, NobodyHas
from keyclient.ingest.book_parts import BookPart
from keyclient.ingest.cells.spans import month_in
from keyclient.ingest.columns.periods.named_period import named_period
from keyclient.ingest.customers.renumbered import renumbered
from keyclient.ingest.load import load_cells
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.rules.periods import PeriodChosen

if TYPE_CHECKING:
    from keyclient.ingest.base.request import Request
    from keyclient.ingest.source.opening import Cells
    from keyclient.model.portfolio import Loaded
    from keyclient.policy.parts.tier import TierPolicy

_RECURRING = 0.5
"""The share of a data date's customers who stand at another one as well, if dates are those of the book."""


@dataclass(frozen=True)
class TakenBook:
    """One book of the series."""

    path: Path
    snapshot: Snapshot
    by: Measured
    """What it is measured by."""
    alone: Measured
    """What it would have been measured by without the others."""
    held_by: HeldBy
    headings: frozenset[str]
    """The headings of the book."""
    period: str | None = None
    """Its sheet, heading or data date, if the file holds several periods."""


class Taken:
    """Takes one file after the other."""

    def __init__(
        self,
        policy: "TierPolicy",
        wanted: str | None,
        sheets: Sequence[str],
        paths: Sequence[Path],
        numbers: Mapping[str, str],
    ) -> None:
        """Nothing yet. `wanted`: the measure that the user has named; `paths`: all files, as they were given.

        `numbers`: the new number of each old one.
        """
        self._policy = policy
        self._numbers = numbers
        self._sheets = sheets
        self._paths = paths
        self._measure = OneMeasure(wanted)
        self._loaded: tuple[TakenBook, Loaded] | None = None
        self._old: set[str] = set()
        self.books: list[TakenBook] = []

    def take(self, path: Path, cells: "Cells", request: "Request", *, lists_nobody: bool = False) -> None:
        """All periods of a file. Raises as `load`, `refuse_form`, and what `parts_of` and `OneMeasure` raise.

        `lists_nobody`: where lists are about nobody in it (`--only`), it is read nevertheless.
        """
        refuse_form(cells)
        found = parts_of(cells, request, self._sheets, is_alone=len(self._paths) == 1)
        for part in found.parts:
            if found.held_by is HeldBy.COLUMNS:
                self._add(path, part, _column(part), found.held_by)
                continue
            loaded, alone = self._read(part, lists_nobody=lists_nobody)
            if len(loaded.periods) > 1 and request.period is None:
                self._take_periods(path, part, (loaded, alone))
            else:
                self._add(path, part, (loaded, alone), found.held_by)
        self._forget()

    def _read(self, part: BookPart, *, lists_nobody: bool) -> "tuple[Loaded, Measured]":
        try:
            return self._measure.read(part.cells, part.request)
        except (HeadingNotFound, NobodyHas):
            if not (lists_nobody and part.request.only):
                raise
        loaded, alone = self._measure.read(part.cells, replace(part.request, only=()))
        return replace(loaded, portfolio=replace(loaded.portfolio, listed=frozenset())), alone

    def _take_periods(self, path: Path, part: BookPart, whole: "tuple[Loaded, Measured]") -> None:
        """Each data date of a book, if its customers stand at several of them; else the book as it is.

        More dates than books can be compared are hardly those of books, where there are other books as well. Raises
        `TooManyBooksError` where there are none.
        """
        before, count = (len(self.books), self._loaded), len(whole[0].periods)
        if count > MOST_BOOKS and len(self._paths) > 1:
            self._add(path, part, whole, HeldBy.FILE)
            return
        check_count(count)
        for one in within(part, whole[0].periods):
            self._add(path, one, self._measure.read(one.cells, one.request), HeldBy.DATES)
        if not _recur([book.snapshot for book in self.books[before[0] :]]):
            del self.books[before[0] :]
            self._loaded = before[1]
            self._add(path, part, whole, HeldBy.FILE)

    def _add(self, path: Path, part: BookPart, read: "tuple[Loaded, Measured]", held_by: HeldBy) -> None:
        loaded, alone = read
        portfolio = renumbered(loaded.portfolio, self._numbers, loaded.group)
        followed = replace(loaded, portfolio=portfolio)
        snapshot = take_snapshot(followed, self._policy, name=part.name, only_filled=part.only_filled)
        self._old |= _known(loaded, self._numbers.keys())
        headings = frozenset(column.heading for column in loaded.columns)
        book = TakenBook(path, snapshot, measured(loaded, path), alone, held_by, headings, part.name)
        self.books.append(book)
        if self.newest is book:
            is_alone = held_by is HeldBy.FILE and len(self._paths) == 1
            self._loaded = book, _lean(loaded, held_by, is_alone=is_alone)

    def _forget(self) -> None:
        """Forget whom the books are about that cannot be the two newest."""
        kept = {id(book) for book in self.ordered[-2:]}
        self.books = [
            book if id(book) in kept else replace(book, snapshot=book.snapshot.without_persons())
            for book in self.books
        ]
        if self._loaded is not None:
            self._loaded = self.newest, self._loaded[1]

    @property
    def order(self) -> Ordered:
        """The positions of `books`, oldest first."""
        return in_order(_places(self._as_given))

    @property
    def _as_given(self) -> list[TakenBook]:
        return sorted(self.books, key=lambda book: self._paths.index(book.path))

    @property
    def ordered(self) -> list[TakenBook]:
        """The books, oldest first."""
        given = self._as_given
        return [given[at] for at in self.order.positions]

    @property
    def newest(self) -> TakenBook:
        """The newest so far."""
        return self.ordered[-1]

    @property
    def unknown_pairs(self) -> int:
        """The pairs of numbers that join nobody: no book has the old number, or the newest does not have the new one."""
        new = _known(self.loaded, set(self._numbers.values()))
        return sum(old not in self._old or number not in new for old, number in self._numbers.items())

    @property
    def loaded(self) -> "Loaded":
        """Everything of the newest book."""
        if self._loaded is None:
            raise ValueError("no book has been taken")
        return self._loaded[1]


def _lean(loaded: "Loaded", held_by: HeldBy, *, is_alone: bool) -> "Loaded":
    """A book without the cells behind it, and without the note that the other dates were left out, which are compared.

    One that is alone keeps its rows, as its own changes are compared by group.
    """
    issues = loaded.issues
    if held_by is HeldBy.DATES:
        issues = tuple(issue for issue in issues if not isinstance(issue, PeriodChosen))
    split = loaded.portfolio.split if is_alone else None
    return replace(loaded, issues=issues, portfolio=replace(loaded.portfolio, split=split))


def _column(part: BookPart) -> "tuple[Loaded, Measured]":
    """The book of one column; all columns are one measure, called by what their headings have in common."""
    loaded = load_cells(part.cells, part.request)
    measure = loaded.portfolio.measure
    if part.called is not None and measure is not None:
        own = replace(measure, name=part.called.en, label=part.called)
        told = tuple(_about(sentence, part.called) for sentence in loaded.told)
        loaded = replace(loaded, portfolio=replace(loaded.portfolio, measure=own), told=told)
    return loaded, measured(loaded, part.cells.path)


def _about(sentence: Sentence, measure: Label) -> Sentence:
    """A sentence about the book, with the measure as it is called."""
    if "measure" not in sentence.values:
        return sentence
    return replace(sentence, values={**sentence.values, "measure": Value(measure, Kind.TEXT)})


def _known(loaded: "Loaded", numbers: Collection[str]) -> set[str]:
    """Which of some numbers a book has."""
    frame = loaded.portfolio.frame
    if not numbers or "customer_id" not in frame:
        return set()
    aside = loaded.portfolio.aside
    own = frame["customer_id"] if aside is None else pd.concat([frame["customer_id"], aside["customer_id"]])
    return set(own[own.isin(list(numbers))])


def _recur(books: Sequence[Snapshot]) -> bool:
    """Whether at least half of the customers of each data date stand at another one, as in books of several dates."""
    ids = [set(book.frame["customer_id"].dropna()) for book in books]
    for at, own in enumerate(ids):
        others = set().union(*(other for place, other in enumerate(ids) if place != at))
        if len(own & others) < _RECURRING * len(own):
            return False
    return True


def _places(books: Sequence[TakenBook]) -> list[Place]:
    """What puts each book in its place; the month by sheets, headings or dates, else by files, whichever tells all apart."""
    months = _months(books)
    return [
        Place(book.snapshot.as_of if book.snapshot.is_dated else None, month)
        for book, month in zip(books, months, strict=True)
    ]


def _months(books: Sequence[TakenBook]) -> list[int | None]:
    by_part = [_month(book.period or book.snapshot.source.sheet) for book in books]
    by_file = [month_in(book.path.stem) for book in books]
    for found in (by_part, by_file):
        if None not in found and len(set(found)) == len(found):
            return found
    return [None] * len(books)


def _month(name: str | None) -> int | None:
    period = None if name is None else named_period(name)
    return None if period is None else period.month


def told_apart(books: Sequence[TakenBook]) -> Iterator[Snapshot]:
    """The snapshots with names that differ; a data date that several periods of one file share is that of none.

    Where several files have one data date, each is called by it and by its file.
    """
    days = [(book.path, book.snapshot.as_of) for book in books]
    files = Counter(day for path, day in set(days))
    names = [book.snapshot.called for book in books]
    for book, day in zip(books, days, strict=True):
        own = book.snapshot
        if book.held_by is not HeldBy.FILE and days.count(day) > 1:
            own = replace(own, is_dated=False)
        if names.count(own.called) > 1:
            whose = book.path.absolute().parent.name if book.period is None else book.path.stem
            own = replace(own, name=f"{whose} {own.called}")
        if own.is_dated and files[own.as_of] > 1:
            file = own.called if book.period is None else book.path.name
            own = replace(own, title=f"{own.as_of.isoformat()} ({file})")
        yield own
