"""The messy demo book as a workbook: a description, the customers, and a hidden sheet."""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import xlsxwriter

from keyclient.demo.book import DEMO_FIELDS
from keyclient.demo.planted_defects import ErrorCell, Typed
from keyclient.demo.table import DATA_DATE, SHEET, TITLE
from keyclient.demo.ugly import HEADER_ROW, UglyBook, headings
from keyclient.model.column import Reads
from keyclient.model.excel import EPOCH
from keyclient.model.fields import fields
from keyclient.model.label import Label

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_SUBTITLE = Label("Customers of all branches at {as_of}", "各支行管户客户（{as_of}）")
_UNIT = Label("Unit: 万元", "单位：万元")
_DESCRIPTION_SHEET = Label("Read me first", "说明")
_DESCRIPTION = (
    Label("About this book", "关于本表"),
    Label("Every branch fills in its own customers and sends the book back by the 5th.", "各支行填报本行管户客户，每月 5 日前报回。"),
    Label("Amounts are in 万元. Please do not change the columns.", "金额以万元填列，请勿改动各列。"),
    Label("Questions: Chen Jing, extension 8123.", "联系人：陈静，分机 8123。"),
)  # fmt: skip
_HIDDEN_SHEET = Label("Sheet3", "Sheet3")
_HIDDEN_ROWS = 3
"""Customers on the hidden sheet: an old copy of the first ones."""
_TITLE_COLUMNS = 11
_FORMATS = {Reads.MONEY: {"num_format": "#,##0.0000"}, Reads.DATE: {"num_format": "yyyy/m/d"}}


def ugly_bytes(book: UglyBook) -> bytes:
    """The workbook as bytes, equal for equal books."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        created = dt.datetime.combine(book.as_of, dt.time())
        workbook.set_properties({"title": TITLE.text(book.lang), "created": created})
        description = workbook.add_worksheet(_DESCRIPTION_SHEET.text(book.lang))
        sheet = workbook.add_worksheet(SHEET.text(book.lang))
        hidden = workbook.add_worksheet(_HIDDEN_SHEET.text(book.lang))
        description.write_column(0, 0, [label.text(book.lang) for label in _DESCRIPTION])
        styles = [workbook.add_format(_FORMATS.get(fields()[name].column.reads, {})) for name in DEMO_FIELDS]
        _write_above(workbook, sheet, book)
        _write_rows(
            sheet, HEADER_ROW - 1, [headings(book.lang), *(line.cells for line in book.lines)], styles
        )
        _write_rows(hidden, 0, [headings(book.lang), *_old_customers(book)], styles)
        hidden.hide()
    return buffer.getvalue()


def _write_above(workbook: xlsxwriter.Workbook, sheet: "Worksheet", book: UglyBook) -> None:
    """Two titles across merged cells, then the unit and the data date."""
    centred = workbook.add_format({"align": "center", "bold": True})
    merge = partial(sheet.merge_range, first_col=0, last_col=_TITLE_COLUMNS, cell_format=centred)
    merge(first_row=0, last_row=0, data=TITLE.text(book.lang))
    merge(first_row=1, last_row=1, data=_SUBTITLE.say(book.lang, {"as_of": book.as_of}))
    sheet.write_string(2, 0, _UNIT.text(book.lang))
    sheet.write_string(2, 4, DATA_DATE.say(book.lang, {"as_of": book.as_of}))


def _old_customers(book: UglyBook) -> Iterator[Sequence[Typed]]:
    customers = (line.cells for line in book.lines if line.draft is not None)
    return (next(customers) for _ in range(_HIDDEN_ROWS))


def _write_rows(
    sheet: "Worksheet", first: int, rows: Sequence[Sequence[Typed]], styles: "Sequence[Format]"
) -> None:
    for row, cells in enumerate(rows, first):
        for column, cell in enumerate(cells):
            _write_cell(sheet, row, column, cell, styles[column])


def _write_cell(sheet: "Worksheet", row: int, column: int, cell: Typed, style: "Format") -> None:
    """Write a cell: text always as text, an error as a failed formula."""
    match cell:
        case ErrorCell(text):
            sheet.write_formula(row, column, f"={text}", style, text)
        case str():
            sheet.write_string(row, column, cell)
        case dt.date():
            sheet.write_number(row, column, (cell - EPOCH).days, style)
        case int() | float():
            sheet.write_number(row, column, cell, style)
