"""Opening a book: the parser starts at once in its child process, the cells are fetched when they are needed.

Importing this module is cheap, so that the child parses while the rest of the program is imported.
"""

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from keyclient.errors import InputError
from keyclient.ingest.refusals import (
    BookChanged,
    BookDamaged,
    BookEncrypted,
    BookTooSlow,
    BookUnreadable,
    CountsDisagree,
)
from keyclient.ingest.sandbox import Child, Parsing, start_child
from keyclient.ingest.sniff import FileKind, sniff

PACKAGE_ERRORS = (
    zipfile.BadZipFile, zlib.error, LZMAError, ParseError, LookupError, OSError, EOFError, ValueError, RuntimeError,
)  # fmt: skip
"""What the standard library raises on a package that is broken, encrypted, or packed in a way it does not know."""

if TYPE_CHECKING:
    from keyclient.ingest.grid import Grid, Marks
    from keyclient.policy.read import ReadPolicy


@dataclass(frozen=True)
class Cells:
    """The sheets of a book that were read, and the names of all."""

    path: Path
    sha256: str
    grids: tuple["Grid", ...]
    names: tuple[str, ...]
    hidden: tuple[str, ...]
    """Hidden sheets; they are not read unless asked for by name."""


@dataclass(frozen=True)
class OpenBook:
    """A book whose parsing has begun."""

    path: Path
    kind: FileKind
    sheet: str | None
    limits: "ReadPolicy"
    parsing: Parsing | None
    state: tuple[int, int]
    """Size and time of the last change when the book was first looked at: it is read three times."""

    def cells(self) -> Cells:
        """The raw cells. Raises the `InputError` that says why the book cannot be read."""
        cells = self._cells()
        if _state(self.path) != self.state:
            raise BookChanged(path=self.path)
        return cells

    def _cells(self) -> Cells:
        if self.parsing is None:
            from keyclient.ingest.delimited import read_delimited

            return Cells(self.path, _sha256(self.path), (read_delimited(self.path),), (), ())
        scans = self._scans(self.parsing)
        return self._collect(self._streams(self.parsing), scans)

    def _scans(self, parsing: Parsing) -> "dict[str, Marks]":
        if self.kind is not FileKind.XLSX:
            return {}
        from keyclient.ingest.scan import scan_sheets

        try:
            return scan_sheets(self.path)
        except PACKAGE_ERRORS as error:
            parsing.stop()
            raise BookDamaged(path=self.path, reason=type(error).__name__) from None

    def _streams(self, parsing: Parsing) -> memoryview:
        """What the child wrote; after a failure of the native reader, what the slower exact one wrote."""
        try:
            return parsing.finish()
        except (BookEncrypted, BookTooSlow):
            raise
        except InputError:
            if self.kind is not FileKind.XLSX:
                raise
        again = start_child().parse(
            self.kind, self.path, sheet=self.sheet, reader="exact", limits=self.limits
        )
        return again.finish()

    def _collect(self, streams: memoryview, scans: "dict[str, Marks]") -> Cells:
        from keyclient.ingest.streams import sheets_in

        sheets = sheets_in(streams, scans)
        grids = tuple(sheet.grid for sheet in sheets if sheet.grid is not None)
        for grid in grids:
            seen = grid.marks.last_row
            if seen is not None and not grid.filled <= seen <= grid.height:
                raise CountsDisagree(path=self.path, sheet=grid.sheet, grid=grid.filled, scan=seen)
        names = tuple(sheet.name for sheet in sheets)
        hidden = tuple(sheet.name for sheet in sheets if sheet.hidden)
        return Cells(self.path, _sha256(self.path), grids, names, hidden)


@dataclass(frozen=True)
class Beginning:
    """A book that was looked at; for a workbook a child process is getting ready to parse it."""

    path: Path
    kind: FileKind
    child: Child | None
    state: tuple[int, int]

    def go(self, *, sheet: str | None, limits: "ReadPolicy") -> OpenBook:
        """Start parsing."""
        parsing = None
        if self.child is not None:
            parsing = self.child.parse(self.kind, self.path, sheet=sheet, reader="fast", limits=limits)
        return OpenBook(self.path, self.kind, sheet, limits, parsing, self.state)

    def stop(self) -> None:
        """Give the book up."""
        if self.child is not None:
            self.child.stop()


def begin(path: Path) -> Beginning:
    """Look at what the file is, and get ready to parse it.

    Raises an `InputError` when the file cannot be opened or is no book.
    """
    kind = sniff(path)
    state = _state(path)
    return Beginning(path, kind, None if kind is FileKind.TEXT else start_child(), state)


def open_book(path: Path, *, sheet: str | None, limits: "ReadPolicy") -> OpenBook:
    """Look at what the file is and start parsing it. Raises as `begin`."""
    return begin(path).go(sheet=sheet, limits=limits)


def _state(path: Path) -> tuple[int, int]:
    try:
        now = path.stat()
    except OSError as error:
        raise BookUnreadable(path=path, reason=error.strerror) from None
    return now.st_size, now.st_mtime_ns


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BookUnreadable(path=path, reason=error.strerror) from None
