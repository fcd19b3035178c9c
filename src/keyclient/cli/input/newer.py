"""Later books of the same customers, oldest first, by which a plan is judged."""

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.ahead import read_ahead
from keyclient.cli.input.book_order import check_different
from keyclient.cli.input.earlier import asked_beside, numbered
from keyclient.cli.input.earlier_file import with_its_sheet
from keyclient.cli.input.reading import Read
from keyclient.cli.input.written import refuse_form
from keyclient.cli.start.session import Session
from keyclient.errors import UsageError
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, Sentence, Value

if TYPE_CHECKING:
    from keyclient.ingest.base.request import Request
    from keyclient.ingest.source.opening import Cells
    from keyclient.model.portfolio import Loaded

_TOLD = Label("Judged by, oldest first: {books}.", "据以检查的客户表（由早到晚）：{books}。")
_BOOK = Label("{name} ({as_of})", "{name}（{as_of}）")


class NotLaterBookError(UsageError):
    """A book given to judge the plan is not later than the plan's own."""

    sentence = Label(
        "{later} is dated {day}, not after {today}, the data date of {book}. Name the book of the plan first and the later "
        "ones after --verify, with their data dates above the table or in the names of the files.",
        "{later} 的数据日期为 {day}，并不晚于 {book} 的 {today}。请以制订计划时的客户表为主表，后期客户表用 --verify "
        "指定，并在表头上方或文件名中写明数据日期。",
    )


def read_newer(
    session: Session, paths: Sequence[Path], read: Read, request: "Request"
) -> "tuple[Loaded, ...]":
    """Reads the later books by the same headings, and says in which order they are taken: by data date, then by name.

    A book without the measure of the plan, or without any, is read all the same: what it cannot judge is told line by line.
    Raises `NotLaterBookError`, `SameBookError`, `FormJudgesError`, and what reading a book raises.
    """
    from keyclient.ingest.source.opening import open_book

    if not paths:
        return ()
    asked = replace(asked_beside(read, request), by=None, needs_measure=False)
    check_different((read.path, *paths))
    sheet, limits, jobs = asked.wanted_sheet, asked.policy.read, asked.jobs
    first = open_book(paths[0], sheet=sheet, limits=limits, jobs=jobs)
    with closing(read_ahead(first, paths[1:], sheet, limits, jobs)) as ahead:
        books = [(path, _loaded(cells, asked)) for path, cells in ahead]
    today = read.loaded.portfolio.as_of
    for path, loaded in books:
        day = loaded.portfolio.as_of
        if day <= today:
            raise NotLaterBookError(later=path, day=day, today=today, book=read.path)
    ordered = sorted(books, key=lambda book: (book[1].portfolio.as_of, numbered(book[0])))
    said = listed(_BOOK.filled(name=path.name, as_of=loaded.portfolio.as_of) for path, loaded in ordered)
    session.narrator.note(Sentence(_TOLD, {"books": Value(said, Kind.TEXT)}))
    return tuple(loaded for _, loaded in ordered)


def _loaded(cells: "Cells", request: "Request") -> "Loaded":
    """A later book, by the sheet and the measure of the plan's as far as it has them. Raises as `load`."""
    from keyclient.ingest.base.table_refusals import HeadingNotFound, HeadingTwice, MeasureNotNumeric
    from keyclient.ingest.load import load_cells

    request, cells = with_its_sheet(request, cells)
    refuse_form(cells, judges=True)
    *tried, last = _fewer(request)
    for asked in tried:
        with suppress(HeadingNotFound, HeadingTwice, MeasureNotNumeric):
            return load_cells(cells, asked)
    return load_cells(cells, last)


def _fewer(request: "Request") -> "Iterator[Request]":
    """What to ask, in turn: everything, then without the further numbers of tiers, then without the measure."""
    segment = request.policy.segment.model_copy(update={"measure": None})
    unmeasured = request.policy.model_copy(update={"segment": segment})
    yield request
    yield replace(request, also=())
    yield replace(request, also=(), measure=None, policy=unmeasured)
