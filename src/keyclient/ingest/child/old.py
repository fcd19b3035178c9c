"""The sheets of an .xls (BIFF 2 to 8) by xlrd, which is written in Python and knows the type of each cell."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from keyclient.ingest.child.gathered import Gathered, Mark, Value
from keyclient.ingest.child.old_records import hidden_parts
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import DIGITS_KEPT, cell_text

if TYPE_CHECKING:
    import xlrd


def old_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name."""
    return _sheets(path, wanted, forgiving=False)


def broken_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The same from a container whose table of sectors contradicts itself, as some programs leave it."""
    return _sheets(path, wanted, forgiving=True)


def _sheets(path: str, wanted: str, *, forgiving: bool) -> Iterator[Sheet]:
    import xlrd

    with open(os.devnull, "w") as sink:  # noqa: PTH123 - pathlib would be the only import of it here
        book = xlrd.open_workbook(
            path, logfile=sink, on_demand=True, ragged_rows=True, ignore_workbook_corruption=forgiving
        )
        parts = hidden_parts(memoryview(book.mem)[book.base : book.base + book.stream_len])
        for index, name in enumerate(book.sheet_names()):
            sheet = book.sheet_by_index(index)
            hidden = bool(sheet.visibility)
            if (wanted and name != wanted) or (hidden and not wanted):
                yield Sheet(name, hidden)
            else:
                found = _gathered(book, sheet)
                if index < len(parts):
                    found.hidden_rows = sum(row < sheet.nrows for row in parts[index].rows)
                    for first, count in parts[index].columns:
                        found.hide_columns(first, count)
                yield found.sheet(name, hidden=hidden)._replace(is_1904=bool(book.datemode))
            book.unload_sheet(index)


def _gathered(book: "xlrd.Book", sheet: "xlrd.sheet.Sheet") -> Gathered:
    import xlrd

    found = Gathered()
    for row in range(sheet.nrows):
        for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            if kind == xlrd.XL_CELL_ERROR:
                error = xlrd.error_text_from_code.get(value, "#ERR")
                found.add(row, column, Value(error, Mark.ERROR))
                continue
            if kind == xlrd.XL_CELL_NUMBER and abs(value) >= DIGITS_KEPT:
                found.long_numbers.append((row, column))
            if (text := _text(kind, value, book.datemode)) is not None:
                found.put(row, column, text)
    return found


def _text(kind: int, value: object, datemode: int) -> str | None:
    import xlrd

    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _date(value, datemode)
    return cell_text(bool(value)) if kind == xlrd.XL_CELL_BOOLEAN else cell_text(value)


def _date(value: float, datemode: int) -> str | None:
    import xlrd

    try:
        return str(xlrd.xldate.xldate_as_datetime(value, datemode).replace(microsecond=0))
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return cell_text(value)
