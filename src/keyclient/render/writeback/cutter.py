"""Splits a sheet part in three: before the rows, the rows, after the rows."""

import re
import zipfile
from collections.abc import Iterator, Set
from pathlib import Path

from keyclient.model.place import column_index, column_letters
from keyclient.render.writeback.cells import columns_of
from keyclient.render.writeback.literal import set_aside
from keyclient.render.writeback.markup import Element, UnusualXml, elements
from keyclient.render.writeback.package import PIECE, part_bytes, spelled, unusual
from keyclient.render.writeback.refusals import LONG_ROW, NO_ADDRESS, NOT_XML
from keyclient.render.writeback.workbook import resolved

LONGEST_ROW = 64 << 20
_HEAD_ROOM = 4 << 20
"""The most bytes of the elements before the rows."""
_BODY = re.compile(rb"""<(\w+:)?sheetData(?:\s(?:[^>"']|"[^"]*"|'[^']*')*?)?(/?)>""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_ADDRESS = rb"""\sr\s*=\s*["']"""
_REFERENCE = re.compile(_ADDRESS + rb"""([A-Z]{1,3})\d{1,7}["']""")


def end_of_cells(inner: bytes) -> int:
    """Where the last cell of a row ends."""
    return inner.rfind(b">") + 1


class Cutter:
    """A sheet part, read in pieces."""

    def __init__(self, path: Path, package: zipfile.ZipFile, part: str) -> None:
        """Raises `CannotKeepError` for a part that is not written like a sheet."""
        self.path, self.package, self.part = path, package, part
        self.prefix = b""
        self.head = self._head()
        self.tail = self._tail()
        p = re.escape(self.prefix)
        self.row = re.compile(rb"<" + p + rb"row\b([^>]*?)(/>|>(.*?)</" + p + rb"row>)", re.S)
        self.cell = re.compile(rb"<" + p + rb"c\b([^>]*?)(?:/>|>(.*?)</" + p + rb"c>)", re.S)
        self.formula = re.compile(rb"<" + p + rb"f\b")
        self.content = re.compile(rb"<" + p + rb"(?:v|is|f)\b")
        self._column = re.compile(rb"<" + p + rb"c\b[^>]*?" + _ADDRESS + rb"([A-Z]{1,3})\d")
        self._begin = b"<" + self.prefix + b"c"
        self._indices: dict[bytes, int] = {}
        self._places: dict[int, re.Pattern[bytes]] = {}

    def columns_in(self, inner: bytes) -> set[int]:
        """The columns of the cells of a row, from 0. Raises `CannotKeepError` for a cell without an address."""
        letters = self._column.findall(inner)
        if len(letters) < inner.count(self._begin + b" ") + inner.count(self._begin + b">"):
            raise unusual(self.path, self.part, NO_ADDRESS)
        return {self._index(name) for name in set(letters)}

    def cells(self, inner: bytes) -> Iterator[tuple[int, "re.Match[bytes]"]]:
        """The cells of a row with their columns, from 0. Raises `CannotKeepError` for one without an address."""
        for cell in self.cell.finditer(inner):
            place = _REFERENCE.search(cell[1])
            if place is None:
                raise unusual(self.path, self.part, NO_ADDRESS)
            yield self._index(place[1]), cell

    def style_in(self, inner: bytes, column: int) -> bytes | None:
        """The format number of a cell of a row; None if there is no such cell or format."""
        place = self._place(column).search(inner)
        style = None if place is None else _STYLE.search(place[1])
        return None if style is None else style[1]

    def has_content(self, cell: "re.Match[bytes]") -> bool:
        """Whether a cell has content, not only a format."""
        return cell[2] is not None and self.content.search(cell[2]) is not None

    def is_formula(self, cell: "re.Match[bytes]") -> bool:
        """Whether a cell has a formula."""
        return cell[2] is not None and self.formula.search(cell[2]) is not None

    def reserved(self) -> set[int]:
        """The columns covered by merged cells or tables of the sheet."""
        merged = (item.attributes.get("ref", "") for item in self.around() if item.name == "mergeCell")
        return self._tables().union(*map(columns_of, merged))

    def is_filtered(self) -> bool:
        """Whether the sheet has filters or tables."""
        return bool(self._tables()) or any(item.name == "autoFilter" for item in self.around())

    def rows(self) -> Iterator[bytes]:
        """The rows in pieces, each of whole rows; what misleads is set aside (`put_back`)."""
        held: list[bytes] = []
        size, skipped, begun = 0, len(self.head), b""
        end = b"</" + self.prefix + b"row>"
        left = self._size - len(self.head) - len(self.tail)
        with self.package.open(self.part) as stream:
            stream.read(skipped)
            while left > 0 and (block := stream.read(min(PIECE, left))):
                left -= len(block)
                block, begun = set_aside(begun + block)
                cut = block.rfind(end) + len(end)
                if cut < len(end):
                    held.append(block)
                    size += len(block)
                    if size + len(begun) > LONGEST_ROW:
                        raise unusual(self.path, self.part, LONG_ROW)
                    continue
                yield b"".join([*held, block[:cut]])
                held, size = [block[cut:]], len(block) - cut
        yield b"".join([*held, begun])

    def around(self) -> list[Element]:
        """The elements before and after the rows."""
        try:
            return elements(self.head + self.tail)
        except UnusualXml:
            raise unusual(self.path, self.part, NOT_XML) from None

    def before(self) -> list[Element]:
        """The elements before the rows."""
        return [item for item in self.around() if item.start < len(self.head)]

    def without(self, inner: bytes, columns: Set[int]) -> bytes:
        """A row without the cells of some columns."""
        there = self.columns_in(inner)
        leaving = there & columns
        if not leaving:
            return inner
        first = min(leaving)
        if max(there - leaving, default=-1) < first:  # they are the last ones, as mostly
            start = self._place(first).search(inner)
            if start is not None:
                return inner[: start.start()] + inner[end_of_cells(inner) :]
        pieces, at = [], 0
        for column, cell in self.cells(inner):
            if column in columns:
                pieces.append(inner[at : cell.start()])
                at = cell.end()
        return b"".join([*pieces, inner[at:]])

    def _place(self, column: int) -> "re.Pattern[bytes]":
        """The pattern of the cell tag of a column."""
        if column not in self._places:
            letters = column_letters(column).encode()
            begin = re.escape(self._begin)
            self._places[column] = re.compile(
                begin + rb"\b([^>]*?" + _ADDRESS + letters + rb"\d{1,7}[\"'][^>]*)>"
            )
        return self._places[column]

    def _index(self, name: bytes) -> int:
        if name not in self._indices:
            self._indices[name] = column_index(name.decode())
        return self._indices[name]

    def _head(self) -> bytes:
        start = b""
        with self.package.open(self.part) as stream:
            while len(start) < _HEAD_ROOM and (block := stream.read(PIECE)):
                start += block
                found = _BODY.search(start)
                if found is not None and found[2]:
                    break
                if found is not None:
                    self.prefix = found[1] or b""
                    return start[: found.end()]
        raise unusual(self.path, self.part)

    def _tail(self) -> bytes:
        """The part after the rows, starting with the end tag of the rows."""
        closing = b"</" + self.prefix + b"sheetData>"
        before, kept, size = b"", b"", 0
        with self.package.open(self.part) as stream:
            while block := stream.read(PIECE):
                size += len(block)
                whole = before + block
                at = whole.find(closing)
                if kept:
                    kept += block
                elif at >= 0:
                    kept = whole[at:]
                before = whole[-len(closing) :] if not kept else b""
        self._size = size
        kept = kept[max(kept.rfind(closing), 0) :]
        if not kept or b"]]>" in kept.partition(b"<![CDATA[")[0]:
            raise unusual(self.path, self.part)
        return kept

    def _tables(self) -> set[int]:
        """The columns of the tables on the sheet."""
        folder, _, name = self.part.rpartition("/")
        relations = spelled(self.package, f"{folder}/_rels/{name}.rels")
        if relations is None:
            return set()
        found: set[int] = set()
        try:
            for item in elements(self.package.read(relations)):
                if item.attributes.get("Type", "").endswith("/table"):
                    target = resolved(self.part, item.attributes.get("Target", ""))
                    table = elements(part_bytes(self.path, self.package, target))[0]
                    found |= columns_of(table.attributes.get("ref", ""))
        except UnusualXml:
            raise unusual(self.path, relations, NOT_XML) from None
        return found
