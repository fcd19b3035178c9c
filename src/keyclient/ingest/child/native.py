"""The sheets of an .xlsx or .xlsb by the native reader: fast, and the reason why all this runs in a child."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from keyclient.ingest.child.content import content_of
from keyclient.ingest.child.decimals import with_all_decimals
from keyclient.ingest.child.job import DAMAGED, Refused
from keyclient.ingest.child.sheet import Errors, Sheet

if TYPE_CHECKING:
    import fastexcel
    import pyarrow as pa

_ERROR = re.compile(r"Error\((\w+)\)")
_CODES = {
    "Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!",
    "CellValue": "#VALUE!", "GettingData": "#GETTING_DATA",
}  # fmt: skip

_SUFFIXES = {"xlsx": (".xlsx", ".xlsm"), "xlsb": (".xlsb",), "xls": (".xls",)}
"""Names by which the reader takes a file for what it is; by any other it is given the content alone."""


def native_sheets(path: str, wanted: str, kind: str) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name.

    Every cell is asked for as text: letting the reader find a type for each column takes longer, and makes 1 of a
    `TRUE` among numbers. A sheet that the reader cannot load is marked as such; charts are skipped.
    """
    import fastexcel

    book = fastexcel.read_excel(path if path.lower().endswith(_SUFFIXES[kind]) else content_of(path))
    for name in book.sheet_names:
        if wanted and name != wanted:
            yield Sheet(name)
            continue
        try:
            sheet = book.load_sheet(
                name, header_row=None, skip_rows=0, dtypes="string", whitespace_as_null=True
            )
        except fastexcel.FastExcelError as error:
            yield Sheet(name, failed=type(error).__name__)
            continue
        hidden = sheet.visible != "visible"
        yield Sheet(name, hidden=True) if hidden and not wanted else _read(book, sheet, hidden=hidden)


def _read(book: "fastexcel.ExcelReader", sheet: "fastexcel.ExcelSheet", *, hidden: bool) -> Sheet:
    columns = sheet.selected_columns
    first = columns[0].absolute_index if columns else 0
    cells, trouble = sheet.to_arrow_with_errors()
    errors = [] if trouble is None else _errors(trouble, first)

    def reload(positions: list[int]) -> "pa.RecordBatch":
        wanted = [first + position for position in positions]
        numbers = book.load_sheet(
            sheet.name, header_row=None, skip_rows=0, use_columns=wanted, dtypes="float"
        )
        return numbers.to_arrow()

    batch = with_all_decimals(cells, reload)
    return Sheet(sheet.name, hidden, iter([batch]), None, first, errors=errors)


def _errors(trouble: "fastexcel.CellErrors", first: int) -> Errors:
    """The error cells. A cell that holds anything else than text or an error is lost: the book is not readable so."""
    found = []
    for cell in trouble.errors:
        code = _ERROR.search(cell.detail)
        if code is None:
            raise Refused(DAMAGED, "LostCell")
        found.append((cell.position[0], first + cell.position[1], _CODES.get(code[1], "#UNKNOWN!")))
    return found
