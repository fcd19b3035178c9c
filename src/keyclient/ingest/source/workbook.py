"""The sheets of a workbook, once its parser and the scan agree on them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import DeclaresDocumentType, OutsideSheet, SheetUnreadable
from keyclient.ingest.base.refusals import (
    BookDamaged,
    BookEncrypted,
    BookTooSlow,
    CountsDisagree,
)
from keyclient.ingest.child.job import Refused
from keyclient.ingest.scan.clock import Clock, OutOfTime
from keyclient.ingest.scan.found import OutsideGrid
from keyclient.ingest.scan.look import look
from keyclient.ingest.scan.parts import SheetMissing
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.reach import REACH, NativeReach, is_scattered
from keyclient.ingest.source.sandbox import Parsing, start_child, too_slow
from keyclient.ingest.source.sniff import PACKAGE_ERRORS, broken_package
from keyclient.ingest.source.streams import SheetRead, sheets_of
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.ingest.base.grid import Marks


OTHER_READERS = {
    FileKind.XLSX: ("exact",),
    FileKind.XLSB: ("exact",),
    FileKind.XLS: ("exact", "native"),
}
"""The readers that try in turn what stops the fast one; formats without have that one alone."""


@dataclass(frozen=True)
class ParsedWorkbook:
    """A workbook that a child process is parsing."""

    path: Path
    kind: FileKind
    sheet: str | None
    """The only sheet to read."""
    encoding: str
    limits: Limits
    exact_limits: Limits
    """Of the readers behind the fast one, and of the careful scan."""
    parsing: Parsing
    reach: NativeReach = REACH

    def read(self) -> "Sheets":
        """Its sheets. Raises the `InputError` that says why they cannot be read."""
        scans = self._scans()
        if any(scan.only_exact or is_scattered(scan, self.reach) for scan in scans.values()):
            self.parsing.stop()
            return self._agreed(self._by_other_reader(scans), scans)
        try:
            found = Sheets(sheets_of(self.parsing, scans))
        except (BookEncrypted, BookTooSlow):
            raise
        except InputError:
            if not self._has_other_reader(scans):
                raise
            return self._by_other_readers(scans)
        if self.kind is FileKind.XLSX and doubt(self.path, found.sheets, scans) is not None:
            scans = self._scans(carefully=True)
            found = self._by_other_reader(scans)
        return self._agreed(found, scans)

    def _scans(self, *, carefully: bool = False) -> "dict[str, Marks]":
        """Scan the sheets while the child parses."""
        allowed = self.exact_limits if carefully else self.limits
        try:
            clock = Clock(allowed.seconds, allowed.wall_seconds)
            return look(self.path, self.kind, self.sheet, clock, carefully=carefully)
        except BaseException as error:
            self.parsing.stop()
            refusal = self._refusal(error, allowed)
            if refusal is None:
                raise
            raise refusal from None

    def _refusal(self, error: BaseException, allowed: Limits) -> InputError | None:
        """The refusal for a failed scan; None for an error that explains itself."""
        match error:
            case OutsideGrid():
                return OutsideSheet(path=self.path)
            case SheetMissing():
                return SheetUnreadable(path=self.path, sheet=f"“{error.name}”")
            case OutOfTime():
                return too_slow(self.path, allowed)
            case Refused():
                return DeclaresDocumentType(path=self.path)
            case ParseError() | ExpatError():
                return BookDamaged(path=self.path, reason=type(error).__name__)
        return broken_package(self.path, error) if isinstance(error, PACKAGE_ERRORS) else None

    def _has_other_reader(self, scans: "Mapping[str, Marks]") -> bool:
        """Whether there is another reader that may succeed where the first fails."""
        cells = sum(scan.cells for scan in scans.values())
        return self.kind in OTHER_READERS and cells <= self.reach.exact

    def _by_other_readers(self, scans: "Mapping[str, Marks]") -> "Sheets":
        """The sheets, read by the first of the other readers that can. Raises what the first of them raises."""
        refusals = []
        for reader in OTHER_READERS[self.kind]:
            try:
                return self._agreed(self._by_other_reader(scans, reader), scans)
            except (BookEncrypted, BookTooSlow):
                raise
            except InputError as refusal:
                refusals.append(refusal)
        raise refusals[0]

    def _by_other_reader(self, scans: "Mapping[str, Marks]", reader: str = "exact") -> "Sheets":
        """The sheets, read by a slower and more tolerant reader in a child of its own."""
        child = start_child(self.kind)
        again = child.parse(
            self.kind,
            self.path,
            sheet=self.sheet,
            reader=reader,
            encoding=self.encoding,
            limits=self.exact_limits,
        )
        return Sheets(sheets_of(again, scans), reader)

    def _agreed(self, found: "Sheets", scans: "Mapping[str, Marks]") -> "Sheets":
        """The sheets, if parser and scan agree on them."""
        disagreed = doubt(self.path, found.sheets, scans)
        if disagreed is not None:
            raise disagreed
        return found


@dataclass(frozen=True)
class Sheets:
    """The sheets of a workbook."""

    sheets: Sequence[SheetRead]
    reader: str = "fast"
    """Which reader has read them: the `fast` one, or one of the others."""


def doubt(path: Path, sheets: Sequence[SheetRead], scans: "Mapping[str, Marks]") -> InputError | None:
    """The refusal if parser and scan disagree on a sheet; else None."""
    for sheet in sheets:
        if sheet.failed and (sheet.name in scans or not scans):
            return SheetUnreadable(path=path, sheet=f"“{sheet.name}”")
        grid = sheet.grid
        seen = grid.marks.last_row if grid is not None else None
        if grid is not None and seen is not None and not grid.filled <= seen <= grid.height:
            return CountsDisagree(path=path, sheet=grid.sheet, grid=grid.filled, scan=seen)
    return None
