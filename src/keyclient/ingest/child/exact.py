"""The sheets of an .xlsx by openpyxl: slower, exact, and at ease with far cells and new kinds of errors."""

from collections.abc import Iterator
from typing import Any

from keyclient.ingest.child.gathered import Gathered, Mark, Value
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import cell_text


def exact_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name. A false `<dimension>` is not trusted."""
    import openpyxl

    # Of a path openpyxl would go by the suffix.
    book = openpyxl.load_workbook(open(path, "rb"), read_only=True, data_only=True)  # noqa: PTH123, SIM115
    for sheet in book.worksheets:
        hidden = sheet.sheet_state != "visible"
        if (wanted and sheet.title != wanted) or (hidden and not wanted):
            yield Sheet(sheet.title, hidden)
            continue
        yield _gathered(sheet).sheet(sheet.title, hidden=hidden)


def _gathered(sheet: Any) -> Gathered:  # noqa: ANN401 - openpyxl has no types
    """The cells in the order of the file. `iter_rows` passes over rows that come after a later one."""
    from openpyxl.worksheet._reader import WorkSheetParser

    found, book = Gathered(), sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, cells in parser.parse():
            for cell in cells:
                _put(found, cell)
    return found


def _put(found: Gathered, cell: dict[str, Any]) -> None:
    value, row, column = cell["value"], cell["row"] - 1, cell["column"] - 1
    if value is None:
        return
    if cell["data_type"] == "e":
        found.add(row, column, Value(str(value), Mark.ERROR))
    elif (text := cell_text(value)) is not None:
        found.put(row, column, text)
