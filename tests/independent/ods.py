"""OpenDocument spreadsheets, from their content part."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

from tests.independent.sheets import ERRORS, Cell, Kind, Place, Sheet, Unreadable

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _OFFICE, _TEXT, _STYLE = (_SPACE % name for name in ("table", "office", "text", "style"))
_KINDS = {
    "float": Kind.NUMBER,
    "currency": Kind.NUMBER,
    "percentage": Kind.NUMBER,
    "date": Kind.DATE,
    "time": Kind.DATE,
    "boolean": Kind.TRUTH,
}


def read(content: bytes) -> list[Sheet]:
    """The tables; what is repeated is written out where it is not blank."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Unreadable("password")
        root = ET.fromstring(package.read("content.xml"))
    unseen = {
        style.get(_STYLE + "name")
        for style in root.iter(_STYLE + "style")
        if any(item.get(_TABLE + "display") == "false" for item in style)
    }
    return [_sheet(table, unseen) for table in root.iter(_TABLE + "table")]


def _sheet(table: ET.Element, unseen: set[str | None]) -> Sheet:
    sheet = Sheet(table.get(_TABLE + "name"), hidden=table.get(_TABLE + "style-name") in unseen)
    row = 0
    for element in _rows(table):
        repeated = int(element.get(_TABLE + "number-rows-repeated", "1"))
        cells = dict(_cells(element))
        for again in range(repeated if cells else 0):
            for column, cell in cells.items():
                sheet.cells[Place(row + again + 1, column)] = cell
        row += repeated
    return sheet


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    """The rows, also those in groups and under repeated headings; not those of a table within a cell."""
    for item in table:
        if item.tag == _TABLE + "table-row":
            yield item
        elif item.tag.startswith(_TABLE + "table-"):
            yield from _rows(item)


def _cells(row: ET.Element) -> Iterator[tuple[int, Cell]]:
    column = 0
    for item in row:
        if item.tag not in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            continue
        repeated = int(item.get(_TABLE + "number-columns-repeated", "1"))
        if (cell := _cell(item)) is not None:
            yield from ((column + again + 1, cell) for again in range(repeated))
        column += repeated


def _cell(item: ET.Element) -> Cell | None:
    shown = "\n".join("".join(line.itertext()) for line in item.findall(_TEXT + "p")).strip()
    if shown in ERRORS or shown.startswith("Err:"):
        return Cell(Kind.ERROR, shown)
    kind = item.get(_OFFICE + "value-type")
    if kind in _KINDS:
        return Cell(_KINDS[kind], shown or str(item.get(_OFFICE + "value")))
    return Cell(Kind.TEXT, shown) if shown else None
