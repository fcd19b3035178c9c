"""The totals rows of the tables of a sheet, as the parts of the tables tell them."""

import re
import struct
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from keyclient.ingest.base.row_marks import TableTotals
from keyclient.ingest.child.records import records
from keyclient.ingest.scan.parts import PartNames, related
from keyclient.model.place import column_index

_TABLE = "/table"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?\d{1,7}:\$?([A-Z]{1,3})\$?(\d{1,7})")
_BEGIN_TABLE, _AREA = 343, struct.Struct("<4I")
_TOTALS = 28
"""Where the record of a table has its number of totals rows: after its area, kind, number and header rows."""
_BROKEN = (ET.ParseError, ValueError, LookupError, struct.error, zipfile.BadZipFile)


def table_totals(path: Path, part: str) -> tuple[TableTotals, ...]:
    """The totals rows of the tables of an .xlsx sheet; a table that cannot be read has none."""
    return tuple(_found(path, part, _totals))


def binary_table_totals(path: Path, part: str) -> tuple[TableTotals, ...]:
    """The totals rows of the tables of an .xlsb sheet; a table that cannot be read has none."""
    return tuple(_found(path, part, _binary_totals))


def _found(path: Path, part: str, totals: Callable[[bytes], TableTotals | None]) -> Iterator[TableTotals]:
    with zipfile.ZipFile(path) as package:
        names = PartNames(package)
        place = PurePosixPath(part)
        if names.find(f"{place.parent}/_rels/{place.name}.rels") is None:
            return
        for table in related(names, part, _TABLE).values():
            try:
                found = totals(names.read(table))
            except _BROKEN:
                continue
            if found is not None:
                yield found


def _totals(part: bytes) -> TableTotals | None:
    table = ET.fromstring(part)
    area = _REFERENCE.fullmatch(table.get("ref", ""))
    if area is None or table.get("totalsRowCount", "0") == "0":
        return None
    first, last = column_index(area[1]), column_index(area[2])
    columns = [item for item in table.iter() if item.tag.rpartition("}")[2] == "tableColumn"]
    functions = {
        first + at: said
        for at, column in enumerate(columns)
        if (said := column.get("totalsRowFunction", "none")) != "none"
    }
    return TableTotals(int(area[3]) - 1, range(first, last + 1), functions)


def _binary_totals(part: bytes) -> TableTotals | None:
    for kind, data in records(iter([part])):
        if kind == _BEGIN_TABLE and int.from_bytes(data[_TOTALS : _TOTALS + 4], "little"):
            _, last_row, first, last = _AREA.unpack_from(data)
            return TableTotals(last_row, range(first, last + 1), {})
    return None
