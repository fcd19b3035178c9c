"""What is told about the books that are compared: which, in which order, with which dates, and what is wrong with them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.one_measure import kind_issues
from keyclient.cli.input.reading import Opened
from keyclient.cli.input.series_parts import HELD_BY, HeldBy
from keyclient.cli.input.taken import Taken, TakenBook, told_apart
from keyclient.cli.output.quoting import quoted
from keyclient.model.issue import Issue
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.rules.series import SameDayTwice, SameNumbersUnknown, SeriesBookDefects
from keyclient.model.rules.tiers import BookOrderDoubtful

if TYPE_CHECKING:
    from keyclient.analysis.common.snapshot import Snapshot

_COMPARED = Label("{count} books, oldest first{how}: {books}.", "共 {count} 期，由早到晚{how}：{books}。")
_HOW = Label(" ({how})", "（{how}）")
_BOOK = Label("{name} ({as_of})", "{name}（{as_of}）")
_BETWEEN = Label("{first} … {last}", "{first} …… {last}")
MOST_NAMED = 6
"""Where there are more books, the first and the last ones are named."""


def say_series(opened: Opened, taken: "Taken") -> None:
    """Report which books are compared, and what was chosen in the newest; its rows are a detail."""
    books, told = taken.ordered, taken.loaded.told
    if len(books) > 1:
        opened.session.narrator.note(_order(books))
        opened.session.narrator.detail(told[0])
        told = told[1:]
    opened.say(told, taken.loaded)


def _order(books: "Sequence[TakenBook]") -> Sentence:
    kinds = {book.held_by for book in books} - {HeldBy.FILE}
    how = _HOW.filled(how=HELD_BY[kinds.pop()]) if len(kinds) == 1 else NO_WORDS
    said = [_named(book, own) for book, own in zip(books, told_apart(books), strict=True)]
    joined = listed(said)
    if len(said) > MOST_NAMED:
        joined = _BETWEEN.filled(first=listed(said[:2]), last=listed(said[-2:]))
    words = {"how": how, "books": joined}
    values = {name: Value(label, Kind.TEXT) for name, label in words.items()}
    return Sentence(_COMPARED, {"count": Value(len(books), Kind.COUNT), **values})


def _named(book: "TakenBook", own: "Snapshot") -> Label:
    if own.title is not None:
        return Label(own.title, own.title)
    name = book.path.name if book.period is None else book.period
    if not own.is_dated or name == own.as_of.isoformat():
        return Label(name, name)
    return _BOOK.filled(name=name, as_of=own.as_of)


def series_issues(taken: "Taken", same: Path | None) -> Iterator[Issue]:
    """What is to be known about the books beside what is wrong with the newest. `same`: the file with pairs of numbers. Raises `OtherUnitError`."""
    books = taken.ordered
    newest = books[-1]
    if len(books) > 1 and not taken.order.is_certain:
        yield BookOrderDoubtful(books=listed(book.period or book.path.name for book in books))
    if same is not None and (count := taken.unknown_pairs):
        yield SameNumbersUnknown(book=same.name, count=count)
    yield from _same_day(books)
    for book in books[:-1]:
        yield from kind_issues(newest.by, book.by)
    for book in books[:-1]:
        own = book.snapshot
        if own.defects and book.held_by is not HeldBy.COLUMNS:
            sheet = [] if own.source.sheet is None else ["--sheet", own.source.sheet]
            command = " ".join(map(quoted, ["keyclient", "check", str(book.path), *sheet]))
            yield SeriesBookDefects(book=book.period or book.path.name, count=own.defects, command=command)


def _same_day(books: Sequence[TakenBook]) -> Iterator[Issue]:
    """Where customers of one file stand in another of the same data date: that day counts twice."""
    told = tuple(told_apart(books))
    for (earlier, one), (later, other) in pairwise(zip(books, told, strict=True)):
        if not (one.is_dated and other.is_dated) or one.as_of != other.as_of or earlier.path == later.path:
            continue
        both = set(one.frame["customer_id"].dropna()) & set(other.frame["customer_id"].dropna())
        if both:
            first, second = (book.path.name for book in (earlier, later))
            if first == second:
                first, second = (
                    f"{book.path.absolute().parent.name}/{book.path.name}" for book in (earlier, later)
                )
            yield SameDayTwice(earlier_book=first, book=second, as_of=one.as_of.isoformat(), count=len(both))
