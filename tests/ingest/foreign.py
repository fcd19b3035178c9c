"""Tiny books in the formats that Excel's own library does not write: .ods, .fods, XML 2003, .xlsb, Parquet."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.ingest.writing import write_parts

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{short}="{_OFFICE}{long}:1.0"'
    for short, long in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"),
    )
)  # fmt: skip
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
_HIDDEN = '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def content(root: str, sheets: Mapping[str, str], hidden: Sequence[str] = ()) -> bytes:
    """The XML of a spreadsheet with some tables whose rows are written down as XML."""
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="{"h" if name in hidden else "v"}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} {_SPACES} {_CALC}>'
        f"<office:automatic-styles>{_HIDDEN}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></{root}>"
    ).encode()


def write_ods(folder: Path, rows: str = "", *, hidden: Sequence[str] = (), **sheets: str) -> Path:
    """An .ods of the sheet 客户 and others."""
    parts = {
        "mimetype": MIMETYPE,
        "content.xml": content("office:document-content", {"客户": rows, **sheets}, hidden),
    }
    return write_parts(folder / "book.ods", parts)


def write_fods(folder: Path, rows: str) -> Path:
    """The same as one XML file."""
    path = folder / "book.fods"
    path.write_bytes(content("office:document", {"客户": rows}))
    return path


def ods_row(*cells: str, attributes: str = "") -> str:
    """A row: `12.5` is a number, `=A1` a formula without a value, `#N/A` an error, XML stays, all else is text."""
    return f"<table:table-row {attributes}>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(typed: str) -> str:
    if typed.startswith("<"):
        return typed
    if not typed:
        return "<table:table-cell/>"
    if typed.startswith("="):
        return f'<table:table-cell table:formula="of:{typed}"/>'
    if typed.startswith("#"):
        kind = 'office:value-type="string" calcext:value-type="error" table:formula="of:=1/0"'
        return f"<table:table-cell {kind}><text:p>{typed}</text:p></table:table-cell>"
    if typed.replace(".", "", 1).isdigit():
        return f'<table:table-cell office:value-type="float" office:value="{typed}"><text:p>{typed}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{typed}</text:p></table:table-cell>'


def write_xml2003(
    folder: Path, rows: str, *, head: str = "", encoding: str = "utf-8", options: str = "", name: str = "客户"
) -> Path:
    """A workbook of Excel 2003 as XML, under the name .xls."""
    text = (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>{head}'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="{name}"><Table>{rows}</Table>'
        f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{options}</WorksheetOptions></Worksheet></Workbook>'
    )
    path = folder / "book.xls"
    path.write_bytes(text.encode(encoding))
    return path


def write_html(folder: Path, page: str, encoding: str = "utf-8") -> Path:
    """A web page under the name .xls."""
    path = folder / "book.xls"
    path.write_bytes(page.encode(encoding))
    return path


Record = tuple[int, bytes]


def write_xlsb(folder: Path, *sheets: Sequence[Record], hidden: Sequence[int] = ()) -> Path:
    """An .xlsb whose sheets are written down as records."""
    bundles = b"".join(
        record(156, struct.pack("<II", number in hidden, number) + wide(f"rId{number}") + wide(f"表{number}"))
        for number in range(1, len(sheets) + 1)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{packages}/content-types"><Default Extension="bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{packages}/relationships">'
            f'<Relationship Id="r" Type="{kind}/officeDocument" Target="xl/workbook.bin"/></Relationships>'
        ).encode(),
        "xl/workbook.bin": record(131) + record(143) + bundles + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{packages}/relationships">{related}</Relationships>'.encode(),
    }
    for number, records in enumerate(sheets, 1):
        size = record(148, struct.pack("<4I", 0, 99, 0, 99))
        inside = b"".join(record(*item) for item in records)
        parts[f"xl/worksheets/sheet{number}.bin"] = (
            record(129) + size + record(145) + inside + record(146) + record(130)
        )
    return write_parts(folder / "book.xlsb", parts)


def record(kind: int, data: bytes = b"") -> bytes:
    """A record: its number in one or two bytes, its length in up to four, its content."""
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while size >= 0x80:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return number + length + bytes([size]) + data


def wide(text: str) -> bytes:
    """A text behind its length."""
    coded = text.encode("utf-16-le")
    return struct.pack("<I", len(coded) // 2) + coded


def xlsb_row(number: int, *cells: str | float | None, hidden: bool = False) -> list[Record]:
    """The records of a row, from 0: a text, a number, an error such as `#N/A`, or nothing."""
    flags = bytes([0, 0x10 if hidden else 0, 0])
    found: list[Record] = [(0, struct.pack("<IIH", number, 0, 300) + flags + struct.pack("<I", 0))]
    errors = {"#N/A": 0x2A, "#REF!": 0x17}
    for column, cell in enumerate(cells):
        place = struct.pack("<II", column, 0)
        if isinstance(cell, str) and cell in errors:
            found.append((3, place + bytes([errors[cell]])))
        elif isinstance(cell, str):
            found.append((6, place + wide(cell)))
        elif cell is not None:
            found.append((5, place + struct.pack("<d", cell)))
    return found
