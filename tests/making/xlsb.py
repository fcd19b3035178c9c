"""Binary workbooks (BIFF12): records of a type, a length and a body, in a zip package."""

import struct
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tests.making.cells import Day, Error, Formula, Rows, Value
from tests.making.packages import package
from tests.making.xlsx import DECLARATION, OFFICE

_ERRORS = {
    "#NULL!": 0x00,
    "#DIV/0!": 0x07,
    "#VALUE!": 0x0F,
    "#REF!": 0x17,
    "#NAME?": 0x1D,
    "#NUM!": 0x24,
    "#N/A": 0x2A,
}
SHEET = "xl/worksheets/sheet1.bin"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STRINGS = "xl/sharedStrings.bin"
ROW, REAL, BOOL, ERROR, SHARED, FORMULA_NUMBER = 0, 5, 4, 3, 7, 9
Texts: TypeAlias = dict[str, int]
"""The number of each text of a workbook; Excel keeps them all in a part of their own."""


def xlsb(sheets: Mapping[str, Rows], *, hidden: Sequence[str] = ()) -> bytes:
    """A binary workbook."""
    return package(xlsb_parts(sheets, hidden=hidden))


def xlsb_parts(sheets: Mapping[str, Rows], *, hidden: Sequence[str] = ()) -> dict[str, bytes]:
    """The parts of a binary workbook by name."""
    targets = [f"worksheets/sheet{number}.bin" for number in range(1, len(sheets) + 1)]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": _book(list(sheets), hidden),
        "xl/_rels/workbook.bin.rels": _relations(
            [
                *(("worksheet", target) for target in targets),
                ("styles", "styles.bin"),
                ("sharedStrings", "sharedStrings.bin"),
            ]
        ),
        "xl/styles.bin": _styles(),
    }
    texts: Texts = {}
    parts.update(
        {f"xl/{target}": sheet(rows, texts) for target, rows in zip(targets, sheets.values(), strict=True)}
    )
    return {**parts, STRINGS: _shared(texts)}


def record(kind: int, body: bytes = b"") -> bytes:
    """One record."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(body)
    while left > 0x7F:
        size, left = size + bytes([left & 0x7F | 0x80]), left >> 7
    return head + size + bytes([left]) + body


def sheet(rows: Rows, texts: Texts) -> bytes:
    """The part of a sheet; its texts are added to the others."""
    width = max(map(len, rows), default=1)
    return framed(
        b"".join(_row(at, cells, texts) for at, cells in enumerate(rows)),
        struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, max(width - 1, 0)),
    )


def framed(rows: bytes, dimension: bytes) -> bytes:
    """The part of a sheet with some row records and a dimension (first and last row, first and last column)."""
    return record(129) + record(148, dimension) + record(145) + rows + record(146) + record(130)


def row_head(row: int) -> bytes:
    """The record that begins a row, counted from 0."""
    return record(ROW, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0))


def cell(column: int, value: Value, texts: Texts) -> bytes:
    """The record of a cell; the column counts from 0."""
    head, day = struct.pack("<II", column, 0), struct.pack("<II", column, 1)
    match value:
        case None:
            return b""
        case bool():
            return record(BOOL, head + bytes([value]))
        case Error(code):
            return record(ERROR, head + bytes([_ERRORS[code]]))
        case Formula(_, result):
            return record(FORMULA_NUMBER, head + struct.pack("<dHII", float(result or 0), 0, 0, 0))
        case Day(serial):
            return record(REAL, day + struct.pack("<d", serial))
        case str():
            return record(SHARED, head + struct.pack("<I", texts.setdefault(value, len(texts))))
        case _:
            return record(REAL, head + struct.pack("<d", value))


def short_form(record_of_cell: bytes) -> bytes:
    """The record of a cell in the short form, without its column: it stands to the right of the one before."""
    kind = {1: 12, 2: 13, 3: 14, 4: 15, 5: 16, 6: 17, 7: 18}[record_of_cell[0]]
    return record(kind, record_of_cell[6:])


def _row(at: int, cells: Sequence[Value], texts: Texts) -> bytes:
    return row_head(at) + b"".join(cell(column, value, texts) for column, value in enumerate(cells))


def _shared(texts: Texts) -> bytes:
    items = b"".join(record(19, b"\0" + _wide(text)) for text in texts)
    return record(159, struct.pack("<II", len(texts), len(texts))) + items + record(160)


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _book(names: Sequence[str], hidden: Sequence[str]) -> bytes:
    sheets = b"".join(
        record(156, struct.pack("<II", name in hidden, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(names, 1)
    )
    return (
        record(131)
        + record(153, struct.pack("<III", 0, 0, 0))
        + record(143)
        + sheets
        + record(144)
        + record(132)
    )


def _styles() -> bytes:
    """Two formats of cells: general, and a date."""
    formats = [struct.pack("<5HBBBB", 0, number, 0, 0, 0, 0, 0, 0, 0) for number in (0, 14)]
    cells = record(617, struct.pack("<I", 2)) + b"".join(record(47, item) for item in formats) + record(618)
    return record(278) + cells + record(279)


def _content_types(sheets: int) -> bytes:
    kind = "application/vnd.ms-excel"
    parts = [
        ("/xl/workbook.bin", f"{kind}.sheet.binary.macroEnabled.main"),
        ("/xl/styles.bin", f"{kind}.styles"),
    ]
    parts.append(("/xl/sharedStrings.bin", f"{kind}.sharedStrings"))
    parts += [(f"/xl/worksheets/sheet{number}.bin", f"{kind}.worksheet") for number in range(1, sheets + 1)]
    items = "".join(f'<Override PartName="{part}" ContentType="{name}"/>' for part, name in parts)
    default = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{DECLARATION}<Types xmlns="{space}">{default}{items}</Types>'.encode()


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'.encode()
