"""A piece of the shared texts of an .xlsx as an Arrow array: plain items by NumPy, others one by one."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from keyclient.ingest.pieces.item_tags import (
    ITEM,
    ITEM_END,
    KEPT,
    KEPT_TEXT,
    LOOSE_ITEM,
    SPOKEN,
    TEXT,
    TEXT_END,
    check_spoken,
    kinds_of,
)
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.ranges import strings_at
from keyclient.ingest.pieces.rich import item_text
from keyclient.ingest.pieces.spaces import without_prefix
from keyclient.ingest.pieces.unusual import is_blank, is_changed, text_of
from keyclient.ingest.pieces.windows import BEHIND, Flags, Places, Windows, windows_of

_LENGTHS = np.array([3, len(KEPT)], dtype="i4")
_MOST_TAGS = 5
"""Of a plain item: its own two, the two of its text, and maybe how it is pronounced."""
_NINE = 11
"""Characters of the shortest number of nine decimals."""
_BLANKS = np.zeros(256, dtype=bool)
_BLANKS[[*range(9, 14), 32, 0xC2, 0xE1, 0xE2, 0xE3]] = True
"""First bytes of white space, and of some other characters."""


class Items(NamedTuple):
    """The items of a piece: where each begins and ends, and where its text is if it is a plain one."""

    begin: Places
    end: Places
    start: Places
    length: Places
    is_plain: Flags
    is_kept: Flags
    """Whether white space around the text counts."""


def texts_of(piece: bytes, prefix: bytes) -> pa.StringArray:
    """The texts of a piece that begins with an item and ends before another; null where there is only white space."""
    short = without_prefix(piece, prefix)
    if b"<!" in short or b"<?" in short:
        raise Odd("markup")
    windows = windows_of(short)
    items = _items(windows)
    unusual = _unusual(windows, items)
    return _texts(windows, items, unusual)


def _items(windows: Windows) -> Items:
    tags = np.flatnonzero(windows.bytes[: windows.size] == ord("<"))
    kinds = np.concatenate([kinds_of(windows, tags), np.zeros(_MOST_TAGS, dtype="i1")])
    first = np.flatnonzero((kinds == ITEM) | (kinds == LOOSE_ITEM))
    if not len(first) or first[0] != 0 or windows.data[: tags[0]].strip():
        raise Odd("items")
    following = np.append(first[1:], len(tags))
    count, fourth = following - first, kinds[first + 3]
    is_kept = kinds[first + 1] == KEPT_TEXT
    is_plain = (
        (kinds[first] == ITEM) & (is_kept | (kinds[first + 1] == TEXT)) & (kinds[first + 2] == TEXT_END)
    )
    is_plain &= ((count == 4) & (fourth == ITEM_END)) | (
        (count == _MOST_TAGS) & (fourth == SPOKEN) & (kinds[first + 4] == ITEM_END)
    )
    ends = np.append(tags, [windows.size] * _MOST_TAGS)
    is_plain &= (ends[first + 1] - tags[first] == len(b"<si>")) & (
        ends[following] - tags[following - 1] == len(b"</si>")
    )
    is_plain &= ends[first + 3] - ends[first + 2] == len(b"</t>")
    check_spoken(windows.data, ends, first[is_plain & (count == _MOST_TAGS)] + 3)
    start = np.where(is_plain, ends[first + 1] + _LENGTHS[is_kept.view("i1")], tags[first])
    length = np.where(is_plain, ends[first + 2] - start, 0)
    return Items(tags[first], ends[following], start, length, is_plain, is_kept)


def _unusual(windows: Windows, items: Items) -> Places:
    """The items whose text is not just the bytes that stand there, or may be blank or look like a number."""
    every, start, length = windows.bytes, items.start, items.length
    head, last = every[start], every[start + np.maximum(length, 1) - 1]
    is_unusual = ~items.is_plain | (length == 0) | _BLANKS[head]
    is_unusual |= ~items.is_kept & (_BLANKS[last] & (last <= ord(" ")))
    is_unusual |= (length >= _NINE) & (every[np.maximum(start + length - 10, 0)] == ord("."))
    is_unusual |= (length == 2) & (head == ord("-"))
    places = [
        np.flatnonzero(every[: windows.size] == ord(mark)) for mark in "&\r" if mark.encode() in windows.data
    ]
    places.append(_places(windows.data, b"_x00"))
    marks = np.concatenate(places)
    is_unusual[np.maximum(np.searchsorted(items.begin, marks, side="right") - 1, 0)] = True
    return np.flatnonzero(is_unusual)


def _places(data: bytes, wanted: bytes) -> Places:
    found, at = [], data.find(wanted)
    while at >= 0:
        found.append(at)
        at = data.find(wanted, at + 1)
    return np.array(found, dtype="i8")


def _texts(windows: Windows, items: Items, unusual: Places) -> pa.StringArray:
    """All texts, those of the unusual items behind the piece."""
    data, start, length = windows.data, items.start.astype("i4"), items.length.astype("i4")
    more, at = [data], len(data)
    for item in unusual.tolist():
        text = _text(data, items, item)
        length[item], start[item] = -1, 0
        if text is not None:
            more.append(text)
            length[item], start[item] = len(text), at
            at += len(text)
    more.append(bytes(len(BEHIND)))
    return strings_at(b"".join(more) if len(more) > 2 else data, start, length)


def _text(data: bytes, items: Items, item: int) -> bytes | None:
    if items.is_plain[item]:
        start = int(items.start[item])
        spelled = data[start : start + int(items.length[item])]
        text = text_of(spelled, keeps_space=bool(items.is_kept[item]))
    else:
        text = item_text(data[int(items.begin[item]) : int(items.end[item])])
    if is_changed(text):
        raise Odd("number")
    return None if is_blank(text) else text.encode()
