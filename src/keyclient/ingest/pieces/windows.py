"""Bytes of a piece as NumPy sees them: one by one, and eight or sixteen at a time from any of them on."""

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Words: TypeAlias = npt.NDArray[np.uint64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.int32]
Whole: TypeAlias = npt.NDArray[np.integer]
Floats: TypeAlias = npt.NDArray[np.float64]

BEHIND = b"<" + bytes(63)
"""What follows a piece: a mark for its end, which is read as one more tag, and room to look at what follows a tag."""
WORD = 8
FIRST: Words = np.array([(1 << 8 * kept) - 1 for kept in range(WORD + 1)], dtype="u8")
"""Masks that keep the first bytes of a word, by their number."""
_ONES, _HIGH = (np.uint64(each * 0x0101010101010101) for each in (0x01, 0x80))


class Windows(NamedTuple):
    """A piece of `size` bytes, and what follows it."""

    data: bytes
    size: int
    bytes: Bytes
    words: Words
    """At each place, the eight bytes from there on as a number of which the first byte is the lowest."""
    pairs: npt.NDArray[np.void]
    """At each place, the sixteen bytes from there on."""


def windows_of(piece: bytes) -> Windows:
    """The windows of a piece."""
    data, size = piece + BEHIND, len(piece)
    words: Words = np.ndarray((size + len(BEHIND) - WORD + 1,), dtype="<u8", buffer=data, strides=(1,))
    pairs: npt.NDArray[np.void] = np.ndarray((len(words) - WORD,), dtype="V16", buffer=data, strides=(1,))
    return Windows(data, size, np.frombuffer(data, dtype="u1"), words, pairs)


def holding(words: Words, byte: int) -> Flags:
    """Which words have a byte among their eight."""
    others = words ^ (np.uint64(byte) * _ONES)
    found: Flags = (others - _ONES) & ~others & _HIGH != 0
    return found


def word(text: bytes) -> np.uint64:
    """Up to eight bytes as the windows show them."""
    return np.uint64(int.from_bytes(text, "little"))
