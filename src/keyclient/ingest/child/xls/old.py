"""The sheets of an .xls (BIFF 2 to 8) by xlrd, which is written in Python and knows the type of each cell."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from keyclient.ingest.cells.number_format import number_format
from keyclient.ingest.child.gathered import CellValue, Gathered, Mark
from keyclient.ingest.child.job import ENCRYPTED, Refused
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import DIGITS_KEPT, cell_text
from keyclient.ingest.child.xls.codepage import WESTERN, code_page, decoded
from keyclient.ingest.child.xls.old_records import Hidden, has_password, hidden_before_1993, hidden_parts

if TYPE_CHECKING:
    import xlrd

    from keyclient.ingest.child.xls.old_book import OldBook

MOST_FORMATTED = 1_000_000
"""The styles of a larger sheet are not read."""


def old_sheets(path: str, wanted: str, *, forgiving: bool) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name.

    `forgiving`: past tables that contradict themselves, as some programs leave them. Raises `Refused` for a password.
    """
    from keyclient.ingest.child.xls.old_book import open_old

    with open(os.devnull, "w") as log:  # noqa: PTH123 - pathlib would be the only import of it here
        book = open_old(path, log, forgiving=forgiving)
        parts, formats = _hidden_parts(book), _telling(book)
        for index, name in enumerate(book.sheet_names()):
            sheet = book.sheet_by_index(index)
            shown = decoded(name, code_page([name])) if book.shows_bytes else name
            hidden = bool(sheet.visibility)
            if (wanted and shown != wanted) or (hidden and not wanted):
                yield Sheet(shown, hidden)
            else:
                page = _code_page(sheet) if book.shows_bytes else None
                found = _gathered(book, sheet, page)
                if formats and sheet.nrows * sheet.ncols <= MOST_FORMATTED:
                    _note_formats(path, index, formats, found)
                if index < len(parts):
                    found.hidden_at = [row for row in parts[index].rows if row < sheet.nrows]
                    found.hidden_rows, found.levels = len(found.hidden_at), parts[index].levels
                    for first, count in parts[index].columns:
                        found.hide_columns(first, count)
                yield found.sheet(shown, hidden=hidden)._replace(
                    is_1904=bool(book.datemode), is_western=page == WESTERN
                )
            book.unload_sheet(index)


def _hidden_parts(book: "OldBook") -> list[Hidden]:
    from keyclient.ingest.child.xls.old_book import FIRST_OF_SEVERAL

    stream = memoryview(book.mem)[book.base : book.base + book.stream_len]
    if book.biff_version >= FIRST_OF_SEVERAL:
        return hidden_parts(stream)
    if has_password(stream):
        raise Refused(ENCRYPTED)
    return hidden_before_1993(stream)


def _telling(book: "OldBook") -> dict[int, str]:
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


def _code_page(sheet: "xlrd.sheet.Sheet") -> str | None:
    """The code page of the texts of a sheet that were read as bytes."""
    import xlrd

    return code_page(
        value
        for row in range(sheet.nrows)
        for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True)
        if kind == xlrd.XL_CELL_TEXT
    )


def _gathered(book: "OldBook", sheet: "xlrd.sheet.Sheet", encoding: str | None) -> Gathered:
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
            if (text := _text(kind, value, book.datemode, encoding)) is not None:
                found.put(row, column, text)
    return found


def _text(kind: int, value: object, datemode: int, encoding: str | None) -> str | None:
    import xlrd

    if isinstance(value, str):
        return cell_text(decoded(value, encoding))
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _date(value, datemode)
    return cell_text(bool(value)) if kind == xlrd.XL_CELL_BOOLEAN else cell_text(value)


def _date(value: float, datemode: int) -> str | None:
    import xlrd

    try:
        return str(xlrd.xldate.xldate_as_datetime(value, datemode).replace(microsecond=0))
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return cell_text(value)
