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
    longest = int(length.max())
    if int(length.min()) < 0 or longest > LONGEST:
        raise Odd("attributes")
    words = [each for first in range(0, longest, 2 * WORD) for each in _words_at(piece, start, length, first)]
    codes, firsts = _told_apart(_mixed(words) if words else np.zeros(len(start), dtype="u8"))
    for each in words:
        if not (each[firsts].take(codes) == each).all():
            raise Odd("attributes")
    return codes, [piece.data[start[at] : start[at] + length[at]] for at in firsts]


def _words_at(piece: Windows, start: Places, length: Places, first: int) -> list[Words]:
    """The sixteen bytes from `first` on, as far as the stretch goes."""
    there = start if not first else np.minimum(start + first, piece.size)
    pairs = piece.pairs[there].view("<u8")
    words = []
    for place in range(2):
        kept = np.clip(length - (first + place * WORD), 0, WORD)
        words.append(pairs[place::2] & FIRST.take(kept))
    return words


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
    codes = np.full(len(keys), -1, dtype="i2")
    firsts: list[int] = []
    first = 0
    while len(firsts) < _COMMON:
        codes[keys == keys[first]] = len(firsts)
        firsts.append(first)
        first = int((codes < 0).argmax())
        if codes[first] >= 0:
            return codes, firsts
    rest = np.flatnonzero(codes < 0)
    _, at, back = np.unique(keys[rest], return_index=True, return_inverse=True)
    if len(at) + _COMMON > MOST:
        raise Odd("spellings")
    codes[rest] = back + _COMMON
    return codes, firsts + rest[at].tolist()
