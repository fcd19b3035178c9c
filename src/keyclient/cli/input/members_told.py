"""What is told about the books that are joined: which they are, what was passed over, and what is wrong with them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from keyclient.cli.input.joined_books import JoinedBooks
from keyclient.cli.input.members_taken import MembersTaken, TakenMembers
from keyclient.cli.input.reading import Opened
from keyclient.cli.input.series_told import MOST_NAMED
from keyclient.cli.output.quoting import quoted
from keyclient.errors import reason_of
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang, listed
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.rules.overlap import (
    NO_MEASURE,
    OTHER_MEASURE,
    BookLeftOut,
    BooksOfSeveralDates,
    BookUnmeasured,
    CopyLeftOut,
    EarlierBookLeftOut,
    FolderNotSearched,
    JoinedBookDefects,
    StagesNotKnown,
    TableOfNobody,
)

if TYPE_CHECKING:
    from keyclient.model.measure import Measure

_READ = Label("{count} books: {books}.", "共 {count} 份表格：{books}。")
_READ_ONE = Label("Book: {books}.", "客户表：{books}。")
_BETWEEN = Label("{first} … {last}", "{first} …… {last}")
_PASSED = Label("Files passed over: {count} ({reasons}).", "跳过文件 {count} 个（{reasons}）。")
_REASON = Label("{reason}: {count}", "{reason} {count} 个")
_NOTES = Label("text without a table", "不含表格的文本文件")


def say_members(opened: Opened, joined: JoinedBooks, taken: MembersTaken) -> None:
    """Report which books are joined, and what was passed over; of a single book what was chosen in it."""
    if passed := _passed(joined, taken):
        opened.session.narrator.note(passed)
    if len(joined.books) == 1:
        opened.say(taken.loaded.told, taken.loaded)
        return
    opened.session.narrator.note(_which(taken))
    opened.say((), taken.loaded)


def _which(taken: MembersTaken) -> Sentence:
    names = [_name(book) for book in taken.latest]
    said = listed(names)
    if len(names) > MOST_NAMED:
        said = _BETWEEN.filled(first=listed(names[:2]), last=listed(names[-2:]))
    if len(names) == 1:
        return Sentence(_READ_ONE, {"books": Value(said, Kind.TEXT)})
    return Sentence(_READ, {"count": Value(len(names), Kind.COUNT), "books": Value(said, Kind.TEXT)})


def _passed(joined: JoinedBooks, taken: MembersTaken) -> Sentence | None:
    from keyclient.batch.record.reasons import SKIP_REASONS

    counts = [(SKIP_REASONS[reason], count) for reason, count in joined.passed_over.items()]
    counts += [(_NOTES, taken.notes)] if taken.notes else []
    if not counts:
        return None
    reasons = listed(_REASON.filled(reason=reason, count=count) for reason, count in counts)
    total = sum(count for _, count in counts)
    return Sentence(_PASSED, {"count": Value(total, Kind.COUNT), "reasons": Value(reasons, Kind.TEXT)})


def members_issues(joined: JoinedBooks, taken: MembersTaken, measure: "Measure | None") -> Iterator[Issue]:
    """What is to be known about the books. `measure`: that of most of them."""
    for folder, error in joined.closed:
        yield FolderNotSearched(folder=folder, reason=reason_of(error))
    for _, refusal in taken.refused:
        yield BookLeftOut(reason=Label(refusal.text(Lang.EN), refusal.text(Lang.ZH)))
    for nobody in taken.nameless:
        yield TableOfNobody(book=_name(nobody), rows=len(nobody.members.records))
    for one in taken.earlier:
        day = one.book.members.as_of.isoformat()
        yield EarlierBookLeftOut(earlier_book=_name(one.book), book=_name(one.later), as_of=day)
    for copy in taken.copies:
        yield CopyLeftOut(copied_book=_file(copy.book), book=_name(copy.original))
    told: set[Issue] = set()
    for book in taken.latest:
        found = dict.fromkeys(_of_book(book, measure, is_alone=len(joined.books) == 1))
        yield from (issue for issue in found if issue not in told)
        told.update(found)
    days = sorted(book.members.as_of for book in taken.latest)
    if len(set(days)) > 1:
        yield BooksOfSeveralDates(first=days[0].isoformat(), latest=days[-1].isoformat())


def _of_book(book: TakenMembers, measure: "Measure | None", *, is_alone: bool) -> Iterator[Issue]:
    from keyclient.analysis.common.members_measure import is_by

    own, name = book.members, _name(book)
    if measure is not None and not is_by(own, measure):
        there = NO_MEASURE if own.measure is None else OTHER_MEASURE.filled(measure=own.measure.label)
        yield BookUnmeasured(book=name, measure_there=there, measure=measure.label)
    if own.unknown_stages:
        yield StagesNotKnown(book=name, count=own.unknown_stages)
    if not is_alone or own.origin is not None:
        yield from _defects(book)


def _defects(book: TakenMembers) -> Iterator[Issue]:
    """How many warnings and errors a book has; of customers kept by a run those of their book, as the run has counted them."""
    from keyclient.cli.input.kept_origin import record_of_origin

    own, path, count = book.members, str(book.book.path), book.members.defects
    if (record := record_of_origin(own, book.book.path)) is not None and record.issues is not None:
        path, count = record.path, record.issues.error + record.issues.warning
    if count:
        sheet = [] if own.source.sheet is None else ["--sheet", own.source.sheet]
        command = " ".join(map(quoted, ["keyclient", "check", path, *sheet]))
        yield JoinedBookDefects(book=_name(book), count=count, command=command)


def _name(book: TakenMembers) -> str:
    """The name of the file, with that of its folder where the book stood in one; of customers kept by a run that of their book."""
    return _file(book) if book.members.origin is None else book.members.origin


def _file(book: TakenMembers) -> str:
    path = book.book.path
    return f"{path.parent.name}/{path.name}" if book.book.is_found else path.name
