"""Cells of text in a piece: what the XML writes and the native reader gives differ in few of them."""

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces.digits import WORD, windows
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.unusual import (
    ESCAPE,
    RUST_SPACE,
    XML_SPACE,
    is_blank,
    is_changed,
    resolved,
    text_of,
)
from keyclient.ingest.pieces.values import Values
from keyclient.ingest.pieces.windows import Flags, Places, Whole, holding


def _bytes(text: str, place: int) -> Flags:
    """Which bytes are the first (0) or the last (-1) of a sign of the text."""
    table = np.zeros(256, dtype=bool)
    table[[sign.encode()[place] for sign in text]] = True
    return table


_BEGINS_BLANK, _ENDS_BLANK = _bytes(RUST_SPACE, 0), _bytes(RUST_SPACE, -1)
_CUT_OFF, _DIGITS = _bytes(XML_SPACE, 0), _bytes("0123456789", 0)
_DECIMALS = 9
_LONG = 17
"""Letters of a number of sixteen digits with a point."""
_KEEPS = (b'preserve">', b"preserve'>")
_POINT, _T = b".t"


def settle(values: Values, cells: Places, *, is_inline: bool) -> None:
    """Give cells the texts that are read. Raises `Odd` for unknown entities and for texts that are changed later.

    Cells are in the order of their texts, which have not been changed. `is_inline`: the text stands in a `<t>`, not in a `<v>`.
    """
    is_empty = values.length[cells] <= 0
    if is_empty.any():
        values.clear(cells[is_empty])
        cells = cells[~is_empty]
    data = values.xml
    every = np.frombuffer(data, dtype="u1")
    start, length = values.start[cells], values.length[cells]
    last = start + length - 1
    differs = (
        _looks_cut(every, start, last)
        | _looks_long(data, start, length)
        | (_BEGINS_BLANK[every[start]] & _ENDS_BLANK[every[last]])
    )
    differs[_holding(_places(data, b"&"), start, length)] = True
    if is_inline:
        differs |= (_CUT_OFF[every[start]] | _CUT_OFF[every[last]]) & (every[start - len("t>")] == _T)
        differs[_holding(_places(data, ESCAPE.encode()), start, length)] = True
    if differs.any():
        _settle_each(values, cells[differs], is_inline=is_inline)


def _looks_cut(every: npt.NDArray[np.uint8], first: Whole, last: Whole) -> Flags:
    """Texts that may be numbers of nine decimals, or -0."""
    found: Flags = (every[last - _DECIMALS] == _POINT) & _DIGITS[every[last]] & (last - first > _DECIMALS)
    found |= (every[first] == ord("-")) & (last - first == 1)
    return found


def _looks_long(data: bytes, start: Whole, length: Whole) -> Flags:
    """Texts that may be large numbers with noise: sixteen digits or more and, before one to eight of them, a point."""
    every = np.frombuffer(data, dtype="u1")
    found: Flags = (length >= _LONG) & _DIGITS[every[start + 1]] & _DIGITS[every[start + length - 1]]
    at = np.flatnonzero(found)
    found[at] = holding(windows(data)[start[at] + length[at] - (WORD + 1)], ord("."))
    return found


def _holding(places: Places, start: Whole, length: Whole) -> Places:
    """Which of the texts hold one of some places."""
    if not len(places):
        return places
    text = np.searchsorted(start, places, side="right") - 1
    places, text = places[text >= 0], text[text >= 0]
    return text[places < start[text] + length[text]]


def _places(data: bytes, wanted: bytes) -> Places:
    found, at = [], data.find(wanted[:1])
    at = data.find(wanted, at) if at >= 0 else at
    while at >= 0:
        found.append(at)
        at = data.find(wanted, at + 1)
    return np.array(found, dtype="i8")


def _settle_each(values: Values, cells: Places, *, is_inline: bool) -> None:
    data, empty, changed, texts = values.xml, [], [], []
    for cell, start, length in zip(
        cells.tolist(), values.start[cells].tolist(), values.length[cells].tolist(), strict=True
    ):
        written = data[start : start + length]
        keeps_space = not is_inline or _keeps_space(data, start)
        text = text_of(written, keeps_space=keeps_space) if is_inline else resolved(written)
        if is_changed(text):
            raise Odd("text like a cut number")
        if is_blank(text):
            empty.append(cell)
        elif text.encode() != written:
            changed.append(cell)
            texts.append(text)
    values.clear(np.array(empty, dtype="i8"))
    if changed:
        values.put_texts(np.array(changed, dtype="i8"), texts)


def _keeps_space(data: bytes, start: int) -> bool:
    """Whether the tag before a text asks to keep blanks at its ends."""
    if data[start - len(_KEEPS[0]) : start] in _KEEPS:
        return True
    if data[start - 2 : start] != b"t>":
        raise Odd("attributes of a text")
    return False
