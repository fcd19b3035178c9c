"""`--write-back` and `--in-place`: the answer in the user's workbook, or in a new one if that is no .xlsx file."""

import hashlib
import io
import sys
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.analysis.analyses import analysis_named
from keyclient.cli.input.reading import Read
from keyclient.cli.output.delivery import AnswerOutput
from keyclient.cli.output.files import mark_beside, not_writable, write_result
from keyclient.cli.output.showing import is_attended, show_file
from keyclient.cli.start.session import Session
from keyclient.cli.writeback.customer_cells import cells_of_rows
from keyclient.cli.writeback.replacing import hold_replaceable, keep, replace_book
from keyclient.cli.writeback.request import WriteBackRequest
from keyclient.cli.writeback.words import (
    BookChangedError,
    NotComparedError,
    NotEqualError,
    NotInPlaceError,
    OwnCopyError,
    Place,
    notes_of,
    said,
    warned,
)
from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.source.differing import differing
from keyclient.ingest.source.files import opened, sha256
from keyclient.ingest.source.sniff import sniff
from keyclient.model.amount_unit import AmountUnit
from keyclient.model.book_names import SUFFIXES
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import NO_WORDS, Label, Lang
from keyclient.model.own import COPY
from keyclient.model.portfolio import Portfolio
from keyclient.model.receipt import Source
from keyclient.model.report import Report, Table
from keyclient.model.trace import Trace
from keyclient.policy.showing.snapshot import policy_snapshot
from keyclient.render.units import in_unit, table_in_unit
from keyclient.render.writeback.addition import Addition, Written
from keyclient.render.writeback.customer_columns import CustomerCells, beside_of
from keyclient.render.writeback.earlier import source_hash
from keyclient.render.writeback.fresh import fresh_package
from keyclient.render.writeback.package import suffix_of, unusual
from keyclient.render.writeback.refusals import BROKEN
from keyclient.render.writeback.verify import verify_copy
from keyclient.render.writeback.workbook import free_name
from keyclient.render.writeback.write import write_into

_WRITING = Label("Writing {path}", "正在写入 {path}")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError)
"""Errors of unpacking a damaged package."""


@dataclass(frozen=True)
class _Book:
    """The workbook that is written into."""

    path: Path
    content: bytes
    """What is copied: the package of the book, or a new one with its cells."""
    suffix: str
    sheet: str
    source: Source
    trace: Trace
    is_fresh: bool


@dataclass(frozen=True)
class BookAnswer:
    """What an analysis has to write into the workbook."""

    analysis: str
    report: Report
    beside: CustomerColumns | None
    """None if the rows of the book are not customers."""


def write_into_book(
    session: Session, read: Read, how: tuple[WriteBackRequest, AnswerOutput], answer: BookAnswer
) -> None:
    """Write the answer into a copy of the workbook, or into the workbook itself, and report its headline and path.

    Nothing takes its place before the copy is proven: every other part equal to the byte, every old cell equal to two
    readers. Raises the `KeyclientError` that says why it cannot be; every file is then as it was.
    """
    request, output = how
    if request.in_place and sniff(read.path) is not FileKind.XLSX:
        raise NotInPlaceError(path=read.path)
    if not request.in_place and f"{COPY}." in read.path.name.lower():
        raise OwnCopyError(path=read.path)
    if request.in_place:
        hold_replaceable(read.path)
    session.narrator.doing(_WRITING.filled(path=read.path.name))
    book = _book(read)
    addition = _addition(session, read, book, answer, output.unit)
    written, place = (_into_itself if request.in_place else _into_copy)(read, book, addition)
    is_log = answer.beside is None
    for sentence in (*addition.report.headline, *said(written, place, is_log=is_log)):
        session.narrator.note(sentence)
    if (warning := warned(written, book.sheet)) is not None:
        session.narrator.warning(warning)
    if output.opens:
        show_file(session, place.path, attended=is_attended((sys.stdin, sys.stdout, sys.stderr)))


def _book(read: Read) -> _Book:
    """The workbook as it was read. Raises `BookChangedError` if it has changed."""
    source, trace, path = read.loaded.portfolio.sources[0], read.loaded.trace, read.path
    if trace is None:
        raise ValueError("the book was read without the way back to its rows")
    with opened(path) as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != source.sha256:
        raise BookChangedError(path=path)
    if sniff(path) is FileKind.XLSX and source.sheet is not None:
        suffix = _suffix(path, suffix_of(io.BytesIO(content)))
        return _Book(path, content, suffix, source.sheet, source, trace, is_fresh=False)
    sheet = free_name(source.sheet or path.stem, ()) or "Sheet1"
    layout = trace.layout
    package = fresh_package(
        path, sheet, layout.lines(), header_row=source.header_row, text_columns=layout.id_columns
    )
    return _Book(path, package.getvalue(), ".xlsx", sheet, source, trace, is_fresh=True)


def _suffix(path: Path, fitting: str) -> str:
    """The suffix of the book, unless Excel would not open its content under that."""
    return path.suffix if path.suffix.lower() == fitting else fitting


def _addition(session: Session, read: Read, book: _Book, answer: BookAnswer, unit: AmountUnit) -> Addition:
    portfolio, lang = read.loaded.portfolio, session.lang
    rows, headings = None, frozenset[str]()
    if answer.beside is not None and book.source.header_row:
        each = [_rows(_in_unit(answer.beside, one), book, portfolio) for one in AmountUnit]
        rows = each[list(AmountUnit).index(unit)]
        headings = frozenset(heading for one in each for heading in one.headings())
    notes = notes_of(
        book.source,
        portfolio.as_of.isoformat(),
        policy_snapshot(read.policy.policy, *analysis_named(answer.analysis).policy).sha256,
        has_columns=rows is not None,
        is_log=answer.beside is None,
    )
    return Addition(
        answer.analysis,
        book.sheet,
        in_unit(answer.report, unit),
        lang,
        beside=None if rows is None else lambda formats: beside_of(rows, lang, formats),
        headings=headings,
        own=book.trace.layout.own,
        notes=notes,
    )


def _in_unit(said: CustomerColumns, unit: AmountUnit) -> CustomerColumns:
    table = table_in_unit(Table("", NO_WORDS, said.columns, list(said.cells.values())), unit)
    return CustomerColumns(table.columns, dict(zip(said.cells, table.rows, strict=True)))


def _rows(said: CustomerColumns, book: _Book, portfolio: Portfolio) -> CustomerCells:
    cells = cells_of_rows(said, book.trace, portfolio)
    return CustomerCells(said.columns, cells, book.source.header_row, book.trace.layout.last_column)


def _into_itself(read: Read, book: _Book, addition: Addition) -> tuple[Written, Place]:
    content, written = _made(book, book.content, addition)

    def check(beside: Path) -> None:
        _check(read, book, book.content, addition, written, beside)

    kept = replace_book(book.path, book.content, content, check)
    return written, Place(book.path, book.path, book.sheet, kept=kept)


def _into_copy(read: Read, book: _Book, addition: Addition) -> tuple[Written, Place]:
    """Into the copy beside the book; one that keyclient has made of the same book keeps the answers that it has.

    A copy that somebody has worked in since is kept under another name, and so is that of another book of the same stem.
    """
    wanted = book.path.with_name(f"{book.path.stem}{COPY}{book.suffix}")
    base, kept = book.content, None
    addition = replace(addition, source=book.source.sha256)
    try:
        earlier = wanted.read_bytes() if wanted.is_file() else None
        made = None if earlier is None else source_hash(io.BytesIO(earlier))
        if earlier is not None and made == book.source.sha256:
            base, addition = earlier, replace(addition, own=None)
        elif (
            earlier is not None and (made is None or _has_namesake(book.path)) and mark_beside(wanted) is None
        ):
            kept = keep(wanted, earlier).path
    except OSError as error:
        raise not_writable(wanted, error) from None
    content, written = _made(book, base, addition)

    def check(beside: Path) -> None:
        _check(read, book, base, addition, written, beside)

    path = write_result(wanted, content, books=[book.path], check=check)
    fresh = book.path if book.is_fresh else None
    return written, Place(path, wanted, book.sheet, kept=kept, fresh_from=fresh)


def _has_namesake(path: Path) -> bool:
    """Whether the copy may be that of another book, such as 客户.ods beside 客户.xlsx."""
    others = (path.with_suffix(suffix) for suffix in SUFFIXES)
    return any(other != path and other.exists() for other in others)


def _made(book: _Book, base: bytes, addition: Addition) -> tuple[bytes, Written]:
    memory = io.BytesIO()
    try:
        written = write_into(book.path, memory, addition, io.BytesIO(base))
    except _BROKEN:
        raise unusual(book.path, book.sheet, BROKEN) from None
    return memory.getvalue(), written


def _check(read: Read, book: _Book, base: bytes, addition: Addition, written: Written, beside: Path) -> None:
    """Compare what was written with the book. Raises the refusal if they differ."""
    try:
        verify_copy(book.path, beside, addition, written, io.BytesIO(base))
    except _BROKEN:
        raise unusual(book.path, book.sheet, BROKEN) from None
    limits = read.policy.policy.read
    try:
        place = differing(book.path, book.source.sheet, beside, book.sheet, limits)
    except InputError as error:
        why = Label(*(error.text(lang).rstrip(".。") for lang in (Lang.EN, Lang.ZH)))
        raise NotComparedError(path=book.path, why=why) from None
    if place is not None:
        raise NotEqualError(path=book.path, place=place)
    if sha256(book.path) != book.source.sha256:
        raise BookChangedError(path=book.path)
