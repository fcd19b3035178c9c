"""What xlrd does not tell of an .xls sheet, from a walk along its records: hidden rows and columns.

Source of the record numbers: [MS-XLS] 2.3; they are the same in BIFF 5 and 8. Older workbooks have nothing to hide.
"""

from collections.abc import Iterator
from struct import unpack_from
from typing import NamedTuple

_END, _COLUMNS, _SHEET, _ROW = 0x0A, 0x7D, 0x85, 0x208
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
