"""Hostile files that do not yet end as their case says, and why. The list only ever gets shorter."""

from tests.hostile.entities import ENTITY_CASES
from tests.hostile.files import SUFFIXES

_SINGLE = {
    "customers, and a stray cell in the far corner": "columns without a cell take memory too",
    "a cell right of the grid": "places outside the grid are not refused",
    "a cell below the grid": "places outside the grid are not refused",
    "a cell in row 0": "places outside the grid are not refused",
    "a cell in row 4294967297": "the row number wraps around and overwrites the headings",
    "a dimension that is no range": "the exact reader stops at it",
    "rows in the wrong order": "the scan takes the last cell of the file for that of the last row",
    "a string of a negative number": "it is taken for the first string",
    "a sheet part twice, once from the root": "names are compared as they are written",
    "without xl/worksheets/sheet1.xml": "the refusal speaks of a text without a table",
    "parts in the root": "a workbook is known by its folder xl, not by its relations",
    "a million separators and nothing else": "a line is cut into cells whatever it costs",
    "ods: blanks repeated to the end of the grid": "the format is not read yet",
    "ods: a customer repeated three times": "the format is not read yet",
    "ods: an error cell": "the format is not read yet",
    "xlsb: an error cell": "the format is not read yet",
    "xlsb: a dimension of the whole grid": "the format is not read yet",
    "a password on an .ods": "an OpenDocument file is refused before its password is seen",
    "a web page in utf-8": "the format is not read yet",
    "a web page in gbk": "the format is not read yet",
    "a web page in gb2312": "the format is not read yet",
    "a web page in utf-16": "the format is not read yet",
    "a web page that does not say its encoding": "the format is not read yet",
    "a web page whose tags never end": "the format is not read yet",
}
_ENTITIES = {
    case.name: "a declaration of entities is seen only where it is parsed by keyclient itself"
    for case in ENTITY_CASES
    if not case.name.endswith((".rels", "/workbook.xml")) or case.name.startswith(("a DTD", "a parameter"))
}
_SUFFIXES = {
    f"{kind} under the name .{suffix}": "the suffix decides in the readers underneath"
    for kind in ("xlsx", "xlsm")
    for suffix in ("xlsb", "xls", "ods")
}
_FORMATS = {
    f"{kind} under the name .{suffix}": "the format is not read yet"
    for kind in ("xlsb", "ods")
    for suffix in SUFFIXES
}
NOT_YET: dict[str, str] = {**_SINGLE, **_ENTITIES, **_SUFFIXES, **_FORMATS}
MUTATED_NOT_YET = {
    "xlsb": "the format is not read yet",
    "ods": "the format is not read yet",
    "html": "the format is not read yet",
}
"""Formats whose unmutated book is not read yet."""
