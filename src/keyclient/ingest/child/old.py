"""The sheets of an .xls (BIFF 2 to 8) by xlrd, which is written in Python and knows the type of each cell."""

import os
from collections.abc import Iterator
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from keyclient.ingest.cells.number_format import number_format
from keyclient.ingest.child.gathered import CellValue, Gathered, Mark
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import DIGITS_KEPT, cell_text

if TYPE_CHECKING:
    import xlrd

_END, _COLUMNS, _SHEET, _ROW = 0x0A, 0x7D, 0x85, 0x208
MOST_FORMATTED = 1_000_000
"""The styles of a larger sheet are not read."""
_WORKSHEET, _ROW_HIDDEN = 0, 0x20


class Hidden(NamedTuple):
    """What a sheet does not show, counted from 0."""

    rows: list[int]
    columns: list[tuple[int, int]]
    """First column and number of columns."""


def hidden_parts(stream: memoryview) -> list[Hidden]:
    """What every worksheet of a workbook stream hides, in the order of the book. A broken stream hides nothing."""
    starts = [
        unpack_from("<I", data)[0]
        for kind, data in _records(stream, 0)
        if kind == _SHEET and len(data) > 6 and data[5] == _WORKSHEET
    ]
    return [_hidden(stream, start) for start in starts]


def _hidden(stream: memoryview, start: int) -> Hidden:
    rows, columns = [], []
    for kind, data in _records(stream, start):
        if kind == _ROW and len(data) >= 16 and data[12] & _ROW_HIDDEN:
            rows.append(unpack_from("<H", data)[0])
        elif kind == _COLUMNS and len(data) >= 10 and data[8] & 1:
            first, last = unpack_from("<HH", data)
            columns.append((first, last - first + 1))
    return Hidden(rows, columns)


def _records(stream: memoryview, at: int) -> Iterator[tuple[int, memoryview]]:
    """Number and content of every record of one substream."""
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def old_sheets(path: str, wanted: str, *, forgiving: bool) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name.

    `forgiving`: past a table of sectors that contradicts itself, as some programs leave it.
    """
    import xlrd

    with open(os.devnull, "w") as sink:  # noqa: PTH123 - pathlib would be the only import of it here
        book = xlrd.open_workbook(
            path, logfile=sink, on_demand=True, ragged_rows=True, ignore_workbook_corruption=forgiving
        )
        formats = _telling(book)
        parts = hidden_parts(memoryview(book.mem)[book.base : book.base + book.stream_len])
        for index, name in enumerate(book.sheet_names()):
            sheet = book.sheet_by_index(index)
            hidden = bool(sheet.visibility)
            if (wanted and name != wanted) or (hidden and not wanted):
                yield Sheet(name, hidden)
            else:
                found = _gathered(book, sheet)
                if formats and sheet.nrows * sheet.ncols <= MOST_FORMATTED:
                    _note_formats(path, index, formats, found)
                if index < len(parts):
                    found.hidden_rows = sum(row < sheet.nrows for row in parts[index].rows)
                    for first, count in parts[index].columns:
                        found.hide_columns(first, count)
                yield found.sheet(name, hidden=hidden)._replace(is_1904=bool(book.datemode))
            book.unload_sheet(index)


def _telling(book: "xlrd.Book") -> dict[int, str]:
    """The codes of the formats that show more than the number, by number of the style."""
    codes = {key: known.format_str for key, known in book.format_map.items()}
    styles = {at: codes.get(style.format_key, "") for at, style in enumerate(book.xf_list)}
    return {at: code for at, code in styles.items() if code and number_format(code) is not None}


def _note_formats(path: str, index: int, formats: dict[int, str], found: Gathered) -> None:
    """Read a sheet a second time, with the style of each cell, and note those of numbers.

    Nothing if that fails: the book itself has been read.
    """
    import xlrd

    with open(os.devnull, "w") as sink:  # noqa: PTH123 - pathlib would be the only import of it here
        try:
            book = xlrd.open_workbook(
                path, logfile=sink, on_demand=True, ragged_rows=True, formatting_info=True
            )
            sheet = book.sheet_by_index(index)
        except Exception:
            return
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_NUMBER and (code := formats.get(sheet.cell_xf_index(row, column))):
                found.format(row, column, code)


def _gathered(book: "xlrd.Book", sheet: "xlrd.sheet.Sheet") -> Gathered:
    import xlrd

    found = Gathered()
    for row in range(sheet.nrows):
        for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            if kind == xlrd.XL_CELL_ERROR:
                error = xlrd.error_text_from_code.get(value, "#ERR")
                found.add(row, column, CellValue(error, Mark.ERROR))
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
