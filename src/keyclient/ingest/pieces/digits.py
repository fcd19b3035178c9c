"""Numbers as the XML writes them: which are spelt as they are read, and the value of whole ones, eight digits at a time."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces.windows import Flags, Numbers, Places, Whole, Words

WORD = 8
MOST = 15
"""Digits that a spreadsheet keeps, and every reader gives back."""
NINE = 9
"""Decimals that the native reader writes."""
_MINUS, _POINT, _ZERO = b"-.0"
_HELD = range(2 * WORD + 2)
_ZEROS, _SEVENS, _CARRY, _HIGH = (np.uint64(each * 0x0101010101010101) for each in (0x30, 0x7F, 0x76, 0x80))
_ALL = (1 << 64) - 1
_LOW_MASK: Words = np.array([_ALL >> 64 - 8 * min(n, 8) if n else 0 for n in _HELD], dtype="u8")
_HIGH_MASK: Words = np.array([_ALL >> 64 - 8 * min(n - 8, 8) if n > 8 else 0 for n in _HELD], dtype="u8")


class Spelt(NamedTuple):
    """Of numbers, whether they are spelt as the reader gives them, and which of these have nine decimals."""

    as_read: Flags
    with_nine: Places


class _Digits(NamedTuple):
    """The first sixteen bytes of numbers behind their sign, as digits from 0, and a high bit in each byte that is none."""

    at: Whole
    size: Whole
    low: Words
    high: Words
    low_none: Words
    high_none: Words

    def of(self, which: Places) -> "_Digits":
        """Some of them."""
        at, size, *words = self
        return _Digits(at[which], size[which], *(each[which] for each in words))


def spelt(data: bytes, start: Numbers, length: Numbers) -> Spelt:
    """How numbers are spelt. As read is, at most, what has fifteen digits and nothing needless.

    None of them may be empty.
    """
    every = np.frombuffer(data, dtype="u1")
    minus = every[start] == _MINUS
    found = _digits(data, start + minus, length - minus)
    is_whole = (found.low_none | found.high_none) == 0
    starts_zero = (found.low & np.uint64(0xFF)) == 0
    as_read: Flags = is_whole & (found.size <= MOST) & (found.size > 0)
    as_read &= ~starts_zero | ((found.size == 1) & ~minus)
    parted = np.flatnonzero(~is_whole & (found.size <= 2 * WORD))
    if not len(parted):
        return Spelt(as_read, parted)
    fine, with_nine = _with_point(every, found.of(parted), starts_zero[parted])
    as_read[parted] = fine
    return Spelt(as_read, parted[with_nine])


def _digits(data: bytes, start: Whole, size: Whole) -> _Digits:
    words = windows(data)
    held = np.minimum(size, 2 * WORD + 1)
    low: Words = (words[start] ^ _ZEROS) & _LOW_MASK[held]
    high: Words = (words[start + WORD] ^ _ZEROS) & _HIGH_MASK[held]
    return _Digits(start, size, low, high, _no_digits(low), _no_digits(high))


def windows(data: bytes) -> Words:
    """At each byte but the last ones, the eight bytes from there on; the first is the lowest."""
    words: Words = np.ndarray((len(data) - WORD + 1,), dtype="<u8", buffer=data, strides=(1,))
    return words


def _no_digits(words: Words) -> Words:
    found: Words = (((words & _SEVENS) + _CARRY) | words) & _HIGH
    return found


def _with_point(every: npt.NDArray[np.uint8], found: _Digits, starts_zero: Flags) -> tuple[Flags, Flags]:
    """Which have a point, and nothing needless; and which of these nine decimals."""
    none = found.low_none | found.high_none
    is_high = found.low_none == 0
    single: Flags = ((found.low_none == 0) | (found.high_none == 0)) & (none & (none - np.uint64(1)) == 0)
    whole = (none.astype("f8").view("i8") >> 52) - 1023 >> 3
    whole[~single] = 0
    whole += WORD * is_high
    decimals = found.size - 1 - whole
    single &= every[found.at + whole] == _POINT
    single &= (whole >= 1) & (decimals >= 1) & (decimals <= NINE)
    single &= (whole + decimals <= MOST) & (~starts_zero | (whole == 1))
    single &= every[found.at + found.size - 1] != _ZERO
    return single, single & (decimals == NINE)


def whole_numbers(data: bytes, start: Numbers, length: Numbers) -> tuple[Places, Flags]:
    """The values of numbers of one to eight digits, and which are such numbers."""
    mask = _LOW_MASK[np.clip(length, 0, WORD)]
    low = (windows(data)[start] ^ _ZEROS) & mask
    is_one: Flags = (length > 0) & (length <= WORD) & (_no_digits(low) == 0)
    value = low << (np.uint64(8) * (WORD - np.clip(length, 1, WORD)).astype("u8"))
    value = (value * np.uint64(2561)) >> np.uint64(8) & np.uint64(0x00FF00FF00FF00FF)
    value = (value * np.uint64(6553601)) >> np.uint64(16) & np.uint64(0x0000FFFF0000FFFF)
    value = (value * np.uint64(42949672960001)) >> np.uint64(32)
    return value.astype("i8"), is_one
