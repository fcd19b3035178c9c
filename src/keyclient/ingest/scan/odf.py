"""How many rows the sheets of an OpenDocument spreadsheet have, counted in another way than its reader does.

Rows are recognised by their tags and nothing is parsed; the contents of cells are left to the reader.
"""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from keyclient.ingest.base.grid import Marks
from keyclient.ingest.scan.clock import Clock

CONTENT = "content.xml"
"""The part of a package that holds the sheets."""
PIECE = 1 << 20
LONGEST_ROW = 16 << 20
_TABLE, _ROW, _ROW_END = b"<table:table", b"<table:table-row", b"</table:table-row>"
_NAME = re.compile(rb"\stable:name=(?:\"([^\"]*)\"|'([^']*)')")
_REPEAT = re.compile(rb"\stable:number-rows-repeated=[\"'](\d{1,19})[\"']")
_LEFT_OUT = (
    (b"<office:annotation", b"</office:annotation>"),
    (b"<draw:frame", b"</draw:frame>"),
)
"""What stands in a row without being the content of a cell: comments, pictures."""
_SECTION = re.compile(rb"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->", re.S)
_CONTENT = re.compile(
    rb"office:value-type=[\"'](?!string[\"'])|office:string-value=(?:\"\s*[^\"\s]|'\s*[^'\s])"
    rb"|<table:(?:covered-)?table-cell(?=[^<>]*\stable:formula=)(?![^<>]*\soffice:value-type=)"
    rb"|</?text:[^<>]*>\s*[^<\s]"
)


class CannotCount(Exception):
    """The document is written in a way that is not counted: tables inside cells, prefixes of its own."""


def look_at_document(
    path: Path, part: str | None, clock: Clock, longest: int = LONGEST_ROW
) -> dict[str, Marks]:
    """The last used row of every sheet by name; nothing for a document that cannot be counted.

    `part`: of a package; None for a single XML file. `longest`: bytes of one row that are kept to be counted. Raises what `zipfile` raises, and `OutOfTime`.
    """
    counter = _Counter(longest)
    pieces = _file_pieces(path) if part is None else _part_pieces(path, part)
    try:
        for piece in pieces:
            clock.check()
            counter.feed(piece)
    except CannotCount:
        for _ in pieces:
            clock.check()
        return {}
    return {name: Marks(last_row=last) for name, last in counter.last_rows.items()}


class _Counter:
    """Counts the rows of the tables in the pieces it is fed."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self.last_rows: dict[str, int] = {}
        self._name: str | None = None
        self._row = 0
        self._held, self._rest = b"", b""

    def feed(self, piece: bytes) -> None:
        """The next piece of the document."""
        held, self._rest = _without_sections(self._rest + piece)
        held, at = self._held + held, 0
        while (start := held.find(_TABLE, at)) >= 0:
            end = self._element(held, start)
            if end is None:
                break
            at = end
        self._held = held[start if start >= 0 else max(len(held) - len(_ROW), at) :]
        if len(self._held) + len(self._rest) > self._longest:
            raise CannotCount

    def _element(self, held: bytes, start: int) -> int | None:
        """Count what begins at `start`; where it ends, or None where that is not there yet."""
        close = held.find(b">", start)
        if close < 0:
            return None
        tag = held[start : close + 1]
        if tag[len(_TABLE) : len(_TABLE) + 1].isspace():
            self._start_table(tag)
        if (
            not tag.startswith(_ROW)
            or tag[len(_ROW) : len(_ROW) + 1].isalpha()
            or tag.startswith(_ROW + b"-")
        ):
            return close + 1
        if tag.endswith(b"/>"):
            self._count(tag, b"")
            return close + 1
        end = held.find(_ROW_END, close)
        if end >= 0:
            self._count(tag, held[close:end])
        return end + len(_ROW_END) if end >= 0 else None

    def _start_table(self, tag: bytes) -> None:
        name = _NAME.search(tag)
        self._name = unescape((name[1] or name[2] or b"").decode("utf-8", "replace")) if name else ""
        if self._name in self.last_rows:
            raise CannotCount
        self.last_rows[self._name], self._row = 0, 0

    def _count(self, tag: bytes, content: bytes) -> None:
        repeat = _REPEAT.search(tag)
        self._row += max(int(repeat[1]), 1) if repeat else 1
        if b"<table:table " in content or self._name is None:
            raise CannotCount
        for first, last in _LEFT_OUT:
            content = _without(content, first, last)
        if b"<draw:" in content:
            raise CannotCount
        if _CONTENT.search(content):
            self.last_rows[self._name] = self._row


def _without_sections(data: bytes) -> tuple[bytes, bytes]:
    """Without comments, and with a letter for each section of literal text (CDATA), in which anything may stand.

    Second, the end of the data if a section begins there that goes on.
    """
    plain = _SECTION.sub(lambda section: b"x" if (section[1] or b"").strip() else b"", data)
    at = plain.find(b"<!")
    if at < 0 and plain.endswith(b"<"):
        at = len(plain) - 1
    return (plain, b"") if at < 0 else (plain[:at], plain[at:])


def _without(content: bytes, first: bytes, last: bytes) -> bytes:
    """The content without the elements that begin and end so; one that ends in its own tag has nothing in it."""
    kept, at = [], 0
    while (start := content.find(first, at)) >= 0:
        close = content.find(b">", start)
        is_empty = content[close - 1 : close] == b"/"
        end = close if is_empty else content.find(last, close)
        if close < 0 or end < 0:
            raise CannotCount
        kept.append(content[at:start])
        at = end + (1 if is_empty else len(last))
    return b"".join([*kept, content[at:]]) if kept else content


def _part_pieces(path: Path, part: str) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as package, package.open(part) as stream:
        while piece := stream.read(PIECE):
            yield piece


def _file_pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece
