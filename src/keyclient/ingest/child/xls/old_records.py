"""What a walk along the records of an .xls shows: hidden rows and columns, a password, charts, and whether it is all there."""

from collections.abc import Iterator
from struct import unpack_from
from typing import NamedTuple

_PASSWORD, _END, _SHEET = 0x2F, 0x0A, 0x85
_BEGINS = (0x0009, 0x0209, 0x0409, 0x0809)
_ROW, _OLDEST_ROW, _COLUMNS, _OLDEST_COLUMNS = 0x208, 0x08, 0x7D, 0x24
_WORKSHEET, _BOF_WORKSHEET, _BOF_CHART, _ROW_HIDDEN, _ROW_LEVEL, _USUAL_HEIGHT = (
    0,
    0x10,
    0x20,
    0x20,
    0x07,
    0x8000,
)

Record = tuple[int, memoryview]


class Hidden(NamedTuple):
    """What a sheet does not show, and which rows are details of others, counted from 0."""

    rows: list[int]
    columns: list[tuple[int, int]]
    """First column and number of columns."""
    levels: list[tuple[int, int]]
    """Rows that are details of others, and how deep in the outline they are."""


def hidden_parts(stream: memoryview) -> list[Hidden]:
    """What every worksheet of a workbook stream hides, in the order of the book. A broken stream hides nothing."""
    starts = [
        unpack_from("<I", data)[0]
        for kind, data in _records(stream, 0)
        if kind == _SHEET and len(data) > 6 and data[5] == _WORKSHEET
    ]
    return [_hidden(_records(stream, start)) for start in starts]


def is_whole(stream: memoryview) -> bool:
    """Whether every sheet of a workbook stream ends with the record that ends a sheet."""
    starts = [
        unpack_from("<I", data)[0] for kind, data in _records(stream, 0) if kind == _SHEET and len(data) > 6
    ]
    return all(_ends(stream, start) for start in (0, *starts))


def _ends(stream: memoryview, start: int) -> bool:
    """Whether the substream that begins here ends, and all that begin in it."""
    depth = 0
    for kind, data in _records(stream, start, through=True):
        depth += (kind in _BEGINS) - (kind == _END)
        if depth <= 0:
            return kind == _END and not data
    return False


def has_chart(stream: memoryview) -> bool:
    """Whether a chart begins anywhere in the stream."""
    return any(
        kind in _BEGINS and len(data) >= 4 and unpack_from("<H", data, 2)[0] == _BOF_CHART
        for kind, data in _records(stream, 0, through=True)
    )


def hidden_before_1993(stream: memoryview) -> list[Hidden]:
    """The same for the formats without an index of sheets (BIFF 2 to 4), where they stand one behind the other."""
    sheets: list[list[Record]] = []
    for kind, data in _records(stream, 0, through=True):
        if kind in _BEGINS and len(data) >= 4 and unpack_from("<H", data, 2)[0] == _BOF_WORKSHEET:
            sheets.append([])
        elif sheets:
            sheets[-1].append((kind, data))
    return [_hidden(iter(records)) for records in sheets]


def has_password(stream: memoryview) -> bool:
    """Whether the cells behind the beginning of the stream are encrypted."""
    return any(kind == _PASSWORD for kind, _ in _records(stream, 0))


def _hidden(records: Iterator[Record]) -> Hidden:
    rows, columns, levels = [], [], []
    for kind, data in records:
        if kind in (_ROW, _OLDEST_ROW):
            row, level = _row(kind, data)
            rows += [row] if _is_hidden_row(kind, data) else []
            levels += [(row, level)] if level else []
        elif kind == _COLUMNS and len(data) >= 10 and data[8] & 1:
            first, last = unpack_from("<HH", data)
            columns.append((first, last - first + 1))
        elif kind == _OLDEST_COLUMNS and len(data) >= 4 and unpack_from("<H", data, 2)[0] == 0:
            columns.append((data[0], data[1] - data[0] + 1))
    return Hidden(rows, columns, levels)


def _row(kind: int, data: memoryview) -> tuple[int, int]:
    """A row, and how deep in the outline it is."""
    row = unpack_from("<H", data)[0] if len(data) >= 2 else 0
    return row, data[12] & _ROW_LEVEL if kind == _ROW and len(data) >= 16 else 0


def _is_hidden_row(kind: int, data: memoryview) -> bool:
    """Whether a record is that of a hidden row; the oldest format gives it no height."""
    if kind == _OLDEST_ROW:
        return len(data) >= 8 and unpack_from("<H", data, 6)[0] & ~_USUAL_HEIGHT == 0
    return kind == _ROW and len(data) >= 16 and bool(data[12] & _ROW_HIDDEN)


def _records(stream: memoryview, at: int, *, through: bool = False) -> Iterator[Record]:
    """Number and content of every record of one substream; `through`: of all that follow, too."""
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        if kind == _END and not through:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
