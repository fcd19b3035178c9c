"""What the native reader does not tell of an .xlsb sheet, from a walk along its records.

Source of the record numbers: [MS-XLSB] 2.3, 2.4.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from keyclient.ingest.base.grid import Marks, Spot
from keyclient.ingest.child.job import SHEET, SheetLimits
from keyclient.ingest.child.texts import DIGITS_KEPT
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.found import Found
from keyclient.ingest.scan.parts import BookParts, PartNames, SheetPart, related_parts, workbook_part

PIECE = 1 << 20
ROW, _BLANK, _RK, _ERROR, _REAL, _FORMULA_NUMBER, _FORMULA_ERROR = 0, 1, 2, 3, 5, 9, 11
NUMBERS = (_RK, _REAL, _FORMULA_NUMBER)
"""Records of cells with a number."""
_LAST_CELL, _COLUMNS, _RICH_TEXT, _BOOK, _SHEET, _NO_TEXT = 11, 60, 62, 153, 156, 0xFFFFFFFF
_SHORT = range(12, 19)
_FLAGS, _IS_HIDDEN = 11, 0x10
LONGEST_RECORD = 4 << 20
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


def binary_parts(package: zipfile.ZipFile) -> BookParts:
    """The worksheets of an .xlsb, read from the workbook and its relations."""
    names = PartNames(package)
    book = workbook_part(names)
    related = related_parts(names, book)
    sheets, is_1904 = [], False
    for kind, data in records(iter([names.read(book)])):
        is_1904 |= kind == _BOOK and bool(data[0] & 1)
        if kind == _SHEET:
            relation, end = text_at(data, 8)
            if relation in related:
                part = names.find(related[relation])
                sheets.append(SheetPart(text_at(data, end)[0], bool(long_at(data, 0) & 3), part))
    return BookParts(sheets, is_1904)


def look_at_binary_sheet(
    path: Path, part: str, clock: Clock, limits: SheetLimits = SHEET, longest: int = LONGEST_RECORD
) -> Marks:
    """What one sheet part shows.

    Raises `ValueError` for a broken one and for cells in the short form, which the native reader passes over;
    `OutsideGrid` and `OutOfTime`. `longest`: bytes that one record may have.
    """
    found, long_numbers = Found(limits), set[Spot]()
    row = 0
    for kind, data in records(_pieces(path, part, clock), longest):
        if kind == ROW:
            row = long_at(data, 0)
            found.hidden_rows += len(data) > _FLAGS and bool(data[_FLAGS] & _IS_HIDDEN)
        elif kind == _COLUMNS and data[16] & 1:
            found.hide_columns(long_at(data, 0) + 1, long_at(data, 4) + 1)
        elif kind in _SHORT:
            raise ValueError("short cell")
        elif kind <= _LAST_CELL or kind == _RICH_TEXT:
            _note_cell(kind, row, data, found, long_numbers)
    return found.marks(lambda: frozenset(long_numbers))


def _note_cell(kind: int, row: int, data: bytes, found: Found, long_numbers: set[Spot]) -> None:
    found.cells += 1
    if kind == _BLANK:
        return
    column = long_at(data, 0)
    found.reaches(row + 1, column + 1)
    if kind in (_ERROR, _FORMULA_ERROR):
        found.errors[row, column] = _ERRORS.get(data[8], "#UNKNOWN!")
    elif kind in NUMBERS and abs(_value(kind, data)) >= DIGITS_KEPT:
        long_numbers.add((row, column))


def records(pieces: Iterator[bytes], longest: int = LONGEST_RECORD) -> Iterator[tuple[int, bytes]]:
    """Number and content of every record. Raises `ValueError` where the last one is cut."""
    held, at = b"", 0
    for piece in pieces:
        held, at = held[at:] + piece, 0
        while (record := _record(held, at, longest)) is not None:
            kind, start, at = record
            yield kind, held[start:at]
    if at < len(held):
        raise ValueError("cut")


def _record(held: bytes, at: int, longest: int) -> tuple[int, int, int] | None:
    """Number of the record at `at`, where its content begins and ends; None where it is not all there yet.

    The number takes one or two bytes of seven bits, the length up to four; the first bit says that more follow.
    """
    try:
        kind = held[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (held[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = held[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
    except IndexError:
        return None
    if size > longest:
        raise ValueError("record")
    return (kind, at, at + size) if at + size <= len(held) else None


def _pieces(path: Path, part: str, clock: Clock) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as package, package.open(part) as stream:
        while piece := stream.read(PIECE):
            clock.check()
            yield piece


def long_at(data: bytes, at: int) -> int:
    """A whole number of four bytes."""
    number: int = struct.unpack_from("<I", data, at)[0]
    return number


def _value(kind: int, data: bytes) -> float:
    """A number: eight bytes, or the upper four of them with two flags, whole and hundredths."""
    value: float
    if kind != _RK:
        value = struct.unpack_from("<d", data, 8)[0]
        return value
    packed = long_at(data, 8)
    if packed & 2:
        value = struct.unpack_from("<i", data, 8)[0] >> 2
    else:
        value = struct.unpack("<d", bytes(4) + struct.pack("<I", packed & ~3))[0]
    return value / 100 if packed & 1 else value


def text_at(data: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends."""
    size = long_at(data, at)
    if size == _NO_TEXT:
        return "", at + 4
    end = at + 4 + 2 * size
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
