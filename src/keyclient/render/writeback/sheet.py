"""Columns beside the customers: the XML of their sheet with cells added to its rows, and nothing else moved."""

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from keyclient.render.width import cells as cells_of_width
from keyclient.render.writeback.markup import Edit, Element, UnusualXml, content, edited, elements
from keyclient.render.writeback.package import PIECE, unusual
from keyclient.render.writeback.refusals import NO_ROOM
from keyclient.render.writeback.styles import Formats

MOST_COLUMNS = 16_384
LONGEST_ROW = 64 << 20
WIDTHS = (8, 60)
"""Narrowest and widest column, in characters."""

Value: TypeAlias = str | int | float | Decimal | None

_BODY = re.compile(rb"<(\w+:)?sheetData(?:\s[^>]*)?(/?)>")
_HEAD_ROOM = 4 << 20
"""The elements before the rows take less than this."""
_REFERENCE = re.compile(rb'\sr="([A-Z]{1,3})(\d{1,7})"')
_ROW_NUMBER = re.compile(rb'\sr="(\d{1,7})"')
_STYLE = re.compile(rb'\ss="(\d+)"')
_SPANS = re.compile(rb'(\sspans="\d+:)(\d+)(")')
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d*)(?::\$?([A-Z]{1,3})\$?(\d*))?$")


@dataclass(frozen=True)
class Beside:
    """What is written beside the customers."""

    headings: tuple[str, ...]
    header_row: int
    """Row of the headings as Excel numbers it."""
    rows: Mapping[int, Sequence[Value]]
    """The cells of each customer's row, by the row as Excel numbers it."""
    after: int
    """The table's last column, from 0: the new ones stand right of it."""
    holds: tuple[str, ...] = ()
    """For each heading what its cells hold, as `Formats.beside` calls it; text where it is not said."""
    formats: Formats = field(default_factory=Formats)
    """The formats of the workbook, of which the new cells take those that look like their neighbour."""


@dataclass
class Patched:
    """A sheet with columns beside the customers, piece by piece, and where these stand."""

    first: int
    last: int
    pieces: Iterator[bytes]
    is_filtered: bool = False
    """Whether the sheet has filters or tables."""


@dataclass
class _Seen:
    """What stands where, from one look at all rows."""

    used: set[int] = field(default_factory=set)
    """Columns in which any row has content."""


def patch_sheet(
    path: Path,
    package: zipfile.ZipFile,
    part: str,
    beside: Beside,
    own: tuple[int, int] | None,
    ours: frozenset[int] = frozenset(),
) -> Patched:
    """The sheet with the columns of `beside`.

    `own`: columns (from 0) that an earlier run has written, which give way. `ours`: those of other commands.

    The new columns stand in the first free ones right of the table. Raises `CannotKeepError` when there are none or
    the part is written in an unusual way.
    """
    width = len(beside.headings)
    cutter = _Cutter(path, package, part)
    seen = _Seen()
    for piece in cutter.rows():
        _look(piece, cutter, seen)
    start = beside.after + 1
    if own is not None:
        seen.used -= set(range(own[0], own[1] + 1))
        start = min(start, own[0])
    first = _free(seen.used | cutter.reserved(), start, width, ours)
    if first is None:
        raise unusual(path, part, NO_ROOM)
    last = first + width - 1
    return Patched(first, last, _written(cutter, beside, first, own), cutter.is_filtered())


def digest(path: Path, package: zipfile.ZipFile, part: str, without: frozenset[int]) -> str:
    """Every cell of a sheet to the byte but those in some columns (from 0), the rows, and all that follows them.

    Of a row the span of its columns, which is no more than a hint, is left out.
    """
    cutter = _Cutter(path, package, part)
    found = hashlib.sha256(cutter.tail)
    for piece in cutter.rows():
        for row in cutter.row.finditer(piece):
            found.update(_SPANS.sub(b"", row[1]))
            for column, cell in cutter.cells(row[3] or b""):
                if column not in without:
                    found.update(cell[0])
    return found.hexdigest()


def head_tags(path: Path, package: zipfile.ZipFile, part: str) -> list[bytes]:
    """The tags before the rows of a sheet; the used range, which is a hint, is left out."""
    cutter = _Cutter(path, package, part)
    around = (item for item in cutter.around() if item.start < len(cutter.head))
    return [cutter.head[item.start : item.inside] for item in around if item.name != "dimension"]


def column_letters(column: int) -> str:
    """The name of a column counted from 0."""
    name, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def column_index(letters: str) -> int:
    """The column, counted from 0, of a name."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Cutter:
    """A sheet part in three: what stands before the rows, the rows, what follows them."""

    def __init__(self, path: Path, package: zipfile.ZipFile, part: str) -> None:
        self.path, self.package, self.part = path, package, part
        self.prefix = b""
        self.head = self._head()
        self.tail = self._tail()
        p = re.escape(self.prefix)
        self.row = re.compile(
            rb"<" + p + rb"row\b((?:[^>\"]|\"[^\"]*\")*?)(/>|>(.*?)</" + p + rb"row>)", re.S
        )
        self.cell = re.compile(rb"<" + p + rb"c\b((?:[^>\"]|\"[^\"]*\")*?)(?:/>|>(.*?)</" + p + rb"c>)", re.S)
        self.formula = re.compile(rb"<" + p + rb"f\b")
        self.content = re.compile(rb"<" + p + rb"(?:v|is|f)\b")

    def reserved(self) -> set[int]:
        """Columns that merged cells or tables of the sheet take."""
        found: set[int] = set()
        for item in self.around():
            if item.name == "mergeCell":
                found |= columns_of(item.attributes.get("ref", ""))
        return found | self._tables()

    def is_filtered(self) -> bool:
        """Whether the sheet has filters or tables."""
        return bool(self._tables()) or any(item.name == "autoFilter" for item in self.around())

    def rows(self) -> Iterator[bytes]:
        """The rows in pieces that end after a whole row."""
        held: list[bytes] = []
        size, skipped = 0, len(self.head)
        left = self._size - len(self.head) - len(self.tail)
        with self.package.open(self.part) as stream:
            stream.read(skipped)
            while left > 0 and (block := stream.read(min(PIECE, left))):
                left -= len(block)
                cut = block.rfind(b"row>") + 4
                if cut < 4:
                    held.append(block)
                    size += len(block)
                    if size > LONGEST_ROW:
                        raise unusual(self.path, self.part)
                    continue
                yield b"".join([*held, block[:cut]])
                held, size = [block[cut:]], len(block) - cut
        yield b"".join(held)

    def cells(self, inner: bytes) -> Iterator[tuple[int, "re.Match[bytes]"]]:
        """The cells of a row with their columns, from 0. Raises `CannotKeepError` for one without an address."""
        for cell in self.cell.finditer(inner):
            place = _REFERENCE.search(b" " + cell[1])
            if place is None:
                raise unusual(self.path, self.part)
            yield column_index(place[1].decode()), cell

    def is_formula(self, cell: "re.Match[bytes]") -> bool:
        """Whether a cell has a formula."""
        return cell[2] is not None and self.formula.search(cell[2]) is not None

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
        """What follows the rows: from the last end tag of the rows on."""
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
        if not kept or (b"<![CDATA[" in kept and closing in kept[1:]):
            raise unusual(self.path, self.part)
        return kept

    def around(self) -> list[Element]:
        """The elements before and behind the rows."""
        try:
            return elements(self.head + self.tail)
        except UnusualXml:
            raise unusual(self.path, self.part) from None

    def _tables(self) -> set[int]:
        """The columns of the tables that stand on the sheet."""
        folder, _, name = self.part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self.package.namelist():
            return set()
        found: set[int] = set()
        try:
            for item in elements(self.package.read(relations)):
                if item.attributes.get("Type", "").endswith("/table"):
                    from keyclient.render.writeback.workbook import resolved

                    table = elements(self.package.read(resolved(self.part, item.attributes["Target"])))[0]
                    found |= columns_of(table.attributes.get("ref", ""))
        except (UnusualXml, KeyError):
            raise unusual(self.path, relations) from None
        return found

    def framed(self, first: int, last: int, widths: Sequence[int]) -> bytes:
        """What stands before the rows, with the used range and the widths of the new columns."""
        found = {item.name: item for item in self.around() if item.start < len(self.head)}
        edits: list[Edit] = []
        if (used := found.get("dimension")) is not None:
            edits += _wider(self.head, used, last)
        edits += self._columns(found, first, widths)
        return edited(self.head, edits)

    def _columns(self, found: Mapping[str, Element], first: int, widths: Sequence[int]) -> list[Edit]:
        known = [item for item in self.around() if item.name == "col" and item.start < len(self.head)]
        spans = [(int(item.attributes["min"]) - 1, int(item.attributes["max"]) - 1) for item in known]
        last = first + len(widths) - 1
        if any(start <= last and first <= end for start, end in spans):
            return []
        p = self.prefix.decode()
        lines = "".join(
            f'<{p}col min="{first + at + 1}" max="{first + at + 1}" width="{width}" customWidth="1"/>'
            for at, width in enumerate(widths)
        ).encode()
        if "cols" not in found:
            at = found["sheetData"].start
            return [(at, at, f"<{p}cols>".encode() + lines + f"</{p}cols>".encode())]
        behind = [item.end for item, span in zip(known, spans, strict=True) if span[1] < first]
        at = max(behind, default=found["cols"].inside)
        return [(at, at, lines)]


def columns_of(reference: str) -> set[int]:
    """The columns of a range such as `A1:C9` or `$P:$S`."""
    match = _RANGE.match(reference)
    if match is None:
        return set()
    first = column_index(match[1])
    return set(range(first, column_index(match[3] or match[1]) + 1))


def _wider(head: bytes, used: Element, last: int) -> list[Edit]:
    match = _RANGE.match(used.attributes.get("ref", ""))
    if match is None or match[3] is None or column_index(match[3]) >= last:
        return []
    old = used.attributes["ref"]
    new = f"{match[1]}{match[2]}:{column_letters(last)}{match[4]}"
    tag = head[used.start : used.inside]
    return [(used.start, used.inside, tag.replace(f'"{old}"'.encode(), f'"{new}"'.encode()))]


def _look(piece: bytes, cutter: _Cutter, seen: _Seen) -> None:
    for row in cutter.row.finditer(piece):
        for column, cell in cutter.cells(row[3] or b""):
            if cell[2] is not None and cutter.content.search(cell[2]):
                seen.used.add(column)


def _free(taken: set[int], start: int, width: int, ours: frozenset[int]) -> int | None:
    """The first of `width` free columns.

    A blank column stays between them and what the user has further right, so that the two never become one table.
    """
    foreign = taken - ours
    for first in range(start, MOST_COLUMNS - width + 1):
        if not taken & set(range(first, first + width)) and first + width not in foreign:
            return first
    return None


def _written(cutter: _Cutter, beside: Beside, first: int, own: tuple[int, int] | None) -> Iterator[bytes]:
    last = first + len(beside.headings) - 1
    gone = frozenset() if own is None else frozenset(range(own[0], own[1] + 1))
    yield cutter.framed(first, last, _widths(beside))
    for piece in cutter.rows():
        yield cutter.row.sub(lambda row: _row(row, cutter, beside, first, gone), piece)
    yield cutter.tail


def _row(row: "re.Match[bytes]", cutter: _Cutter, beside: Beside, first: int, gone: frozenset[int]) -> bytes:
    """A row with its new cells. Old cells keep their order and their bytes; only blank ones give way, and `gone` ones.

    A formula that somebody has put under the columns of an earlier run, in a row that is no customer's, stays.
    """
    number = _ROW_NUMBER.search(b" " + row[1])
    if number is None:
        raise unusual(cutter.path, cutter.part)
    at, inner = int(number[1]), row[3] or b""
    is_heading = at == beside.header_row
    values: Sequence[Value] | None = beside.headings if is_heading else beside.rows.get(at)
    old = list(cutter.cells(inner)) if values is not None or gone else []
    found = {column: _STYLE.search(b" " + cell[1]) for column, cell in old}
    styles = {column: style[1] for column, style in found.items() if style is not None}
    p = cutter.prefix.decode()
    new = {}
    for index, value in enumerate(values or ()):
        if value is not None and value != "":
            column = first + index
            own = None if column in gone else styles.get(column)
            holds = (
                "text" if is_heading or not beside.holds or isinstance(value, str) else beside.holds[index]
            )
            style = _style(own or styles.get(beside.after), holds, beside.formats)
            new[column] = cell_xml(value, f"{column_letters(column)}{at}", style, p).encode()
    if values is None:
        gone -= {column for column, cell in old if cutter.is_formula(cell)}
    if not new and not any(column in gone for column, _ in old):
        return row[0]
    tag = _SPANS.sub(lambda span: _wide_enough(span, first + len(beside.headings)), row[1]) if new else row[1]
    name = cutter.prefix + b"row"
    return b"<" + name + tag + b">" + _joined(inner, old, new, gone) + b"</" + name + b">"


def _style(neighbour: bytes | None, holds: str, formats: Formats) -> bytes | None:
    found = formats.beside(holds, None if neighbour is None else int(neighbour))
    return None if found is None else str(found).encode()


def _joined(
    inner: bytes, old: "list[tuple[int, re.Match[bytes]]]", new: dict[int, bytes], gone: frozenset[int]
) -> bytes:
    """The cells of a row, old and new, by column."""
    first = min([*new, *gone])
    keep = [(column, cell) for column, cell in old if column < first]
    end = keep[-1][1].end() if keep else 0
    rest = {column: cell[0] for column, cell in old if column >= first and column not in gone} | new
    behind = inner[old[-1][1].end() :] if old else inner
    return inner[:end] + b"".join(rest[column] for column in sorted(rest)) + behind


def cell_xml(value: Value, place: str, style: bytes | None, p: str) -> str:
    """One cell; text is always text, whatever it begins with. `p`: the prefix of the part's tags."""
    s = f' s="{style.decode()}"' if style is not None else ""
    if isinstance(value, str):
        space = ' xml:space="preserve"' if value != value.strip() else ""
        return f'<{p}c r="{place}"{s} t="inlineStr"><{p}is><{p}t{space}>{content(_legal(value))}</{p}t></{p}is></{p}c>'
    return f'<{p}c r="{place}"{s}><{p}v>{value}</{p}v></{p}c>'


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _legal(text: str) -> str:
    """The text without what XML cannot hold."""
    return _ILLEGAL.sub("", text)[:32_767]


def _wide_enough(span: "re.Match[bytes]", last: int) -> bytes:
    return span[1] + str(max(int(span[2]), last)).encode() + span[3]


def _widths(beside: Beside) -> list[int]:
    low, high = WIDTHS
    longest = [cells_of_width(heading) for heading in beside.headings]
    for values in beside.rows.values():
        for at, value in enumerate(values):
            if isinstance(value, str):
                longest[at] = max(longest[at], cells_of_width(value))
    return [min(max(width + 2, low), high) for width in longest]
