"""The raw cells of a workbook that was opened: its sheets without what keyclient wrote into it, and its defects."""

from collections.abc import Iterator, Sequence
from functools import partial

from keyclient.ingest.base.beside import both
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.packed import with_packed_dates
from keyclient.ingest.child.xls.codepage import WESTERN
from keyclient.ingest.source.answer_file import records_sheet
from keyclient.ingest.source.files import sha256
from keyclient.ingest.source.opening import Cells, OpenBook
from keyclient.ingest.source.own import is_own_sheet, without_own_columns
from keyclient.ingest.source.sandbox import start_child
from keyclient.ingest.source.streams import SheetRead
from keyclient.ingest.source.workbook import ParsedWorkbook, Sheets
from keyclient.model.issue import Issue
from keyclient.model.rules.files import ContainerRepaired, OtherReader, WesternText


def workbook_cells(book: OpenBook) -> Cells:
    """The cells. Raises the `InputError` that says why the book cannot be read."""
    found = _sheets(book)
    sheets = (
        found.sheets
        if book.sheet is not None
        else [sheet for sheet in found.sheets if not is_own_sheet(sheet.grid)]
    )
    names = tuple(sheet.name for sheet in sheets if sheet.name is not None)
    grids = tuple(without_own_columns(sheet.grid) for sheet in sheets if sheet.grid is not None)
    height = max((grid.height for grid in grids), default=0)
    sha, grids = both(partial(sha256, book.path), lambda: tuple(map(with_packed_dates, grids)), height)
    return Cells(
        path=book.path,
        sha256=sha,
        grids=grids,
        names=names,
        hidden=tuple(sheet.name for sheet in sheets if sheet.hidden and sheet.name is not None),
        issues=tuple(_issues(book, found.reader, sheets)),
        records=records_sheet(book.path, names),
    )


def _sheets(book: OpenBook) -> Sheets:
    """The sheets, read in pieces if that is possible, else by a child that has the whole book."""
    if book.pieces is not None:
        from keyclient.ingest.source.put_together import sheets_read

        sheets = sheets_read(book.pieces)
        if sheets is not None:
            return Sheets(sheets)
    parsing = book.parsing or start_child(book.kind).parse(
        book.kind, book.path, sheet=book.sheet, reader="fast", encoding=book.encoding, limits=book.limits
    )
    allowed = (book.limits, book.exact_limits)
    return ParsedWorkbook(book.path, book.kind, book.sheet, book.encoding, *allowed, parsing).read()


def _issues(book: OpenBook, reader: str, sheets: Sequence[SheetRead]) -> Iterator[Issue]:
    """What is wrong with the file, which is still readable."""
    if book.kind is FileKind.XLS and reader == "exact":
        yield ContainerRepaired()
    if reader == "native":
        yield OtherReader()
    if book.encoding == WESTERN or any(sheet.is_western for sheet in sheets):
        yield WesternText()
