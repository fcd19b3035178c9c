"""Texts of digits written for many numbers at once: a table of one row a place, read column by column."""

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces.windows import Flags, Numbers, Places, Whole

WHOLE, DECIMALS = 15, 8
"""Digits before and behind the point."""
_HALF = 10**8
_TENS = 10 ** np.arange(WHOLE + 1, dtype="i8")
_LENGTH = 1 + WHOLE + 1 + DECIMALS
_MINUS, _POINT, _ZERO = b"-.0"


def write(rows: npt.NDArray[np.uint8], numbers: Whole) -> None:
    """Write numbers with zeros in front, one row a digit."""
    left = numbers.astype("u2" if len(rows) < len("65535") else "u4")
    ten = left.dtype.type(10)
    for row in rows[::-1]:
        left, digit = np.divmod(left, ten)
        row[:] = digit
        row += np.uint8(_ZERO)  # noqa: PLW2901 - a view, changed in place


def fixed(whole: Places, decimals: Places, is_negative: Flags) -> tuple[bytes, Numbers, Numbers]:
    """Numbers of one to fifteen whole digits and eight decimals, without zeros at the end.

    All bytes, and for each number where it begins and how long it is.
    """
    texts = np.empty((_LENGTH, len(whole)), dtype="u1")
    first, second = np.divmod(whole, _HALF)
    write(texts[1 : WHOLE - 7], first)
    write(texts[WHOLE - 7 : WHOLE + 1], second)
    texts[WHOLE + 1] = _POINT
    write(texts[WHOLE + 2 :], decimals)
    digits = np.searchsorted(_TENS, whole, side="right")
    minus = np.flatnonzero(is_negative)
    texts[WHOLE - digits[minus], minus] = _MINUS
    start = np.arange(len(whole)) * _LENGTH + (WHOLE + 1) - digits - is_negative
    kept = sum((decimals % ten != 0).astype("i4") for ten in _TENS[1 : DECIMALS + 1])
    return texts.T.tobytes(), start.astype("i4"), (digits + is_negative + kept + (kept > 0)).astype("i4")
