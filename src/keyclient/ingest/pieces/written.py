"""Cells of text in a piece: what the XML writes and the native reader gives differ in few of them."""

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.texts import (
    DECIMALS,
    ESCAPE,
    SPACES,
    TRIMMED,
    inline,
    is_blank,
    looks_cut,
    resolved,
)
from keyclient.ingest.pieces.values import Flags, Places, Values


def _among(text: str) -> Flags:
    table = np.zeros(256, dtype=bool)
    table[[sign.encode()[0] for sign in text]] = True
    return table


_MAY_BE_BLANK, _CUT_OFF, _DIGITS = map(_among, (SPACES, TRIMMED, "0123456789"))
_KEEPS = (b'preserve">', b"preserve'>")
_POINT = ord(".")


def settle(values: Values, cells: Places, *, is_inline: bool) -> None:
    """Give cells the texts that are read. Raises `Odd` for unknown entities and for texts that are changed later.

    Cells are in the order of their texts, which have not been changed. `is_inline`: the text stands in a `<t>`, not in a `<v>`.
    """
    data = values.xml
    every = np.frombuffer(data, dtype="u1")
    start, length = values.start[cells], values.length[cells]
    filled = np.flatnonzero(length > 0)
    first, last = start[filled], start[filled] + length[filled] - 1
    differs = length <= 0
    differs[filled] = _MAY_BE_BLANK[every[first]] | _looks_cut(every, first, last)
    differs[_holding(_places(data, b"&"), start, length)] = True
    if is_inline:
        differs[filled] |= _CUT_OFF[every[last]]
        differs[_holding(_places(data, ESCAPE.encode()), start, length)] = True
    _settle_each(values, cells[differs], is_inline=is_inline)


def _looks_cut(every: npt.NDArray[np.uint8], first: Places, last: Places) -> Flags:
    """Texts that may be numbers of nine decimals, or -0."""
    found: Flags = (every[last - DECIMALS] == _POINT) & _DIGITS[every[last]] & (last - first > DECIMALS)
    return found | ((every[first] == ord("-")) & (last - first == 1))


def _holding(places: Places, start: Places, length: Places) -> Places:
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
        written = _decoded(data[start : start + max(length, 0)])
        text = (
            inline(written, keeps_blanks=_keeps_blanks(data, start))
            if is_inline and length > 0
            else resolved(written)
        )
        if looks_cut(text):
            raise Odd("text like a cut number")
        if is_blank(text):
            empty.append(cell)
        elif text != written:
            changed.append(cell)
            texts.append(text)
    values.clear(np.array(empty, dtype="i8"))
    if changed:
        values.put_texts(np.array(changed, dtype="i8"), texts)


def _decoded(written: bytes) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError:
        raise Odd("no UTF-8") from None


def _keeps_blanks(data: bytes, start: int) -> bool:
    """Whether the tag before a text asks to keep blanks at its ends."""
    if data[start - len(_KEEPS[0]) : start] in _KEEPS:
        return True
    if data[start - 2 : start] != b"t>":
        raise Odd("attributes of a text")
    return False
