"""The sheets of an OpenDocument spreadsheet: an .ods package, or the same as one XML file (.fods)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from xml.parsers import expat

from keyclient.ingest.child.gathered import Gathered
from keyclient.ingest.child.job import MEMORY, NO_TABLE, SHEET, Refused, SheetLimits
from keyclient.ingest.child.markup import file_pieces, listened, part_pieces
from keyclient.ingest.child.odf_cells import (
    FORMULA,
    NS,
    NUMBERS,
    OFFICE,
    TABLE,
    VALUE_TYPE,
    OdfCell,
    value_of,
)
from keyclient.ingest.child.odf_formats import OdfFormats
from keyclient.ingest.child.sheet import Sheet

_TEXT, _STYLE, _DRAW = f"{NS}text:1.0 ", f"{NS}style:1.0 ", f"{NS}drawing:1.0 "
_ROW_GROUP = f"{TABLE}table-row-group"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_IGNORED = (f"{OFFICE}annotation", f"{TABLE}shapes", f"{TABLE}dde-links", f"{TABLE}tracked-changes")
"""Comments, pictures, copies of other books, and what a cell was before somebody changed it."""
_USUAL_STYLE = f"{TABLE}default-cell-style-name"
_SPACES = re.compile(r"[ \t\r\n]+")


def odf_sheets(path: str, wanted: str, encoding: str, limits: SheetLimits = SHEET) -> Iterator[Sheet]:
    """The sheets of the document; hidden ones only when asked for by name. `encoding`: of a single XML file."""
    content = _Content(wanted, limits)
    pieces: Iterator[bytes] | Iterator[str] = (
        file_pieces(path, encoding) if encoding else part_pieces(path, "content.xml")
    )
    if not encoding:
        content.read_styles(path)
    yield from listened(pieces, content)
    if not content.is_spreadsheet:
        raise Refused(NO_TABLE)


class _Content:
    """Receives the elements of a document and gathers its sheets."""

    def __init__(self, wanted: str, limits: SheetLimits) -> None:
        self.finished: list[Sheet] = []
        self.is_spreadsheet = False
        self._wanted, self._limits = wanted, limits
        self._style = ""
        self._formats = OdfFormats()
        self._column_styles: list[tuple[int, str]] = []
        """The format of the cells of columns, up to each column."""
        self._row_style = ""
        self._hidden_styles: set[str] = set()
        self._ignored = 0
        self._name, self._hidden = "", False
        self._sheet: Gathered | None = None
        self._row, self._row_repeat, self._row_hidden = 0, 1, False
        self._level = 0
        self._column, self._next_column = 0, 0
        self._cell: OdfCell | None = None
        self._cells: list[OdfCell] = []

    def read_styles(self, path: str) -> None:
        """Learn the formats of the package's styles, if it has a part of them."""
        with suppress(KeyError, expat.ExpatError):
            list(listened(part_pieces(path, "styles.xml"), self._formats))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._ignored or name in _IGNORED or name.startswith(_DRAW):
            self._ignored += 1
        elif self._cell is not None:
            self._start_text(name, attributes)
        elif self._sheet is not None:
            self._start_in_sheet(name, attributes)
        elif name == f"{TABLE}table":
            self._start_sheet(attributes)
        else:
            self._start_outside(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._ignored:
            self._ignored -= 1
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
        elif name == f"{TABLE}table-row" and self._sheet is not None:
            self._end_row(self._sheet)
        elif self._sheet is None:
            self._formats.end(name)
        elif name == _ROW_GROUP:
            self._level -= 1
        elif name == f"{TABLE}table":
            self.finished.append(self._sheet.sheet(self._name, hidden=self._hidden))
            self._sheet = None

    def text(self, data: str) -> None:
        """Some text."""
        if self._cell is not None and not self._ignored:
            self._cell.parts.append(_SPACES.sub(" ", data))
        elif self._sheet is None:
            self._formats.text(data)

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        self._formats.start(name, attributes)
        if name == f"{OFFICE}spreadsheet":
            self.is_spreadsheet = True
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        self._name = attributes.get(f"{TABLE}name", "")
        self._hidden = attributes.get(f"{TABLE}style-name") in self._hidden_styles
        self._row, self._next_column, self._level, self._column_styles = 0, 0, 0, []
        if (self._wanted and self._name != self._wanted) or (self._hidden and not self._wanted):
            self.finished.append(Sheet(self._name, self._hidden))
            self._ignored = 1
        else:
            self._sheet = Gathered(self._limits)

    def _start_in_sheet(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{TABLE}table-row":
            self._row_repeat = _repeat(attributes, f"{TABLE}number-rows-repeated")
            self._row_hidden = attributes.get(f"{TABLE}visibility") in ("collapse", "filter")
            self._column, self._cells = 0, []
            self._row_style = attributes.get(_USUAL_STYLE, "")
        elif name == _ROW_GROUP:
            self._level += 1
        elif name == f"{TABLE}table-column":
            repeat = _repeat(attributes, f"{TABLE}number-columns-repeated")
            if attributes.get(f"{TABLE}visibility") in ("collapse", "filter") and self._sheet is not None:
                self._sheet.hide_columns(self._next_column, repeat)
            self._next_column += repeat
            self._column_styles.append((self._next_column, attributes.get(_USUAL_STYLE, "")))
        elif name in _CELLS:
            repeat = _repeat(attributes, f"{TABLE}number-columns-repeated")
            self._cell = OdfCell(self._column, repeat, attributes)
            self._column += repeat
        elif name == f"{TABLE}table":
            self._ignored = 1

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        """A paragraph, or an element in place of a character; a table inside a cell is not read."""
        cell = self._cell
        if cell is None:
            return
        if name in {f"{_TEXT}p", f"{_TEXT}line-break"}:
            cell.parts.append("\n")
        elif name == f"{_TEXT}s":
            cell.parts.append(" " * min(_repeat(attributes, f"{_TEXT}c"), self._limits.text))
        elif name == f"{_TEXT}tab":
            cell.parts.append("\t")
        elif name == f"{TABLE}table":
            self._ignored = 1

    def _end_cell(self, cell: OdfCell) -> None:
        """Keep a cell that has anything in it; what a merged cell covers counts, as it does in every sum."""
        attributes = cell.attributes
        if cell.parts or VALUE_TYPE in attributes or FORMULA in attributes:
            self._cells.append(cell)
        self._cell = None

    def _end_row(self, sheet: Gathered) -> None:
        rows = range(self._row, self._row + self._row_repeat)
        self._row = rows.stop
        if len(rows) * sum(cell.repeat for cell in self._cells) > self._limits.cells:
            raise Refused(MEMORY)
        for cell in self._cells:
            if (value := value_of(cell)) is not None:
                columns = range(cell.column, cell.column + cell.repeat)
                code = self._code(cell)
                for row, column in product(rows, columns):
                    sheet.add(row, column, value)
                    if code:
                        sheet.format(row, column, code)
        if self._cells and self._row_hidden:
            sheet.hidden_rows += len(rows)
            sheet.hidden_at += rows
        if self._cells and self._level:
            sheet.levels += [(row, self._level) for row in rows]

    def _code(self, cell: OdfCell) -> str:
        """The format of a number, if it shows more than the number: of the cell, else of its row or column."""
        if cell.attributes.get(VALUE_TYPE) not in NUMBERS:
            return ""
        usual = self._row_style or next(
            (style for end, style in self._column_styles if cell.column < end), ""
        )
        return self._formats.code(cell.attributes.get(f"{TABLE}style-name", usual))


ENDLESS = 1 << 31
"""More often than this nothing is repeated; it is far beyond the grid."""


def _repeat(attributes: dict[str, str], name: str) -> int:
    """How often an element is repeated; once if the file does not say."""
    times = attributes.get(name, "1")
    return min(max(int(times), 1), ENDLESS) if times.isascii() and times.isdigit() and len(times) < 20 else 1
