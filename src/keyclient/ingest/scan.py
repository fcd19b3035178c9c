"""What the native reader does not tell of an .xlsx sheet, from a streaming look at its XML.

The sheet part is inflated piece by piece and searched for rare things: error cells, formulas without a value,
hidden rows, the last used row; and, when asked, numbers of 16 digits and more. Memory stays at a few pieces whatever
the sheet's size.
"""

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path, PurePosixPath

from keyclient.ingest.grid import Marks, Spot, column_number

PIECE = 1 << 20
LONGEST_ROW = 64 << 20
"""Bytes of XML between two row ends; 16,384 cells of a row rarely fill one."""
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_LONG = rb"(?:-?\d{16,}(?:\.\d*)?|-?\d(?:\.\d+)?[Ee]\+?(?:1[5-9]|[2-9]\d))"


@dataclass
class _Found:
    errors: dict[Spot, str] = field(default_factory=dict)
    uncalculated: set[Spot] = field(default_factory=set)
    hidden_rows: int = 0
    last_row: int = 0


def scan_sheets(path: Path) -> dict[str, Marks]:
    """What the scan saw of every worksheet of the package, by sheet name.

    Sheets whose cells carry no addresses are left out: the scan cannot place what it sees.
    """
    with zipfile.ZipFile(path) as package:
        parts = sheet_parts(package)
        scans = {
            name: _scan(path, package, part) for name, part in parts.items() if part in package.namelist()
        }
    return {name: scan for name, scan in scans.items() if scan is not None}


def long_numbers(path: Path, part: str) -> frozenset[Spot]:
    """The cells of a sheet part that hold a number of 16 digits or more.

    A look of its own, since only a book with ids that long needs it.
    """
    found: set[Spot] = set()
    with zipfile.ZipFile(path) as package:
        for piece, patterns in _searched(package, part):
            for hit in patterns.long_number.finditer(piece):
                cell = patterns.cell.match(piece, piece.rfind(patterns.cell_hint, 0, hit.start()))
                if cell is not None and b't="str"' not in cell[0] and b't="s"' not in cell[0]:
                    found.add(_spot(cell[1], cell[2]))
    return frozenset(found)


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Which part of the package holds which sheet, read from the workbook and its relations."""
    book = _workbook_part(package)
    folder = PurePosixPath(book).parent
    relations = ET.fromstring(package.read(f"{folder}/_rels/{PurePosixPath(book).name}.rels"))
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    sheets = ET.fromstring(package.read(book)).iter()
    parts: dict[str, str] = {}
    for item in sheets:
        if item.tag.rpartition("}")[2] != "sheet":
            continue
        target = targets.get(item.get(_REL) or item.get(_STRICT_REL), "")
        if target:
            parts[item.get("name", "")] = _resolve(folder, target)
    return parts


def _workbook_part(package: zipfile.ZipFile) -> str:
    root = ET.fromstring(package.read("_rels/.rels"))
    for item in root:
        if item.get("Type", "").endswith("/officeDocument"):
            return item.get("Target", "").lstrip("/")
    return "xl/workbook.xml"


def _resolve(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = []
    for step in (folder / target).parts:
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


class _Patterns:
    """The searches, with the namespace prefix that this sheet writes before its tags."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        tag, end = rb"<" + p + rb"c ", rb"</" + p + rb"c>"
        place = rb'(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"'
        formula = rb"<" + p + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</" + p + rb"f>)"
        no_value = rb"(?:<" + p + rb"v\s*/>|<" + p + rb"v>\s*</" + p + rb"v>)?"
        # An empty value is a value where the cell is text: the result of =IF(A2="","",...).
        no_text = (
            rb'(?:(?!(?:[^>]*\s)?t="(?:str|inlineStr)")|(?=[^>]*>\s*(?:' + formula + rb")?\s*" + end + rb"))"
        )
        within = rb"\s*" + no_value + rb"\s*" + end
        blank = (
            tag + rb"(?:(?:[^>]*[^/>])?/>|" + no_text + rb"[^>]*>\s*(?:" + formula + rb")?" + within + rb")"
        )
        self.blank = re.compile(blank)
        self.cell = re.compile(tag + place + rb"([^>]*)>")
        self.cell_hint = b"<" + prefix + b"c "
        self.placeless_hint = b"<" + prefix + b"c>"
        self.error = re.compile(
            tag
            + rb'(?=(?:[^>]*\s)?t="e")'
            + place
            + rb"[^>]*>(?:(?!</?"
            + p
            + rb"c[ >]).)*?<"
            + p
            + rb"v>([^<]*)<",
            re.S,
        )
        self.error_hint = b't="e"'
        self.uncalculated = re.compile(tag + no_text + place + rb"[^>]*>\s*" + formula + within)
        self.formula_hint = b"<" + prefix + b"f"
        self.long_number = re.compile(rb"<" + p + rb"v>" + _LONG + rb"</")
        self.hidden = re.compile(rb"<" + p + rb'row\s[^>]*\bhidden="(?:1|true)"')


def _scan(path: Path, package: zipfile.ZipFile, part: str) -> Marks | None:
    found = _Found()
    for piece, patterns in _searched(package, part):
        _search(piece, patterns, found)
    if found.last_row < 0:
        return None
    return Marks(
        errors=found.errors,
        uncalculated=frozenset(found.uncalculated),
        long_numbers=cache(partial(long_numbers, path, part)),
        hidden_rows=found.hidden_rows,
        last_row=found.last_row,
    )


def _searched(package: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, _Patterns]]:
    """The pieces of a sheet from its first row on, with what to search them for."""
    patterns: _Patterns | None = None
    for piece in _pieces(package, part):
        if patterns is None and (prefix := re.search(rb"<(\w+:)?sheetData", piece)):
            patterns = _Patterns(prefix[1] or b"")
        if patterns is not None:
            yield piece, patterns


def _pieces(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet in pieces that end after a whole row, so that no cell is cut in two.

    Raises `ValueError` for a row longer than `LONGEST_ROW`.
    """
    held: list[bytes] = []
    size = 0
    with package.open(part) as stream:
        while block := stream.read(PIECE):
            cut = block.rfind(b"row>") + 4
            if cut < 4:
                held.append(block)
                size += len(block)
                if size > LONGEST_ROW:
                    raise ValueError("row")
                continue
            yield b"".join([*held, block[:cut]])
            held, size = [block[cut:]], len(block) - cut
    yield b"".join(held)


def _search(piece: bytes, patterns: _Patterns, found: _Found) -> None:
    if patterns.error_hint in piece:
        for hit in patterns.error.finditer(piece):
            found.errors[_spot(hit[1], hit[2])] = hit[3].decode("utf-8", "replace")
    if patterns.formula_hint in piece:
        found.uncalculated.update(_spot(hit[1], hit[2]) for hit in patterns.uncalculated.finditer(piece))
    if b'hidden="' in piece:
        found.hidden_rows += len(patterns.hidden.findall(piece))
    _note_last_row(piece, patterns, found)


def _note_last_row(piece: bytes, patterns: _Patterns, found: _Found) -> None:
    """The row of the last cell with a value so far; -1 for good when cells carry no addresses."""
    if found.last_row < 0 or patterns.placeless_hint in piece:
        found.last_row = -1
        return
    at = piece.rfind(patterns.cell_hint)
    while at >= 0 and patterns.blank.match(piece, at):
        at = piece.rfind(patterns.cell_hint, 0, at)
    if at >= 0:
        cell = patterns.cell.match(piece, at)
        found.last_row = max(found.last_row, int(cell[2])) if cell is not None else -1


def _spot(column: bytes, row: bytes) -> Spot:
    return int(row) - 1, column_number(column.decode())
