"""Opening a book: the parser starts at once in its child process, the cells are fetched when they are needed.

Importing this module is cheap, so that the child parses while the rest of the program is imported.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.refusals import BookChanged
from keyclient.ingest.source.encoding import beginning, text_encoding
from keyclient.ingest.source.files import opened, state
from keyclient.ingest.source.limits import EXACT, limits_for
from keyclient.ingest.source.markup import declared_encoding
from keyclient.ingest.source.sandbox import Child, start_child
from keyclient.ingest.source.sniff import HEAD_BYTES, sniff
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.ingest.base.grid import Grid
    from keyclient.ingest.source.in_pieces import InPieces
    from keyclient.ingest.source.limits import Limits
    from keyclient.ingest.source.sandbox import Parsing
    from keyclient.model.issue import Issue
    from keyclient.policy.parts.read import ReadPolicy

_WITHOUT_CHILD = (FileKind.TEXT, FileKind.XLSX)
"""Formats that this process reads by itself, at least at first."""


@dataclass(frozen=True)
class Cells:
    """The sheets of a book that were read, and the names of all sheets."""

    path: Path
    sha256: str
    grids: tuple["Grid", ...]
    names: tuple[str, ...]
    hidden: tuple[str, ...]
    """Hidden sheets, which are read only if named."""
    issues: tuple["Issue", ...] = ()
    """Defects of the file itself, which is still readable."""
    records: str | None = None
    """The sheet of customers, if keyclient itself wrote the book as a result."""


@dataclass(frozen=True)
class OpenBook:
    """A book whose parsing has started."""

    path: Path
    kind: FileKind
    sheet: str | None
    limits: "Limits"
    exact_limits: "Limits"
    """Of the readers behind the fast one."""
    encoding: str
    parsing: "Parsing | None"
    """By a child; None for a text file, and for an .xlsx that is read in pieces."""
    pieces: "InPieces | None"
    state: tuple[int, int]
    """Size and time of the last change when the book was first opened, to notice a change between its readings."""

    def cells(self) -> Cells:
        """The raw cells. Raises the `InputError` that says why the book cannot be read."""
        if self.kind is FileKind.TEXT:
            from keyclient.ingest.source.text_cells import text_cells

            cells = text_cells(self.path)
        else:
            from keyclient.ingest.source.workbook_cells import workbook_cells

            cells = workbook_cells(self)
        _give_back(cells)
        if state(self.path) != self.state:
            raise BookChanged(path=self.path)
        return cells

    def stop(self) -> None:
        """Abandon the book: whatever reads it is ended."""
        for reading in (self.parsing, self.pieces):
            if reading is not None:
                reading.stop()


@dataclass(frozen=True)
class Beginning:
    """A book of known format; for a workbook a child process is getting ready to parse it."""

    path: Path
    kind: FileKind
    child: Child | None
    state: tuple[int, int]

    def start_parsing(self, *, sheet: str | None, limits: "ReadPolicy", jobs: int | None = None) -> OpenBook:
        """Start parsing. `jobs`: the most processes that read it together; None: as many as are usual."""
        allowed = limits_for(self.path, self.kind, limits)
        slower = limits_for(self.path, self.kind, limits, EXACT)
        encoding = _encoding(self.path) if self.kind.is_markup else ""
        parsing, pieces = None, None
        if self.kind is FileKind.XLSX:
            pieces = _in_pieces(self.path, sheet, allowed, jobs)
        elif self.child is not None:
            parsing = self.child.parse(
                self.kind, self.path, sheet=sheet, reader="fast", encoding=encoding, limits=allowed
            )
        return OpenBook(self.path, self.kind, sheet, allowed, slower, encoding, parsing, pieces, self.state)

    def stop(self) -> None:
        """Abandon the book."""
        if self.child is not None:
            self.child.stop()


def begin(path: Path) -> Beginning:
    """Find out the format of a file, and get ready to parse it.

    Raises an `InputError` when the file cannot be opened or is no book.
    """
    kind = sniff(path)
    then = state(path)
    return Beginning(path, kind, None if kind in _WITHOUT_CHILD else start_child(kind), then)


def open_book(path: Path, *, sheet: str | None, limits: "ReadPolicy", jobs: int | None = None) -> OpenBook:
    """Find out the format of a file and start parsing it. Raises as `begin`."""
    begun = begin(path)
    try:
        return begun.start_parsing(sheet=sheet, limits=limits, jobs=jobs)
    except BaseException:
        begun.stop()
        raise


def _in_pieces(path: Path, sheet: str | None, limits: "Limits", jobs: int | None) -> "InPieces | None":
    from keyclient.ingest.source.in_pieces import in_pieces

    return in_pieces(path, sheet, limits, jobs)


def _give_back(cells: Cells) -> None:
    """Give back what the texts took before they were put together."""
    from keyclient.ingest.base.bulk import give_back

    give_back(max((grid.height for grid in cells.grids), default=0))


def _encoding(path: Path) -> str:
    """The encoding of a web page or XML document."""
    with opened(path) as file:
        declared = declared_encoding(beginning(file.read(HEAD_BYTES)))
    return text_encoding(path, declared).name
