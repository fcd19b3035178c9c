"""Workbooks of before 1993 (BIFF 2 to 4): one sheet as a stream of records, written byte by byte."""

import struct
from collections.abc import Sequence

from tests.making.cells import Day, Rows, Value
from tests.making.xls import biff_record

_BEGINS = {2: 0x0009, 3: 0x0209, 4: 0x0409}
_NUMBER, _LABEL, _DATED = {2: 0x03}, {2: 0x04}, 1
_FORMATS = (b"General", b"YYYY-MM-DD")


def old_biff(
    version: int, rows: Rows, *, encoding: str = "gb18030", code_page: int | None = None, more: bytes = b""
) -> bytes:
    """One sheet; `more`: records between the beginning and the cells."""
    size = 4 if version == 2 else 6
    begin = biff_record(_BEGINS[version], struct.pack("<HH", 0, 0x10).ljust(size, b"\0"))
    page = b"" if code_page is None else biff_record(0x42, struct.pack("<H", code_page))
    formats = b"".join(_format(version, text) for text in _FORMATS) + _cell_formats(version)
    cells = b"".join(
        _cell(version, down, right, value, encoding)
        for down, line in enumerate(rows)
        for right, value in enumerate(line)
        if value is not None
    )
    return begin + page + more + formats + cells + biff_record(0x0A)


def biff_as_by_hand(rows: Sequence[Sequence[str | float]], encoding: str = "gb18030") -> bytes:
    """A sheet as small export scripts write it: the beginning of one version, the cells of another."""
    begin = biff_record(0x0809, struct.pack("<4H", 0, 0x10, 0, 0))
    cells = b"".join(
        _cell(3, down, right, value, encoding)
        for down, line in enumerate(rows)
        for right, value in enumerate(line)
    )
    return begin + cells + biff_record(0x0A)


def _format(version: int, text: bytes) -> bytes:
    head = b"\0\0" if version == 4 else b""
    return biff_record(0x041E if version == 4 else 0x1E, head + bytes([len(text)]) + text)


def _cell_formats(version: int) -> bytes:
    """Two formats of cells: general, and a date; version 2 names the number format in the cell itself."""
    if version == 2:
        return b""
    kind = 0x0243 if version == 3 else 0x0443
    return b"".join(biff_record(kind, bytes([0, number]).ljust(12, b"\0")) for number in range(len(_FORMATS)))


def _cell(version: int, down: int, right: int, value: Value, encoding: str) -> bytes:
    is_day = isinstance(value, Day)
    place = struct.pack("<HH", down, right)
    look = bytes([0, int(is_day), 0]) if version == 2 else struct.pack("<H", int(is_day))
    if isinstance(value, str):
        text = value.encode(encoding)
        size = bytes([len(text)]) if version == 2 else struct.pack("<H", len(text))
        return biff_record(_LABEL.get(version, 0x204), place + look + size + text)
    number = value.serial if isinstance(value, Day) else value
    if not isinstance(number, int | float):
        raise TypeError(value)
    return biff_record(_NUMBER.get(version, 0x203), place + look + struct.pack("<d", number))
