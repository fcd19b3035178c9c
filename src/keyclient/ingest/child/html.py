"""The tables of a web page, which many systems save under the name .xls: one sheet a table."""

import codecs
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from keyclient.ingest.child.gathered import CellValue, Gathered, Mark
from keyclient.ingest.child.job import NO_TABLE, SHEET, Refused, SheetLimits
from keyclient.ingest.child.markup import file_pieces
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import plain_typed

LINES_ABOVE = 20
"""So many lines of text before a table stand above it in its sheet, as they do in Excel: one may name the unit."""

_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_DROPPED = {"script", "style", "template", "noscript", "select", "textarea", "title", "xml"}
"""Elements whose text is no text of the page."""
_BLOCKS = {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "pre", "hr", "center"}
_LINE = "\v"
_SHOWN_NUMBER = re.compile(r"[-+(￥¥$€\s]*\d[\d,]*(?:\.\d*)?(?:E[-+]?\d+)?[\s)%元]*|#+", re.I)


def html_sheets(path: str, wanted: str, encoding: str, limits: SheetLimits = SHEET) -> Iterator[Sheet]:
    """The tables of the page that have any cell; of several each has a number as its name.

    Raises `Refused` for a page without a table.
    """
    from lxml import etree

    page = _Page(limits)
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True)
    encoder = codecs.getincrementalencoder("utf-8")("replace")
    for piece in file_pieces(path, encoding):
        parser.feed(encoder.encode(piece))
    parser.close()
    tables = [table.cells for table in page.tables if table.has_cells]
    if not tables:
        raise Refused(NO_TABLE)
    for number, cells in enumerate(tables, 1):
        name = f"table {number}" if len(tables) > 1 else None
        is_wanted = not wanted or name in (wanted, None)
        yield cells.sheet(name, hidden=False) if is_wanted else Sheet(name)


@dataclass
class _HtmlCell:
    """A cell that is being read."""

    column: int
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)


@dataclass
class _Table:
    """A table that is being read."""

    cells: Gathered
    row: int = -1
    column: int = 0
    is_in_row: bool = False
    is_row_hidden: bool = False
    cell: _HtmlCell | None = None
    has_cells: bool = False
    taken: dict[int, int] = field(default_factory=dict)
    """By column, the first row that no cell from above reaches down to."""

    def start_row(self, *, is_hidden: bool) -> None:
        """The next row begins."""
        self.row += 1
        self.column, self.is_in_row, self.is_row_hidden = 0, True, is_hidden

    def start_cell(self, attributes: dict[str, str]) -> None:
        """The next free cell of the row begins."""
        if not self.is_in_row:
            self.start_row(is_hidden=False)
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        self.cell = _HtmlCell(self.column, attributes)
        width, height = (_span(attributes, name, self.cells.limits) for name in ("colspan", "rowspan"))
        if height > 1:
            self.taken.update(dict.fromkeys(range(self.column, self.column + width), self.row + height))
        self.column += width

    def end_cell(self) -> str:
        """Keep the cell; its text."""
        cell, self.cell = self.cell, None
        if cell is None:
            return ""
        shown = _shown(cell.parts)
        self.cells.add(self.row, cell.column, _value(shown, cell.attributes))
        self.has_cells = True
        return shown

    def end_row(self) -> None:
        """The row is complete."""
        self.cells.hidden_rows += self.is_in_row and self.is_row_hidden
        self.is_in_row = False


class _Page:
    """Receives the elements of a page; the parser has closed what the page left open."""

    def __init__(self, limits: SheetLimits) -> None:
        self._limits = limits
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._dropped = 0
        self._text: list[str] = []
        self._lines: deque[str] = deque(maxlen=LINES_ABOVE)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins. Of a hidden element inside a cell nothing is read; a hidden row is."""
        if self._dropped or tag in _DROPPED or (self._cell is not None and _is_hidden(attributes)):
            self._dropped += 1
        elif tag == "table":
            self._start_table()
        elif tag in _BLOCKS:
            self.data(_LINE)
        elif self._open and tag == "tr":
            self._open[-1].start_row(is_hidden=_is_hidden(attributes))
        elif self._open and tag in {"td", "th"}:
            self._keep_text()
            self._open[-1].start_cell(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._dropped:
            self._dropped -= 1
        elif tag in _BLOCKS:
            self.data(_LINE)
        elif self._open and tag in {"td", "th"}:
            self._lines.extend(filter(None, [self._open[-1].end_cell()]))
        elif self._open and tag == "tr":
            self._open[-1].end_row()
        elif self._open and tag == "table":
            self._open.pop()
            self._text.clear()
            self._lines.clear()

    def data(self, data: str) -> None:
        """Some text."""
        if not self._dropped:
            (self._cell.parts if self._cell is not None else self._text).append(data)

    def close(self) -> None:
        """The page ends."""

    @property
    def _cell(self) -> _HtmlCell | None:
        return self._open[-1].cell if self._open else None

    def _start_table(self) -> None:
        if self._cell is not None:
            self._text = [*self._cell.parts]
        self._keep_text()
        table = _Table(Gathered(self._limits))
        for line in self._lines:
            table.start_row(is_hidden=False)
            table.cells.add(table.row, 0, CellValue(line))
            table.end_row()
        self._open.append(table)
        self.tables.append(table)

    def _keep_text(self) -> None:
        """What stands before a table, or between its rows, as lines above whatever table comes next."""
        self._lines.extend(filter(None, _shown(self._text).split("\n")))
        self._text.clear()


def _is_hidden(attributes: dict[str, str]) -> bool:
    return _HIDDEN.search(attributes.get("style", "")) is not None or "hidden" in attributes


def _span(attributes: dict[str, str], name: str, limits: SheetLimits) -> int:
    text = attributes.get(name, "").strip()
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return min(max(int(text), 1), limits.spanned) if is_number else 1


def _shown(parts: list[str]) -> str:
    """Text as a page shows it: white space is one blank, and a line ends where a block does."""
    lines = [_SPACES.sub(" ", line).strip() for line in "".join(parts).split(_LINE)]
    return "\n".join(filter(None, lines))


def _value(shown: str, attributes: dict[str, str]) -> CellValue:
    """What a cell holds.

    Excel and LibreOffice save beside a number what is behind it (`x:num`, `sdval`): more digits than are shown, or
    the serial number of a date, which is not wanted.
    """
    if "x:err" in attributes:
        return CellValue(attributes["x:err"] or shown, Mark.ERROR)
    exact = attributes.get("x:num", attributes.get("sdval"))
    if exact is None or not _SHOWN_NUMBER.fullmatch(shown):
        return CellValue(shown)
    text, is_long = plain_typed(exact or shown.replace(",", ""))
    return CellValue(text, Mark.LONG if is_long else Mark.NONE)
