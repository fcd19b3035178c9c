"""Old workbooks (BIFF 8), by xlwt; and the stream of one that is only a password."""

import io
import struct
from collections.abc import Mapping, Sequence

import xlrd
import xlwt

from tests.making.cells import Day, Error, Formula, Rows, Value
from tests.making.ole import ole

_CODES = {text: code for code, text in xlrd.error_text_from_code.items()}
_DATE = xlwt.easyxf(num_format_str="yyyy-mm-dd")


def xls(sheets: Mapping[str, Rows], *, hidden: Sequence[str] = ()) -> bytes:
    """An old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        page = book.add_sheet(name)
        page.visibility = int(name in hidden)
        for down, cells in enumerate(rows):
            for right, value in enumerate(cells):
                _put(page, down, right, value)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _put(page: xlwt.Worksheet, down: int, right: int, value: Value) -> None:
    match value:
        case None:
            pass
        case Error(code):
            page.row(down).set_cell_error(right, _CODES[code])
        case Formula(text, _):
            page.write(down, right, xlwt.Formula(text))
        case Day(serial):
            page.write(down, right, serial, _DATE)
        case _:
            page.write(down, right, value)


def biff_record(kind: int, body: bytes = b"") -> bytes:
    """One record of the stream of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def locked_xls(how: bytes) -> bytes:
    """An old workbook whose stream is locked; `how` is the body of its FILEPASS record."""
    begin = biff_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    return ole({"Workbook": begin + biff_record(0x002F, how) + bytes(range(256)) * 8})


def stream_of(content: bytes, head: Sequence[bytes] = (), sheet: Sequence[bytes] = ()) -> bytes:
    """The stream of a workbook without its container; with more records at the end of its head and of its first sheet."""
    book = xlrd.open_workbook(file_contents=content, on_demand=True)
    stream = bytes(book.mem[book.base : book.base + book.stream_len])
    added = [b"".join(head), b"".join(sheet)]
    out, at = b"", 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        if kind == 0:
            break
        if kind == 0x85:
            body = struct.pack("<I", struct.unpack_from("<I", body)[0] + len(added[0])) + body[4:]
        if kind == 0x0A and added:
            out += added.pop(0)
        out, at = out + biff_record(kind, body), at + 4 + size
    return out
