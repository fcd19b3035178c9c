"""Delimited text whose quotation marks are regular, or that has none, as columns: cut at its bytes, not line by line.

Whatever is not covered exactly (marks within cells, line ends within marks, lone carriage returns, NUL, enormous cells) is
`Odd`: the text is then read record by record.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.source.text_lines import Flags, Ints, Lines, columns_of, parted

Bytes = npt.NDArray[np.uint8]

BLOCK = 8 << 20
"""Bytes that are cut into columns at once."""
_LF, _CR, _QUOTE = b'\n\r"'
_BEHIND = bytes(64)
_LONGEST = 100_000
"""Bytes of a cell; the reader of records refuses cells of a few more."""
_UTF8 = ("utf-8", "utf-8-sig")


class Rows(NamedTuple):
    """Some lines as columns."""

    columns: list[pa.Array]
    """As many as the widest line has cells, one at least; texts, null where a cell is empty or missing."""
    widths: Ints
    """The cells of each line, 0 for an empty one."""


def even_rows(path: Path, encoding: str, delimiter: str, passed: int, widest: int) -> Iterator[Rows]:
    """The lines of a file, without the first `passed` ones, in blocks. Raises `Odd`, and OSError.

    The file is wholly in that encoding.
    """
    if not delimiter.isascii() or delimiter in '\r\n"\0':
        raise Odd("separator")
    for block in _whole_lines(_utf8(path, encoding)):
        lines = block
        for _ in range(passed):
            line, _, lines = lines.partition(b"\n")
            if b"\r" in line[:-1]:
                raise Odd("control")
        passed = 0
        if lines:
            yield from _rows(lines + _BEHIND, len(lines), ord(delimiter), widest)


def _utf8(path: Path, encoding: str) -> Iterator[bytes]:
    """The file in blocks of UTF-8."""
    with path.open("rb") as file:
        if encoding in _UTF8:
            if encoding == "utf-8-sig":
                file.seek(len(codecs.BOM_UTF8))
            yield from iter(lambda: file.read(BLOCK), b"")
            return
        decoder = codecs.getincrementaldecoder(encoding)()
        while block := file.read(BLOCK):
            yield decoder.decode(block).encode()
        yield decoder.decode(b"", final=True).encode()


def _whole_lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same, each block to the end of a line."""
    held = b""
    for block in blocks:
        lines, end, rest = block.rpartition(b"\n")
        if end:
            yield held + lines + end
            held = rest
        else:
            held += block
        if len(held) > BLOCK:
            raise Odd("line")
    if held:
        yield held + b"\n"


def _rows(data: bytes, size: int, delimiter: int, widest: int) -> Iterator[Rows]:
    text = np.frombuffer(data, np.uint8, size)
    _check(text)
    marks = np.flatnonzero(text == _QUOTE)
    ends = np.flatnonzero((text == delimiter) | (text == _LF))
    if len(marks):
        ends = _outside(text, marks, ends, delimiter)
    is_last = text[ends] == _LF
    starts = np.empty_like(ends)
    starts[0], starts[1:] = 0, ends[:-1] + 1
    lasts = np.flatnonzero(is_last)
    widths = np.diff(lasts, prepend=-1)
    is_empty = _is_empty(text, starts, ends, lasts, widths)
    stops = ends - (is_last & (text[ends - 1] == _CR) & (ends > starts))
    if len(marks):
        is_marked = text[starts] == _QUOTE
        starts, stops = starts + is_marked, stops - is_marked
    lengths = stops - starts
    if int(lengths.max()) > _LONGEST or int(widths.max()) > widest:
        raise Odd("size")
    for lines in parted(Lines(starts, lengths, widths, is_empty)):
        yield Rows(list(columns_of(data, lines)), np.where(lines.is_empty, 0, lines.widths))


def _check(text: Bytes) -> None:
    """Raises `Odd` for NUL, and for a carriage return that does not stand before a line feed."""
    returns = np.flatnonzero(text == _CR)
    if not text.all() or (len(returns) and (text[np.minimum(returns + 1, len(text) - 1)] != _LF).any()):
        raise Odd("control")


def _outside(text: Bytes, marks: Ints, ends: Ints, delimiter: int) -> Ints:
    """The ends of cells that stand in no pair of marks. Raises `Odd` unless all marks are around whole cells."""
    if len(marks) % 2:
        raise Odd("mark")
    before = np.where(marks[::2] > 0, text[marks[::2] - 1], _LF)
    behind = text[np.minimum(marks[1::2] + 1, len(text) - 1)]
    opens = (before == delimiter) | (before == _LF)
    closes = (behind == delimiter) | (behind == _LF) | (behind == _CR)
    if not opens.all() or not closes.all():
        raise Odd("mark")
    pair = np.searchsorted(marks, ends)
    inside = pair % 2 == 1
    within = ends[inside]
    if (text[within] == _LF).any() or (before[pair[inside] // 2] == _LF).any():
        raise Odd("wrapped")
    outside: Ints = ends[~inside]
    return outside


def _is_empty(text: Bytes, starts: Ints, ends: Ints, lasts: Ints, widths: Ints) -> Flags:
    """Which lines have nothing at all in them."""
    at, size = starts[lasts], ends[lasts] - starts[lasts]
    empty: Flags = (widths == 1) & ((size == 0) | ((size == 1) & (text[at] == _CR)))
    return empty
