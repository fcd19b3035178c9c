"""Creates a workbook for a table that is not in an .xlsx file: text as text, numbers as numbers."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from keyclient.errors import OutputError
from keyclient.model.excel import COLUMNS, ROWS
from keyclient.model.label import Label
from keyclient.model.place import column_letters
from keyclient.render.width import cells as cells_of_width
from keyclient.render.writeback.cells import Value, cell_xml
from keyclient.render.writeback.markup import attribute
from keyclient.render.writeback.package import EPOCH
from keyclient.render.writeback.sheet import WIDTHS

_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
_MOST_DIGITS = 15
"""The most digits Excel keeps of a number; a longer one stays text."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)")
_DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no time zones
_FIRST_DAY = dt.datetime(1900, 3, 1)  # noqa: DTZ001 - before it Excel counts a day that never was
_DATE, _TIME = b"4", b"5"
"""The indices of the date formats in `_STYLES`."""
_SAMPLE = 200
"""Number of rows that determine the width of a column."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
    '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">'
    + "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
        for number, font in ((0, 0), (4, 0), (3, 0), (10, 0), (164, 0), (165, 0), (0, 1))
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_BOLD = b"6"
_ONE_WIDE = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
_PAGE = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
)
"""Printed in landscape, fitted to the width of A4."""


class TooLargeForSheetError(OutputError):
    """The table has more rows or columns than an Excel sheet."""

    sentence = Label(
        "{path} has more rows or columns than a sheet of Excel, so that the answer cannot be written beside them. "
        "Use -o "
        "FILE.csv for the answer alone.",
        "{path} 的行数或列数超过 Excel 工作表的上限，无法在旁边写入结果。请用 -o 文件.csv 单独保存结果。",
    )


def fresh_package(
    path: Path,
    sheet: str,
    lines: Iterable[Sequence[str]],
    *,
    header_row: int,
    text_columns: frozenset[int] = frozenset(),
) -> io.BytesIO:
    """A package with one sheet. Cells are numbers or dates if that does not change their content.

    `text_columns` (from 0) stay text: ids. Raises `TooLargeForSheetError`.
    """
    memory, widths = io.BytesIO(), dict[int, int]()
    rows = list(_rows(path, lines, header_row, text_columns, widths))
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _parts(sheet, "".join(rows), widths, header_row).items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    memory.seek(0)
    return memory


def _rows(
    path: Path,
    lines: Iterable[Sequence[str]],
    header_row: int,
    text_columns: frozenset[int],
    widths: dict[int, int],
) -> Iterator[str]:
    for at, line in enumerate(lines, 1):
        if at > ROWS or len(line) > COLUMNS:
            raise TooLargeForSheetError(path=path)
        if at <= _SAMPLE:
            for column, text in enumerate(line):
                widths[column] = max(widths.get(column, 0), min(cells_of_width(text) + 2, WIDTHS[1]))
        cells = "".join(
            _cell(
                text, f"{column_letters(column)}{at}", is_text=column in text_columns, bold=at == header_row
            )
            for column, text in enumerate(line)
            if text
        )
        if cells or at == header_row:
            yield f'<row r="{at}">{cells}</row>'


def _cell(text: str, place: str, *, is_text: bool, bold: bool) -> str:
    if bold:
        return cell_xml(text, place, _BOLD, "")
    value, style = (text, None) if is_text else _typed(text)
    return cell_xml(value, place, style, "")


def _typed(text: str) -> tuple[Value, bytes | None]:
    """A number or date if the text is exactly one, as the readers write it; otherwise the text itself."""
    moment = _MOMENT.fullmatch(text)
    if moment is not None:
        day = dt.datetime.fromisoformat(text)
        if day >= _FIRST_DAY:
            serial = (day - _DAY_ZERO).total_seconds() / 86_400
            return (int(serial), _DATE) if moment[2] == "00:00:00" else (serial, _TIME)
    if _PLAIN.fullmatch(text) and sum(letter.isdigit() for letter in text) <= _MOST_DIGITS:
        return (float(text) if "." in text else int(text)), None
    return text, None


def _parts(sheet: str, rows: str, widths: dict[int, int], header_row: int) -> dict[str, str]:
    columns = "".join(
        f'<col min="{column + 1}" max="{column + 1}" width="{max(width, WIDTHS[0])}" customWidth="1"/>'
        for column, width in sorted(widths.items())
    )
    frozen = f'<pane ySplit="{header_row}" topLeftCell="A{header_row + 1}" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetView workbookViewId="0">{frozen if header_row else ""}</sheetView>'
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        f'<sheet name={attribute(sheet)} sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}">{_ONE_WIDE}<sheetViews>{view}</sheetViews>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>{rows}</sheetData>{_PAGE}</worksheet>",
    }
