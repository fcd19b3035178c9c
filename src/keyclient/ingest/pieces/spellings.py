"""The few spellings that many tags share: which tag has which."""

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import FIRST, WORD, Places, Windows, Words

Codes = npt.NDArray[np.int16]
MOST = 4096
"""Spellings in one piece; a sheet with more has its attributes made up."""
LONGEST = 1024
"""Bytes of the attributes of one tag."""
_COMMON = 12
"""So many are told apart by looking at all tags for each of them, before the rest are sorted."""
_MIX: Words = np.array([0x9E3779B97F4A7C15], dtype="u8")


def spellings_of(piece: Windows, start: Places, length: Places) -> tuple[Codes, list[bytes]]:
    """The spelling of each of some stretches of a piece, and those spellings, each once.

    Raises `Odd` for stretches of less than no bytes, very long ones, and too many spellings.
    """
    if not len(start):
        return np.zeros(0, dtype="i2"), []
    if int(length.min()) < 0 or int(length.max()) > LONGEST:
        raise Odd("attributes")
    codes = np.zeros(len(start), dtype="i2")
    texts: list[bytes] = []
    for bytes_each in np.flatnonzero(np.bincount(length)).tolist():
        which = np.flatnonzero(length == bytes_each)
        there = start.take(which)
        found, firsts = _of_one_length(piece, there, bytes_each)
        codes[which] = found + np.int16(len(texts))
        texts += [piece.data[at : at + bytes_each] for at in there[firsts].tolist()]
        if len(texts) > MOST:
            raise Odd("spellings")
    return codes, texts


def _of_one_length(piece: Windows, start: Places, length: int) -> tuple[Codes, list[int]]:
    """A code for each stretch, all of some bytes, and where each code is first."""
    words: list[Words] = []
    for first in range(0, length, 2 * WORD):
        pairs = piece.pairs[start + first].view("<u8")
        for place, left in enumerate((length - first, length - first - WORD)):
            if left > 0:
                words.append(pairs[place::2] & FIRST[min(left, WORD)])
    codes, firsts = _told_apart(_mixed(words) if words else np.zeros(len(start), dtype="u8"))
    if len(words) > 1 and not all((each[firsts].take(codes) == each).all() for each in words):
        raise Odd("attributes")
    return codes, firsts


def _mixed(words: list[Words]) -> Words:
    """A number that differs where words differ, but for accidents, which are found out."""
    mixed = words[0].copy()
    for each in words[1:]:
        mixed ^= mixed >> np.uint64(29)
        mixed *= _MIX
        mixed ^= each
    return mixed


def _told_apart(keys: Words) -> tuple[Codes, list[int]]:
    """A code for each key, and where each code is first."""
    is_new = keys != keys[0]
    codes = is_new.astype("i2")
    firsts = [0]
    while is_new.any():
        if len(firsts) == _COMMON:
            return _sorted_apart(keys, np.flatnonzero(is_new), codes, firsts)
        first = int(is_new.argmax())
        is_new &= keys != keys[first]
        codes += is_new
        firsts.append(first)
    return codes, firsts


def _sorted_apart(keys: Words, rest: Places, codes: Codes, firsts: list[int]) -> tuple[Codes, list[int]]:
    """The same for many keys, of which the commonest have their codes."""
    _, at, back = np.unique(keys[rest], return_index=True, return_inverse=True)
    if len(at) + _COMMON > MOST:
        raise Odd("spellings")
    codes[rest] = back + _COMMON
    return codes, firsts + rest[at].tolist()
