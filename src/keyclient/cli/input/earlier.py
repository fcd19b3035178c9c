"""Earlier books of the same customers, oldest first."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.ahead import read_ahead
from keyclient.cli.input.book_order import SameBookError, check_different, without_copies
from keyclient.cli.input.earlier_file import read_file
from keyclient.cli.input.reading import Opened, Read
from keyclient.cli.input.written import as_given, tell_forms
from keyclient.cli.start.session import Session
from keyclient.errors import UsageError
from keyclient.model.filled_in import FilledIn
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.rules import Severity
from keyclient.model.rules.tiers import BookOrderDoubtful, EarlierBookDefects, EarlierBooksOfOneDay

if TYPE_CHECKING:
    from keyclient.answers.book import SharedBook
    from keyclient.ingest.base.request import Request
    from keyclient.model.portfolio import Loaded

_DIGITS = re.compile(r"(\d+)")
_HISTORY = Label("Earlier books, oldest first: {books}.", "往期客户表（由早到晚）：{books}。")
_BOOK = Label("{name} ({as_of})", "{name}（{as_of}）")


class LaterBookError(UsageError):
    """A book given as earlier is not earlier."""

    sentence = Label(
        "{earlier} is dated {day}, not before {today}, the data date of {book}. Name the newest book first, the "
        "others after --previous.",
        "{earlier} 的数据日期为 {day}，并不早于 {book} 的 {today}。请以最新一期为主表，其余用 --previous 指定。",
    )


@dataclass(frozen=True)
class Earlier:
    """The earlier books."""

    loaded: tuple["Loaded", ...] = ()
    """Oldest first."""
    issues: tuple[Issue, ...] = ()
    written: tuple[FilledIn, ...] = ()
    """Plans and lists that people filled in, in the order given."""


def read_earlier(
    session: Session, paths: Sequence[Path], read: Read, request: "Request", *, keeps_written: bool = False
) -> Earlier:
    """Reads the earlier books by the same headings, and says in which order they are taken.

    `keeps_written`: whether plans and lists that people filled in may stand among them, which are read back; else they are
    refused.

    Where the request needs a measure they are read by that of the newest, and refused without it; else its lack is told
    by the analyses that need it.

    By their data dates where all books have one of their own, else by the numbers in their names where the book of
    today then comes last, else as they were given. Raises `LaterBookError`, `SameBookError`, and what reading a book
    raises.
    """
    from keyclient.ingest.source.opening import open_book

    if not paths:
        return Earlier()
    asked = asked_beside(read, request)
    paths, copies = without_copies(paths)
    check_different((read.path, *paths))
    sheet, limits, jobs = asked.wanted_sheet, asked.policy.read, asked.jobs
    with closing(
        read_ahead(open_book(paths[0], sheet=sheet, limits=limits, jobs=jobs), paths[1:], sheet, limits, jobs)
    ) as ahead:
        found = [(path, read_file(cells, asked, keeps_written=keeps_written)) for path, cells in ahead]
    _check_copies(copies, {path for path, one in found if one.book is not None})
    written = tuple(form for _, one in found for form in one.forms)
    tell_forms(session, written)
    books = [(path, one.book) for path, one in found if one.book is not None]
    if not books:
        return Earlier(written=written)
    dated = not any(loaded.as_of_from_file for loaded in (read.loaded, *(loaded for _, loaded in books)))
    ordered = _by_date(books, read) if dated else _by_name(books, read.path)
    if dated:
        session.narrator.note(_told(ordered))
    doubt = () if dated else (BookOrderDoubtful(books=listed(path.name for path, _ in ordered)),)
    same = _of_one_day(ordered) if dated else ()
    loaded = tuple(loaded for _, loaded in ordered)
    return Earlier(loaded, (*doubt, *same, *_defects(ordered)), written)


def with_earlier_books(opened: Opened, book: "SharedBook", paths: Sequence[Path]) -> "SharedBook":
    """The book of a report with those before it, read for every analysis that is about several. Raises as `read_earlier`."""
    from keyclient.analysis.analyses import ANALYSES
    from keyclient.answers.run import read_alike

    if not paths:
        return book
    names = [one.name for one in ANALYSES if one.compares_books or one.takes_earlier]
    read = Read(opened.policy, book.customers, opened.book.path)
    request = read_alike(names, opened.request)
    earlier = read_earlier(opened.session, paths, read, request, keeps_written=True)
    return book.with_earlier(earlier.loaded, earlier.issues, as_given(earlier.written))


def asked_beside(read: Read, request: "Request") -> "Request":
    """What is asked of another book of the same customers: its own date and lists about all, by the measure of the first."""
    return replace(
        request,
        policy=request.policy.model_copy(update={"as_of": None}),
        as_of=None,
        period=None,
        only=(),
        bands=(),
        header_row=None,
        measure=_measure_of(read, request),
    )


def _measure_of(read: Read, request: "Request") -> str | None:
    """What the newest book is measured by, where that is one column."""
    measure = read.loaded.portfolio.measure
    return measure.name if measure is not None and len(measure.columns) == 1 else request.measure


def _check_copies(copies: Sequence[tuple[Path, Path]], books: Collection[Path]) -> None:
    """Raises `SameBookError` for a book that was named twice; a plan or a list is one, however often it is named."""
    for copy, first in copies:
        if first in books:
            raise SameBookError(earlier=copy, book=first)


_Books = list[tuple[Path, "Loaded"]]


def _by_date(books: _Books, read: Read) -> _Books:
    today = read.loaded.portfolio.as_of
    for path, loaded in books:
        if loaded.portfolio.as_of >= today:
            day = loaded.portfolio.as_of
            raise LaterBookError(earlier=path, day=day, today=today, book=read.path)
    return sorted(books, key=lambda book: book[1].portfolio.as_of)


def _by_name(books: _Books, today: Path) -> _Books:
    """2月 before 10月; as they were given where the book of today would not be the last."""
    ordered = sorted(books, key=lambda book: numbered(book[0]))
    return ordered if numbered(ordered[-1][0]) < numbered(today) else books


def numbered(path: Path) -> list[tuple[int, str]]:
    """The name in pieces, whole numbers as such."""
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in _DIGITS.split(path.name)]


def _told(books: _Books) -> Sentence:
    said = [_BOOK.filled(name=path.name, as_of=loaded.portfolio.as_of) for path, loaded in books]
    joined = listed(said)
    return Sentence(_HISTORY, {"books": Value(joined, Kind.TEXT)})


def _of_one_day(books: _Books) -> Iterator[Issue]:
    """That books have the same data date, of which nobody can tell the later one."""
    for day, same in groupby(books, key=lambda book: book[1].portfolio.as_of):
        names = [path.name for path, _ in same]
        if len(names) > 1:
            yield EarlierBooksOfOneDay(as_of=day, books=listed(names))


def _defects(books: _Books) -> Iterator[Issue]:
    for path, loaded in books:
        count = sum(issue.severity is not Severity.NOTE for issue in loaded.issues)
        if count:
            yield EarlierBookDefects(book=path.name, count=count)
