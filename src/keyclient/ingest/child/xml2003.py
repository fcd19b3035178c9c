"""The sheets of an Excel 2003 workbook that is one XML file (SpreadsheetML), often named .xls."""

from collections.abc import Callable, Iterator

from keyclient.ingest.cells.number_format import number_format
from keyclient.ingest.child.gathered import CellValue, Gathered, Mark
from keyclient.ingest.child.job import NO_TABLE, SHEET, Refused, SheetLimits
from keyclient.ingest.child.markup import file_pieces, listened
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import plain_typed

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "
_WORKSHEET, _ROW, _CELL, _DATA = f"{_SS}Worksheet", f"{_SS}Row", f"{_SS}Cell", f"{_SS}Data"
_COLUMN, _COMMENT = f"{_SS}Column", f"{_SS}Comment"
_STYLE, _FORMAT = f"{_SS}Style", f"{_SS}NumberFormat"
_VISIBLE, _DATE_1904 = f"{_EXCEL}Visible", f"{_EXCEL}Date1904"
_MIDNIGHT = "T00:00:00.000"


def xml_sheets(path: str, wanted: str, encoding: str, limits: SheetLimits = SHEET) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name."""
    workbook = _Workbook(wanted, limits)
    yield from listened(file_pieces(path, encoding), workbook)
    if not workbook.is_workbook:
        raise Refused(NO_TABLE)


class _Workbook:
    """Receives the elements of a workbook and gathers its sheets."""

    def __init__(self, wanted: str, limits: SheetLimits) -> None:
        self.finished: list[Sheet] = []
        self.is_workbook = False
        self._wanted, self._limits = wanted, limits
        self._sheet: Gathered | None = None
        self._name, self._visible = "", ""
        self._row, self._next_row, self._is_hidden, self._has_cells = 0, 0, False, False
        self._column, self._next_column, self._next_hidden = 0, 0, 0
        self._is_1904 = False
        self._formula, self._type, self._typed = False, "", ""
        self._parts: list[str] | None = None
        self._in_comment = False
        self._style, self._codes = "", dict[str, str]()
        self._column_styles: list[tuple[int, int, str]] = []
        self._row_style, self._cell_style = "", ""
        self._begins: dict[str, Callable[[dict[str, str]], None]] = {
            _CELL: self._start_cell,
            _DATA: self._start_data,
            _ROW: self._start_row,
            _COMMENT: self._start_comment,
            _WORKSHEET: self._start_sheet,
            _COLUMN: self._start_column,
            _STYLE: self._start_style,
            _FORMAT: self._start_format,
            _VISIBLE: self._start_visible,
            _DATE_1904: self._start_1904,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if (begin := self._begins.get(name)) is not None:
            begin(attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == _DATA and not self._in_comment:
            self._typed, self._parts = "".join(self._parts or ()), None
        elif name == _CELL:
            self._end_cell()
        elif name == _ROW and self._sheet is not None:
            self._sheet.hidden_rows += self._is_hidden and self._has_cells
        elif name == _COMMENT:
            self._in_comment = False
        elif name == _VISIBLE:
            self._visible, self._parts = "".join(self._parts or ()), None
        elif name == _WORKSHEET and self._sheet is not None:
            self._end_sheet(self._sheet)

    def text(self, data: str) -> None:
        """Some text; formatted text has elements of its own around its parts."""
        if self._parts is not None and not self._in_comment:
            self._parts.append(data)

    def _start_data(self, attributes: dict[str, str]) -> None:
        if not self._in_comment:
            self._type, self._parts = attributes.get(f"{_SS}Type", "String"), []

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(f"{_SS}ID", "")
        self._codes[self._style] = self._codes.get(attributes.get(f"{_SS}Parent", ""), "")

    def _start_format(self, attributes: dict[str, str]) -> None:
        code = attributes.get(f"{_SS}Format", "")
        code = "0.00%" if code == "Percent" else code
        self._codes[self._style] = code if number_format(code) is not None else ""

    def _start_comment(self, _: dict[str, str]) -> None:
        self._in_comment = True

    def _start_visible(self, _: dict[str, str]) -> None:
        self._parts = []

    def _start_1904(self, _: dict[str, str]) -> None:
        self._is_1904 = True

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        self.is_workbook = True
        self._name, self._visible = attributes.get(f"{_SS}Name", ""), ""
        self._sheet, self._next_row, self._next_hidden = Gathered(self._limits), 0, 0
        self._column_styles = []

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = _place(attributes, self._next_hidden)
        count = 1 + _count(attributes, "Span")
        self._next_hidden = first + count
        self._column_styles.append((first, first + count, attributes.get(f"{_SS}StyleID", "")))
        if attributes.get(f"{_SS}Hidden") == "1" and self._sheet is not None:
            self._sheet.hide_columns(first, count)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = _place(attributes, self._next_row)
        self._next_row = self._row + 1 + _count(attributes, "Span")
        self._next_column, self._row_style = 0, attributes.get(f"{_SS}StyleID", "")
        self._is_hidden, self._has_cells = attributes.get(f"{_SS}Hidden") == "1", False

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column = _place(attributes, self._next_column)
        self._next_column = self._column + 1 + _count(attributes, "MergeAcross")
        self._cell_style = attributes.get(f"{_SS}StyleID", "")
        self._formula, self._type, self._typed = f"{_SS}Formula" in attributes, "", ""

    def _end_cell(self) -> None:
        value = self._value()
        if self._sheet is not None and value is not None:
            self._has_cells = True
            self._sheet.add(self._row, self._column, value)
            if self._type == "Number" and (code := self._code()):
                self._sheet.format(self._row, self._column, code)

    def _code(self) -> str:
        """The format of a number, if it shows more than the number: of the cell, else of its row or column."""
        columns = (style for first, end, style in self._column_styles if first <= self._column < end)
        return self._codes.get(self._cell_style or self._row_style or next(columns, ""), "")

    def _value(self) -> CellValue | None:
        text = self._typed
        if not text.strip() and self._type != "String":
            return CellValue("", Mark.UNCALCULATED) if self._formula else None
        match self._type:
            case "Number":
                plain, is_long = plain_typed(text)
                return CellValue(plain, Mark.LONG if is_long else Mark.NONE)
            case "Error":
                return CellValue(text, Mark.ERROR)
            case "Boolean":
                return CellValue("true" if text.strip() == "1" else "false")
            case "DateTime":
                return CellValue(text.removesuffix(_MIDNIGHT).removesuffix(".000").replace("T", " "))
        return CellValue(text)

    def _end_sheet(self, sheet: Gathered) -> None:
        hidden = self._visible.strip() in ("SheetHidden", "SheetVeryHidden")
        if (self._wanted and self._name != self._wanted) or (hidden and not self._wanted):
            self.finished.append(Sheet(self._name, hidden))
        else:
            self.finished.append(sheet.sheet(self._name, hidden=hidden)._replace(is_1904=self._is_1904))
        self._sheet = None


def _place(attributes: dict[str, str], following: int) -> int:
    """Where a row or cell stands, from 0: where it says, else behind the one before."""
    said = _count(attributes, "Index")
    return said - 1 if said else following


def _count(attributes: dict[str, str], name: str) -> int:
    number = attributes.get(_SS + name, "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
