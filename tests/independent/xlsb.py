"""Binary workbooks, by pyxlsb."""

import io

from pyxlsb import open_workbook

from tests.independent.sheets import Cell, Kind, Place, Sheet

_ERRORS = {
    "0x0": "#NULL!",
    "0x7": "#DIV/0!",
    "0xf": "#VALUE!",
    "0x17": "#REF!",
    "0x1d": "#NAME?",
    "0x24": "#NUM!",
    "0x2a": "#N/A",
    "0x2b": "#GETTING_DATA",
}
"""Errors as pyxlsb writes them."""


def read(content: bytes) -> list[Sheet]:
    """The worksheets; pyxlsb tells neither dates from numbers nor hidden sheets from others."""
    sheets = []
    with open_workbook(io.BytesIO(content)) as book:
        for name in book.sheets:
            sheet = Sheet(name)
            with book.get_sheet(name) as page:
                for row in page.rows(sparse=True):
                    for cell in row:
                        if (found := _cell(cell.v)) is not None:
                            sheet.cells[Place(cell.r + 1, cell.c + 1)] = found
            sheets.append(sheet)
    return sheets


def _cell(value: object) -> Cell | None:
    if isinstance(value, bool):
        return Cell(Kind.TRUTH, str(value))
    if isinstance(value, int | float):
        return Cell(Kind.NUMBER, str(value))
    text = "" if value is None else str(value)
    if text in _ERRORS:
        return Cell(Kind.ERROR, _ERRORS[text])
    return Cell(Kind.TEXT, text) if text.strip() else None
