"""The sheets of an .xlsb record by record: slower than the native reader, and at ease with cells in the short form.

Source of the record numbers: [MS-XLSB] 2.3, 2.4; 61, the short form of 62, is known from LibreOffice alone.
"""

import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from keyclient.ingest.child.binary_book import Formats, Part, read_book
from keyclient.ingest.child.content import pieces_of
from keyclient.ingest.child.gathered import CellValue, Gathered, Mark
from keyclient.ingest.child.records import number_at, packed_at, real_at, records, text_at
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import DIGITS_KEPT, cell_text

_ROW, _SHORT, _LONG = 0, 4, 8
_STYLE = 0xFFFFFF
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip

Value = Callable[[bytes, int, list[str]], "str | float | bool | CellValue"]
"""What a cell holds: its record, where its value begins, the shared texts."""


class _Form(NamedTuple):
    """How a cell is written."""

    value: Value
    is_short: bool = False


def _real(data: bytes, at: int, _: list[str]) -> float:
    return real_at(data, at)


def _packed(data: bytes, at: int, _: list[str]) -> float:
    return packed_at(data, at)


def _truth(data: bytes, at: int, _: list[str]) -> bool:
    return bool(data[at])


def _error(data: bytes, at: int, _: list[str]) -> CellValue:
    return CellValue(_ERRORS.get(data[at], "#UNKNOWN!"), Mark.ERROR)


def _text(data: bytes, at: int, _: list[str]) -> str:
    return text_at(data, at)[0]


def _rich(data: bytes, at: int, _: list[str]) -> str:
    return text_at(data, at + 1)[0]


def _shared(data: bytes, at: int, texts: list[str]) -> str:
    return texts[number_at(data, at)]


_FORMS = {
    2: _Form(_packed), 3: _Form(_error), 4: _Form(_truth), 5: _Form(_real), 6: _Form(_text), 7: _Form(_shared),
    8: _Form(_text), 9: _Form(_real), 10: _Form(_truth), 11: _Form(_error), 62: _Form(_rich),
    13: _Form(_packed, is_short=True), 14: _Form(_error, is_short=True), 15: _Form(_truth, is_short=True),
    16: _Form(_real, is_short=True), 17: _Form(_text, is_short=True), 18: _Form(_shared, is_short=True),
    61: _Form(_rich, is_short=True),
}  # fmt: skip
_BLANK, _SHORT_BLANK = 1, 12


def exact_binary_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name."""
    with zipfile.ZipFile(path) as package:
        book = read_book(package)
        for part in book.sheets:
            if (wanted and part.name != wanted) or (part.hidden and not wanted):
                yield Sheet(part.name, part.hidden)
            else:
                found = _gathered(package, part, book.texts, book.formats)
                yield found.sheet(part.name, hidden=part.hidden)._replace(is_1904=book.formats.is_1904)


def _gathered(package: zipfile.ZipFile, part: Part, texts: list[str], formats: Formats) -> Gathered:
    found = Gathered()
    row, column = 0, -1
    for kind, data in records(pieces_of(package, part.name_in_package)):
        if kind == _ROW:
            row, column = number_at(data, 0), -1
        elif kind in (_BLANK, _SHORT_BLANK):
            column = column + 1 if kind == _SHORT_BLANK else number_at(data, 0)
        elif (form := _FORMS.get(kind)) is not None:
            column = column + 1 if form.is_short else number_at(data, 0)
            start = _SHORT if form.is_short else _LONG
            style = number_at(data, start - 4) & _STYLE
            _add(found, row, column, form.value(data, start, texts), style, formats)
    return found


def _add(
    found: Gathered,
    row: int,
    column: int,
    value: "str | float | bool | CellValue",
    style: int,
    formats: Formats,
) -> None:
    if isinstance(value, CellValue):
        found.add(row, column, value)
        return
    is_number = isinstance(value, float | int) and not isinstance(value, bool)
    if is_number and abs(float(value)) >= DIGITS_KEPT:
        found.long_numbers.append((row, column))
    text = formats.dated(float(value), style) if is_number else None
    if text is None:
        text = cell_text(value)
    if text is not None:
        found.put(row, column, text)
