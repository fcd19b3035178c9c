"""The cells of an .xlsx sheet whose number format shows more than the number: zeros in front, a unit, a part of it."""

import re
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from keyclient.ingest.cells.number_format import NumberFormat, number_format
from keyclient.ingest.scan.parts import PartNames
from keyclient.ingest.scan.sheets import Odd, pieces
from keyclient.model.place import column_index

STYLES = "xl/styles.xml"
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^<>]*>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs[\s>](.*?)</(?:\w+:)?cellXfs>", re.S)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf[\s/>][^<>]*")
_ID = re.compile(rb"\snumFmtId=[\"'](\d{1,9})[\"']")
_CODE = re.compile(rb"\sformatCode=(?:\"([^\"]*)\"|'([^']*)')")
_TEXT = re.compile(rb"\st=[\"'](?:s|str|inlineStr|b|e|d)[\"']")

Formatted = Mapping[tuple[int, NumberFormat], list[int]]
"""Rows of the numbers, by column and format; both from 0."""


def formatted_numbers(path: Path, part: str) -> Formatted:
    """The numbers of a sheet part with a format that shows more than the number."""
    styles = _styles(path)
    found: dict[tuple[int, NumberFormat], list[int]] = {}
    if not styles:
        return found
    wanted = b"|".join(b"%d" % style for style in styles)
    try:
        for piece, search in pieces(path, part):
            cells = re.compile(
                re.escape(search.cell_hint)
                + rb'(?=[^<>]*\bs="(' + wanted + rb')")(?=[^<>]*\br="([A-Z]{1,3})(\d{1,7})")[^<>]*>'
            )  # fmt: skip
            for cell in cells.finditer(piece):
                if _TEXT.search(cell[0]) is None:
                    key = (column_index(cell[2].decode()), styles[int(cell[1])])
                    found.setdefault(key, []).append(int(cell[3]) - 1)
    except Odd:
        return {}
    return found


def _styles(path: Path) -> dict[int, NumberFormat]:
    """What the styles of the book show, by number; only those that show more than the number."""
    with zipfile.ZipFile(path) as package:
        names = PartNames(package)
        if names.find(STYLES) is None:
            return {}
        styles = names.read(STYLES)
    codes: dict[bytes, NumberFormat] = {}
    for item in _FORMAT.findall(styles):
        name, code = _ID.search(item), _CODE.search(item)
        if name is not None and code is not None:
            said = number_format(unescape((code[1] or code[2] or b"").decode("utf-8", "replace")))
            if said is not None:
                codes[name[1]] = said
    block = _CELL_FORMATS.search(styles)
    if not codes or block is None:
        return {}
    ids = [_ID.search(item) for item in _CELL_FORMAT.findall(block[1])]
    return {at: codes[name[1]] for at, name in enumerate(ids) if name is not None and name[1] in codes}
