"""The cells of an .xlsb sheet whose number format shows more than the number.

Source of the record numbers: [MS-XLSB] 2.3, 2.4.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from keyclient.ingest.cells.number_format import PERCENTAGES, NumberFormat, number_format
from keyclient.ingest.child.content import pieces_of
from keyclient.ingest.child.records import number_at, records, text_at
from keyclient.ingest.scan.binary import LAST_CELL, NUMBERS, ROW, SHORT
from keyclient.ingest.scan.parts import PartNames

STYLES = "xl/styles.bin"
_FORMAT, _STYLE, _BEGIN, _END = 44, 47, 617, 618
_STYLE_BITS = 0xFFFFFF


def formatted_binary_numbers(path: Path, part: str) -> dict[tuple[int, NumberFormat], list[int]]:
    """The numbers of a sheet part with a format that shows more than the number: rows by column and format, from 0."""
    styles = _styles(path)
    found: dict[tuple[int, NumberFormat], list[int]] = {}
    if not styles:
        return found
    row, column = 0, -1
    for kind, data in records(_pieces(path, part)):
        if kind == ROW:
            row, column = number_at(data, 0), -1
            continue
        is_short = kind in SHORT
        if not is_short and kind > LAST_CELL:
            continue
        column = column + 1 if is_short else number_at(data, 0)
        shown = styles.get(number_at(data, 0 if is_short else 4) & _STYLE_BITS)
        if shown is not None and SHORT.get(kind, kind) in NUMBERS:
            found.setdefault((column, shown), []).append(row)
    return found


def _styles(path: Path) -> dict[int, NumberFormat]:
    """What the styles of cells show, by number; only those that show more than the number."""
    with zipfile.ZipFile(path) as package:
        names = PartNames(package)
        if names.find(STYLES) is None:
            return {}
        content = names.read(STYLES)
    codes = {
        number: said for number, code in PERCENTAGES.items() if (said := number_format(code)) is not None
    }
    styles: list[int] = []
    are_cells = False
    for kind, data in records(iter([content])):
        if kind == _FORMAT and (said := number_format(text_at(data, 2)[0])) is not None:
            codes[_short(data, 0)] = said
        elif kind in (_BEGIN, _END):
            are_cells = kind == _BEGIN
        elif kind == _STYLE and are_cells:
            styles.append(_short(data, 2))
    return {at: codes[number] for at, number in enumerate(styles) if number in codes}


def _short(data: bytes, at: int) -> int:
    number: int = struct.unpack_from("<H", data, at)[0]
    return number


def _pieces(path: Path, part: str) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as package:
        yield from pieces_of(package, part)
