"""OOXML workbooks, by openpyxl."""

import datetime as dt
import io
from collections.abc import Iterator

import openpyxl
from openpyxl.workbook import Workbook

from tests.independent.sheets import ERRORS, Cell, Kind, Place, Sheet, Unreadable

_LARGE = 8 << 20
"""A larger file is not read a second time for its formulas."""


def read(content: bytes) -> list[Sheet]:
    """The worksheets; a formula without a value is a cell of its own kind."""
    values = list(_sheets(content, data_only=True))
    formulas = list(_sheets(content, data_only=False)) if len(content) < _LARGE else values
    for (sheet, empty), (other, _) in zip(values, formulas, strict=True):
        for place, cell in other.cells.items():
            if cell.kind is Kind.FORMULA and place not in sheet.cells and place not in empty:
                sheet.cells[place] = cell
    return [sheet for sheet, _ in values]


def _sheets(content: bytes, *, data_only: bool) -> Iterator[tuple[Sheet, set[Place]]]:
    """The worksheets, each with the places whose value is an empty text, such as of `=IF(A1=1,"x","")`."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    if not isinstance(book, Workbook):
        raise Unreadable("no workbook")
    for page in book.worksheets:
        page.reset_dimensions()
        sheet, empty = Sheet(page.title, hidden=page.sheet_state != "visible"), set()
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None and (found := _cell(cell.value, cell.data_type)) is not None:
                    sheet.cells[Place(cell.row, cell.column)] = found
                elif cell.value is None and cell.data_type == "str":
                    empty.add(Place(cell.row, cell.column))
        yield sheet, empty


def _cell(value: object, data_type: str) -> Cell | None:
    text = str(value)
    if data_type == "e" or (data_type != "f" and text in ERRORS):
        return Cell(Kind.ERROR, text)
    if data_type == "f":
        return Cell(Kind.FORMULA, text)
    if isinstance(value, bool):
        return Cell(Kind.TRUTH, text)
    if isinstance(value, int | float):
        return Cell(Kind.NUMBER, text)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Cell(Kind.DATE, text)
    return Cell(Kind.TEXT, text) if text.strip() else None
