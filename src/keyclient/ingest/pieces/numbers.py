"""Numbers that are not spelt as they are read, as the native reader and `child.decimals` give them.

That is: with nine decimals, but no zeros at the end; with all digits if the ninth is none; cut to fifteen digits from
a million on, as long as these hold the fen.
"""

import math
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from keyclient.ingest.child.noise import as_written
from keyclient.ingest.child.texts import KEPT, LARGE, NO_FEN, plain, without_noise
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import Flags, Floats, Places

if TYPE_CHECKING:
    import pyarrow as pa

NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
SMALL = 1e-3
"""Numbers below are left to Python: Arrow writes them with an exponent."""
CLOSE = 1e-6
"""How close to the middle of two decimals the ninth of a number is not sure."""
_DECIMALS = 8
"""Decimals of a number of which the ninth is 0, and of any large one."""
_UNIT = 2.0**33
"""Parts of one that the fraction of a large number is a whole number of."""
_NINTH, _SHIFT = 5**9, 24
"""Units times this, shifted by that, are ninth decimals: 10**9 / 2**33 = 5**9 / 2**24."""
_TENS = 10 ** np.arange(19, dtype="i8")
_WHOLE_SAFE = 2.0**63
_SEVEN = 7
"""Whole digits of the smallest large numbers."""


class Told(NamedTuple):
    """The text of a number, and what the other numbers of its column depend on."""

    text: str
    is_cut: bool = False
    """Whether the native reader has cut it to nine decimals."""
    exact: str | None = None
    """Where it gave 0 for less: the number with all digits, which it becomes in a column with one that is cut."""


class Shown(NamedTuple):
    """Numbers by which they are shown: by their shortest digits, by a number of decimals, or by Python."""

    value: Floats
    decimals: Places
    """Eight decimals of which those behind the last other digit are not shown; -1 for numbers with their shortest digits."""
    is_cut: Flags
    is_hard: Flags
    """Left to Python."""


def told(number: float) -> Told:
    """One number. Raises `Odd` where it is none."""
    if not math.isfinite(number):
        raise Odd("number")
    text = as_written(number)
    if text in ("0", "-0"):
        is_plain = number == 0 and math.copysign(1, number) > 0
        return Told(text, exact=None if is_plain else plain(number))
    whole, _, decimals = text.lstrip("-").partition(".")
    if decimals and len(whole) >= _SEVEN:
        return Told(without_noise(float(text)))
    if len(decimals) <= _DECIMALS:
        return Told(text)
    return Told(plain(number), is_cut=True)


def number_in(written: bytes) -> float:
    """The value of a number as written. Raises `Odd` for another spelling."""
    if NUMBER.fullmatch(written) is None:
        raise Odd("number")
    return float(written)


def numbers_in(texts: "pa.StringArray") -> Floats:
    """The values of many numbers without nulls. Raises `Odd` for another spelling."""
    import pyarrow as pa

    _, offsets, held = texts.buffers()
    signs = np.frombuffer(held, dtype="u1")
    ends = np.frombuffer(offsets, dtype="i4")[1 : len(texts) + 1]
    firsts = np.frombuffer(offsets, dtype="i4")[: len(texts)]
    if not (_SIGNS[signs[: ends[-1]]].all() and _FIRST[signs[firsts]].all() and _LAST[signs[ends - 1]].all()):
        raise Odd("number")
    try:
        found = texts.cast(pa.float64())
    except pa.ArrowInvalid:
        raise Odd("number") from None
    return np.frombuffer(found.buffers()[1], dtype="f8")[: len(found)]


def _among(signs: bytes) -> Flags:
    table = np.zeros(256, dtype=bool)
    table[list(signs)] = True
    return table


_SIGNS, _FIRST, _LAST = map(_among, (b"0123456789.eE+-", b"0123456789-", b"0123456789"))


def shown(numbers: Floats) -> Shown:
    """How many numbers are shown. Raises `Odd` where one is infinite."""
    if not np.isfinite(numbers).all():
        raise Odd("number")
    size = np.abs(numbers)
    whole = np.floor(size)
    part = size - whole
    is_hard = (size >= _WHOLE_SAFE) | (size < SMALL)
    is_hard[numbers == 0] = np.signbit(numbers[numbers == 0])
    found = Shown(size.copy(), np.full(len(size), -1), np.zeros(len(size), dtype=bool), is_hard)
    has_part = (part > 0) & ~is_hard
    for cells, show in ((whole < LARGE, _show_small), (whole >= LARGE, _show_large)):
        at = np.flatnonzero(has_part & cells)
        if len(at):
            for column, values in zip(found, show(whole[at], part[at]), strict=True):
                column[at] = values
    return found._replace(value=np.copysign(found.value, numbers))


def _show_small(whole: Floats, part: Floats) -> Shown:
    """Up to six digits before the point: all digits, unless the ninth decimal is 0."""
    ninths = part * 1e9
    rounded = np.rint(ninths)
    is_cut = rounded % 10 != 0
    value = np.where(is_cut, whole + part, (whole * 1e8 + rounded / 10) / 1e8)
    is_hard = np.abs(ninths - np.floor(ninths) - 0.5) < CLOSE
    return Shown(value, np.full(len(whole), -1), is_cut, is_hard)


def _show_large(whole: Floats, part: Floats) -> Shown:
    """Seven digits or more before the point: fifteen in all. Those of which fen would be cut off are left to Python."""
    units = (part * _UNIT).astype("i8") * _NINTH
    ninths, rest = units >> _SHIFT, units & (1 << _SHIFT) - 1
    ninths += (rest > 1 << _SHIFT - 1) | ((rest == 1 << _SHIFT - 1) & (ninths & 1 == 1))
    digits = np.searchsorted(_TENS, whole.astype("i8"), side="right")
    left_out = np.clip(digits, _SEVEN, KEPT) - _SEVEN
    step = _TENS[left_out + 1] << _SHIFT
    kept, left = np.divmod(np.where(digits == _SEVEN, ninths << _SHIFT, units) + (step >> 1), step)
    over, decimals = np.divmod(kept * _TENS[left_out], _TENS[_DECIMALS])
    is_hard = (left == 0) | (whole >= NO_FEN)
    return Shown(whole + over, decimals, np.zeros(len(whole), dtype=bool), is_hard)
