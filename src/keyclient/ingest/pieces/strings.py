"""The shared texts of an .xlsx, read once, piece by piece."""

import re
from collections.abc import Generator, Iterable, Iterator

import numpy as np
import pyarrow as pa

from keyclient.ingest.pieces.buffers import ends_of, string_array, valid_in
from keyclient.ingest.pieces.cutting import is_utf8, last_tag
from keyclient.ingest.pieces.items import texts_of
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import Flags, Numbers

PIECE = 1 << 20
"""Bytes of a piece; texts are short, so what is known of them takes some twenty times as much."""
NAME = "sharedStrings.xml"
"""Of the part, beside that of the workbook: the library looks for it by this name alone."""
LONGEST_HEAD, MOST_BYTES = 1 << 16, (1 << 31) - 1
_SST = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:<\?xml\s[^<>]*\?>)?\s*<((?:\w+:)?)sst((?:\s+[\w:.-]+\s*=\s*\"[^\"<>]*\")*)\s*(/?)>"
)
_PROMISED = re.compile(rb"uniqueCount\s*=\s*\"[0-9]{8}")
"""The library takes memory for as many texts as are promised; with so many promised it may end there."""


def shared_strings(blocks: Iterable[bytes], piece: int = PIECE) -> pa.StringArray:
    """The table of shared texts: the text of each number, from 0; null where there is only white space.

    Memory stays at the table and a few pieces. Raises `Odd` for what is not covered exactly, and what `blocks` raises.
    """
    table = _Table()
    for prefix, cut in _cut(iter(blocks), piece):
        table.add(texts_of(cut, prefix))
    return table.whole()


class _Table:
    """Texts that arrive piece by piece, one behind the other in one buffer."""

    def __init__(self) -> None:
        self._values = bytearray()
        self._ends: list[Numbers] = [np.zeros(1, dtype="i4")]
        self._valid: list[Flags] = []

    def add(self, texts: pa.StringArray) -> None:
        """Take the texts of another piece."""
        ends, values = ends_of(texts), texts.buffers()[2]
        if len(self._values) + int(ends[-1]) > MOST_BYTES:
            raise Odd("texts")
        self._ends.append(ends[1:] - ends[0] + np.int32(len(self._values)))
        if values is not None:
            self._values += memoryview(values)[int(ends[0]) : int(ends[-1])]
        self._valid.append(valid_in(texts))

    def whole(self) -> pa.StringArray:
        """All of them; the values are not copied."""
        ends = np.concatenate(self._ends)
        valid = np.concatenate(self._valid) if self._valid else np.ones(0, dtype=bool)
        return string_array(ends, self._values, valid)


def _cut(source: Iterator[bytes], piece: int) -> Generator[tuple[bytes, bytes]]:
    """The prefix of the tags and a piece of whole items, again and again; the part is read to its end."""
    prefix, held, is_empty = _head(source)
    item, end = b"<" + prefix + b"si", b"</" + prefix + b"sst>"
    while not is_empty:
        while len(held) < piece and (block := next(source, None)) is not None:
            held += block
        last = last_tag(held, item)
        at = held.find(end, max(last, 0))
        if at >= 0:
            if held[:at].strip():
                yield prefix, bytes(held[:at])
            del held[: at + len(end)]
            break
        if last <= 0 or len(held) < piece:
            raise Odd("item")
        yield prefix, bytes(held[:last])
        del held[:last]
    held += b"".join(source)
    if held.strip():
        raise Odd("behind")


def _head(source: Iterator[bytes]) -> tuple[bytes, bytearray, bool]:
    """The prefix of the tags, what was read of the items, and whether there are none."""
    held = bytearray()
    for block in source:
        held += block
        found = _SST.match(held)
        if found is not None:
            if not is_utf8(held) or _PROMISED.search(found[2]):
                raise Odd("head")
            prefix, is_empty = bytes(found[1]), bool(found[3])
            return prefix, held[found.end() :], is_empty
        if len(held) > LONGEST_HEAD:
            break
    raise Odd("head")
