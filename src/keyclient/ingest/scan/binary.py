"""What the native reader does not tell of an .xlsb sheet, from a walk along its records.

Source of the record numbers: [MS-XLSB] 2.3, 2.4.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from keyclient.ingest.base.grid import Marks, Spot
from keyclient.ingest.child.content import pieces_of
from keyclient.ingest.child.job import SHEET, SheetLimits
from keyclient.ingest.child.records import LONGEST_RECORD, number_at, packed_at, real_at, records, text_at
from keyclient.ingest.child.texts import DIGITS_KEPT
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.found import Found
from keyclient.ingest.scan.parts import BookParts, PartNames, SheetPart, related_parts, workbook_part

ROW, _BLANK, _RK, _ERROR, _REAL, _FORMULA_NUMBER, _FORMULA_ERROR = 0, 1, 2, 3, 5, 9, 11
LAST_CELL, _COLUMNS, _RICH_TEXT, _BOOK, _SHEET = 11, 60, 62, 153, 156
SHORT = {12: _BLANK, 13: _RK, 14: _ERROR, 15: 4, 16: _REAL, 17: 6, 18: 7, 61: _RICH_TEXT}
"""Cells in the short form, which stand to the right of the one before, and what they are in the long form."""
NUMBERS = {_RK: packed_at, _REAL: real_at, _FORMULA_NUMBER: real_at}
"""Records of cells with a number, and how it is read."""
_FLAGS, _IS_HIDDEN, _LEVEL = 11, 0x10, 0x07
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
                sheets.append(SheetPart(text_at(data, end)[0], bool(number_at(data, 0) & 3), part))
    return BookParts(sheets, is_1904)


def look_at_binary_sheet(
    path: Path, part: str, clock: Clock, limits: SheetLimits = SHEET, longest: int = LONGEST_RECORD
) -> Marks:
    """What one sheet part shows.

    Only the exact reader reads cells in the short form: the native one passes over them. Raises `ValueError` for a
    broken part, `OutsideGrid` and `OutOfTime`. `longest`: bytes that one record may have.
    """
    found, long_numbers = Found(limits), set[Spot]()
    row, column = 0, 0
    for kind, data in records(_pieces(path, part, clock), longest):
        if kind == ROW:
            row, column = number_at(data, 0), -1
            flags = data[_FLAGS] if len(data) > _FLAGS else 0
            found.hidden_rows += bool(flags & _IS_HIDDEN)
            found.note_row(row, flags & _LEVEL, is_hidden=bool(flags & _IS_HIDDEN))
        elif kind == _COLUMNS and data[16] & 1:
            found.hide_columns(number_at(data, 0) + 1, number_at(data, 4) + 1)
        elif kind in SHORT:
            column += 1
            found.only_exact = True
            _note_cell(SHORT[kind], (row, column), data[4:], found, long_numbers)
        elif kind <= LAST_CELL or kind == _RICH_TEXT:
            column = number_at(data, 0)
            _note_cell(kind, (row, column), data[8:], found, long_numbers)
    return found.marks(lambda: frozenset(long_numbers))


def _note_cell(kind: int, spot: Spot, value: bytes, found: Found, long_numbers: set[Spot]) -> None:
    found.cells += 1
    if kind == _BLANK:
        return
    found.reaches(spot[0] + 1, spot[1] + 1)
    if kind in (_ERROR, _FORMULA_ERROR):
        found.errors[spot] = _ERRORS.get(value[0], "#UNKNOWN!")
    elif kind in NUMBERS and abs(NUMBERS[kind](value, 0)) >= DIGITS_KEPT:
        long_numbers.add(spot)


def _pieces(path: Path, part: str, clock: Clock) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as package:
        for piece in pieces_of(package, part):
            clock.check()
            yield piece
