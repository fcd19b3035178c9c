"""The XML of a sheet cut before rows: its head, pieces of some megabytes, and what follows the rows."""

import re
from collections.abc import Generator, Iterable, Iterator
from typing import NamedTuple

from keyclient.ingest.pieces.odd import Odd

PIECE = 1 << 20
"""Bytes of a piece. What NumPy makes of it, ten times as many, has to stay near the processor."""
LONGEST_HEAD, LONGEST_TAIL = 1 << 20, 8 << 20
"""Bytes of what stands before the rows and after them; a longer one is left to the other readers."""
_START = re.compile(rb"<((?:\w+:)?)sheetData[\s/>]")
_ENCODING = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml\s[^<>]*?\bencoding\s*=\s*["']([^"']*)["']""")
_NAMES = (b"utf-8", b"utf8")
_BEHIND_NAME = frozenset(b" >\t\n\r/")


class Head(NamedTuple):
    """What stands before the rows."""

    text: bytes
    prefix: bytes
    """Of all names of tags, with its colon; mostly empty."""


class Tail(NamedTuple):
    """What follows the rows, from their closing tag on."""

    text: bytes


Cut = Head | bytes | Tail
"""One head, then the pieces, each of whole rows, then one tail."""


def cut(blocks: Iterable[bytes], piece: int = PIECE) -> Iterator[Cut]:
    """Cut a sheet. Memory stays at two pieces. Raises `Odd` for a row longer than a piece, and for other spellings.

    Where the cuts are depends on the blocks and the length of a piece alone.
    """
    source = iter(blocks)
    head, held, is_blank = _head(source)
    yield head
    if not is_blank:
        marks = (b"<" + head.prefix + b"row", b"</" + head.prefix + b"sheetData>")
        held = yield from _rows(source, held, marks, piece)
    yield _tail(source, held, is_blank=is_blank)


def _rows(
    source: Iterator[bytes], held: bytearray, marks: tuple[bytes, bytes], piece: int
) -> Generator[bytes, None, bytearray]:
    """The pieces; in the end what was read of the tail."""
    row, end = marks
    while True:
        while len(held) < piece and (block := next(source, None)) is not None:
            held += block
        last = last_tag(held, row)
        at = held.find(end, max(last, 0))
        if at >= 0:
            if at:
                yield bytes(held[:at])
            return held[at:]
        if last <= 0 or len(held) < piece:
            raise Odd("row")
        yield bytes(held[:last])
        del held[:last]


def _head(source: Iterator[bytes]) -> tuple[Head, bytearray, bool]:
    """The head, what was read of the rows, and whether there are none."""
    held = bytearray()
    for block in source:
        held += block
        found = _START.search(held)
        if found is not None and (close := held.find(b">", found.start())) >= 0:
            inner = bytes(held[found.end() - 1 : close]).strip()
            text = bytes(held[: found.start()])
            if inner not in (b"", b"/") or b"<!" in text or not is_utf8(text):
                raise Odd("head")
            return Head(text, found[1]), held[close + 1 :], inner == b"/"
        if len(held) > LONGEST_HEAD:
            break
    raise Odd("head")


def last_tag(held: bytearray, tag: bytes) -> int:
    """Where the last tag of a name begins (`<row`); -1 without one."""
    at = len(held)
    while (at := held.rfind(tag, 0, at)) >= 0:
        behind = at + len(tag)
        if behind < len(held) and held[behind] in _BEHIND_NAME:
            return at
    return -1


def is_utf8(text: bytes | bytearray) -> bool:
    """Whether a part that begins like this is UTF-8, as it is where it says nothing of an encoding."""
    said = _ENCODING.match(text)
    return said is None or said[1].lower() in _NAMES


def _tail(source: Iterator[bytes], held: bytearray, *, is_blank: bool) -> Tail:
    for block in source:
        held += block
        if len(held) > LONGEST_TAIL:
            raise Odd("tail")
    text = bytes(held)
    if b"<!" in text or text.count(b"sheetData") > (not is_blank):
        raise Odd("tail")
    return Tail(text)
