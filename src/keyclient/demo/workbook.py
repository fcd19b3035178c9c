"""The demo book as a branch's workbook: title, unit and data date above the headings, a total below."""

import datetime as dt
import io
import tempfile
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from keyclient.demo.book import DemoBook, Value
from keyclient.demo.stage_log import LOG_FIELDS, LOG_SHEET, log_headings, stage_log
from keyclient.demo.table import DATA_DATE, SHEET, TITLE, UNIT, cells, headings, total_cells
from keyclient.errors import OutputError
from keyclient.model.column import Reads
from keyclient.model.excel import EPOCH
from keyclient.model.fields import fields
from keyclient.model.label import Label

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEADER_ROW = 2
"""Row of the headings, from 0."""

_NARROWEST, _WIDEST = 8, 36
_LOG_WIDTH = 14
_SAMPLE = 200
"""Rows that are examined for the width of a column."""
_FILTER_ARROW = 2
"""Characters of a heading that the filter arrow would cover."""
_TEXT = {"num_format": "@"}
_STYLES = {
    Reads.MONEY: {"num_format": "#,##0.00;[Red]-#,##0.00"},
    Reads.COUNT: {"num_format": "0", "align": "center"},
    Reads.NUMBER: {"num_format": "0", "align": "center"},
    Reads.DATE: {"num_format": "yyyy-mm-dd", "align": "center"},
}


class NoTemporaryRoomError(OutputError):
    """The temporary folder cannot be written to."""

    sentence = Label(
        "The temporary folder {folder} cannot be written ({reason}), so no book was made. Free some space there.",
        "无法写入临时文件夹 {folder}（{reason}），未生成客户表。请释放空间后重试。",
    )


def xlsx_bytes(book: DemoBook) -> bytes:
    """The workbook as bytes, equal for equal books.

    Rows go through the temporary folder, so that a large book takes little memory. Raises `NoTemporaryRoomError`.
    """
    try:
        return _made(book)
    except (OSError, XlsxFileError) as error:
        raise NoTemporaryRoomError(folder=tempfile.gettempdir(), reason=error) from None


def _made(book: DemoBook) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as workbook:
        workbook.set_properties(
            {"title": TITLE.text(book.lang), "created": dt.datetime.combine(book.as_of, dt.time())}
        )
        sheet = workbook.add_worksheet(SHEET.text(book.lang))
        _write(sheet, book, _Styles(workbook, book.fields))
        _make_readable(sheet, book)
        _write_log(workbook, book)
    return buffer.getvalue()


class _Styles:
    """The cell formats of the sheet; those of columns by position."""

    def __init__(self, workbook: xlsxwriter.Workbook, names: Sequence[str]) -> None:
        styles = [_STYLES.get(fields()[name].column.reads, _TEXT) for name in names]
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.note = workbook.add_format(_TEXT)
        self.heading = workbook.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "border": 1, "align": "center"}
        )
        self.columns = [workbook.add_format(style) for style in styles]
        self.totals = [workbook.add_format({**style, "bold": True, "top": 1}) for style in styles]


def _write(sheet: "Worksheet", book: DemoBook, styles: _Styles) -> None:
    """Write the sheet from top to bottom, as constant memory requires; widths first."""
    for place, (width, style) in enumerate(zip(_widths(book), styles.columns, strict=True)):
        sheet.set_column(place, place, width, style)
    sheet.write_string(0, 0, TITLE.text(book.lang), styles.title)
    sheet.write_string(1, 0, UNIT.text(book.lang), styles.note)
    sheet.write_string(1, 2, DATA_DATE.say(book.lang, {"as_of": book.as_of}), styles.note)
    _write_row(sheet, HEADER_ROW, headings(book.lang, book.fields), [styles.heading] * len(book.fields))
    for row, customer in enumerate(book.rows, HEADER_ROW + 1):
        _write_row(sheet, row, cells(customer, book.lang, book.fields), styles.columns)
    last_row = HEADER_ROW + 1 + len(book.rows)
    for column, style in enumerate(styles.totals):
        sheet.write_blank(last_row, column, None, style)
    _write_row(sheet, last_row, total_cells(book), styles.totals)


def _write_log(workbook: xlsxwriter.Workbook, book: DemoBook) -> None:
    """Write the stage log to a sheet of its own."""
    changes = stage_log(book) if set(LOG_FIELDS) <= set(book.fields) else ()
    if not changes:
        return
    sheet = workbook.add_worksheet(LOG_SHEET.text(book.lang))
    styles = [workbook.add_format(_STYLES.get(fields()[name].column.reads, _TEXT)) for name in LOG_FIELDS]
    heading = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "align": "center"})
    sheet.set_column(0, len(LOG_FIELDS) - 1, _LOG_WIDTH)
    _write_row(sheet, 0, log_headings(book.lang), [heading] * len(LOG_FIELDS))
    for row, change in enumerate(changes, 1):
        _write_row(sheet, row, change, styles)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(changes), len(LOG_FIELDS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:A{len(changes) + 1}"})


def _write_row(sheet: "Worksheet", row: int, values: Sequence[Value], styles: "Sequence[Format]") -> None:
    for column, (value, style) in enumerate(zip(values, styles, strict=True)):
        match value:
            case str():
                sheet.write_string(row, column, value, style)
            case dt.date():
                sheet.write_number(row, column, (value - EPOCH).days, style)
            case int() | float():
                sheet.write_number(row, column, value, style)


def _widths(book: DemoBook) -> list[int]:
    """Column widths for the heading, the first rows and the total; a Chinese character counts as two."""
    rows = [
        total_cells(book),
        *(cells(customer, book.lang, book.fields) for customer in islice(book.rows, _SAMPLE)),
    ]
    values = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    titles = [_width(heading) + _FILTER_ARROW for heading in headings(book.lang, book.fields)]
    return [
        min(max(value, title, _NARROWEST) + 1, _WIDEST) for value, title in zip(values, titles, strict=True)
    ]


def _width(value: Value) -> int:
    if isinstance(value, float):
        return len(f"{value:,.2f}")
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in str(value or ""))


def _make_readable(sheet: "Worksheet", book: DemoBook) -> None:
    """Keep the headings in view and on every page; filter the customers but not their total."""
    last_row, last_column = HEADER_ROW + len(book.rows), len(book.fields) - 1
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.autofilter(HEADER_ROW, 0, last_row, last_column)
    sheet.ignore_errors({"number_stored_as_text": f"A1:D{last_row + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(HEADER_ROW)
    sheet.repeat_columns(0, 1)
    sheet.set_footer("&C&P / &N")
