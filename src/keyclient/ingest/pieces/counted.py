"""An independent count of a piece: its rows, cells and values, and the last row with a value.

It owes nothing to the places that the tags were found at, so that what was read can be held to it.
"""

from typing import NamedTuple

import numpy as np

from keyclient.ingest.pieces.odd import Odd

_TEXTS = (b't="str"', b't="inlineStr"', b"t='str'", b"t='inlineStr'")


class Counted(NamedTuple):
    """What a piece of the rows of a sheet has."""

    rows: int
    cells: int
    values: int
    """Cells with an element of a value, be it empty."""
    last_row: int
    """The last row with a value, from 1; 0 if there is none. White space is a value only where the cell is text."""


def counted(data: bytes, prefix: bytes) -> Counted:
    """The count of a piece. Raises `Odd` where a value stands outside a cell."""
    rows, cells, values, texts = _pairs(data) if not prefix else _names(data, prefix)
    return Counted(rows, cells, values + texts, _last_row(data, prefix, values, texts))


def _pairs(data: bytes) -> tuple[int, int, int, int]:
    """How often a tag begins with each letter: two bytes at a time, which is what a processor is fast at."""
    pairs = [np.frombuffer(data, "<u2", (len(data) - at) // 2, at) for at in (0, 1) if len(data) > at]
    found = (
        sum(int(np.count_nonzero(words == (ord("<") | letter << 8))) for words in pairs) for letter in b"rcvi"
    )
    rows, cells, values, texts = found
    return rows, cells, values, texts


def _names(data: bytes, prefix: bytes) -> tuple[int, int, int, int]:
    rows, cells, values, texts = (data.count(b"<" + prefix + name) for name in (b"row", b"c", b"v", b"is"))
    return rows, cells, values, texts


def _last_row(data: bytes, prefix: bytes, values: int, texts: int) -> int:
    cell, value, text = (b"<" + prefix + name for name in (b"c", b"v", b"is"))
    value_at = data.rfind(value) if values else -1
    text_at = data.rfind(text) if texts else -1
    while (last := max(value_at, text_at)) >= 0:
        at = data.rfind(cell, 0, last)
        if at < 0:
            raise Odd("value")
        tag = data[at : data.find(b">", at)]
        if last == text_at or any(said in tag for said in _TEXTS) or _is_filled(data, last):
            return _row(tag)
        value_at = data.rfind(value, 0, at)
    return 0


def _is_filled(data: bytes, value: int) -> bool:
    """Whether the element of a value that begins here has anything but white space in it."""
    start = data.find(b">", value) + 1
    return data[start - 2 : start] != b"/>" and bool(data[start : data.find(b"<", start)].strip())


def _row(tag: bytes) -> int:
    """The row, from 1, that the opening tag of a cell names."""
    place = next((said for said in tag.split() if said.startswith(b"r=")), b"")
    digits = place[2:].strip(b"\"'/").lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not digits.isdigit():
        raise Odd("place")
    return int(digits)
