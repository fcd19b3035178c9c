"""Old workbooks (BIFF), by xlrd."""

import io

import xlrd

from tests.independent.sheets import Cell, Kind, Place, Sheet

_KINDS = {
    xlrd.XL_CELL_TEXT: Kind.TEXT,
    xlrd.XL_CELL_NUMBER: Kind.NUMBER,
    xlrd.XL_CELL_DATE: Kind.DATE,
    xlrd.XL_CELL_BOOLEAN: Kind.TRUTH,
    xlrd.XL_CELL_ERROR: Kind.ERROR,
}


def read(content: bytes) -> list[Sheet]:
    """The worksheets. xlrd does not tell a formula without a value from one whose value is nothing."""
    book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), ragged_rows=True)
    sheets = []
    for page in book.sheets():
        sheet = Sheet(page.name, hidden=bool(page.visibility))
        for row in range(page.nrows):
            for column, (kind, value) in enumerate(
                zip(page.row_types(row), page.row_values(row), strict=True), 1
            ):
                if kind in _KINDS and str(value).strip():
                    text = xlrd.error_text_from_code.get(value) if kind == xlrd.XL_CELL_ERROR else str(value)
                    sheet.cells[Place(row + 1, column)] = Cell(_KINDS[kind], str(text))
        sheets.append(sheet)
    return sheets
