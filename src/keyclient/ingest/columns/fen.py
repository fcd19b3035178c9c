"""Fen of plain numbers, exactly and a whole column at a time: floats where they are sure, else whole numbers."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

EXACT_FEN = 2.0**37
"""Up to here a floating-point product is accurate to half of `FEN_NOISE`."""
FEN_NOISE = 1e-4
"""A smaller part of a fen is floating-point noise rather than rounding to report."""
MOST_FEN = 2**62
"""Amounts of so many fen and more are refused: two of them could not be added."""
_DIGITS = r"^-?[0-9]{1,18}$"
_AT_ONCE = 1 << 15
"""Numbers that are computed with together: so many stay near the processor."""
_MOST_DIGITS = 18
"""So many digits are a whole number of 64 bits, whatever they are."""


class Fen(NamedTuple):
    """The fen of a column of plain numbers: those of other cells are 0 and not known."""

    values: Ints
    known: Flags
    rounded: int
    """Cells with parts of a fen (more than `FEN_NOISE`), rounded half to even."""


def fen_of(texts: pa.ChunkedArray | pa.Array, floats: Floats, plain: Flags, scale: Decimal) -> Fen:
    """The fen of the plain cells; `floats` are their numbers, `scale` the fen in one of them.

    Known are the amounts of up to 18 digits below `MOST_FEN`, where the scale has few digits (a unit or a rate).
    """
    values, sure = _by_floats(floats, plain, float(scale))
    at = np.flatnonzero(plain & ~sure)
    if not len(at):
        return Fen(values, sure, 0)
    chosen = texts if len(at) == len(plain) else texts.take(pa.array(at))
    whole, known, rounded = _by_integers(chosen, scale)
    values[at], sure[at] = whole, known
    return Fen(values, sure, rounded)


def fen_of_numbers(texts: pa.StringArray, scale: Decimal) -> Fen:
    """The fen of texts that are all plain numbers (`-?[0-9]+(\\.[0-9]*)?`)."""
    floats = numbers_of(texts, None)
    return fen_of(texts, floats, np.isfinite(floats), scale)


def numbers_of(texts: pa.StringArray, unit: Decimal | None) -> Floats:
    """Texts that are all plain numbers as the nearest floats, times a unit that is a power of ten."""
    if unit is not None:
        texts = pc.binary_join_element_wise(texts, f"e{unit.adjusted()}", "")
    return np.array(pc.cast(texts, pa.float64()), dtype=np.float64)


def _by_floats(floats: Floats, plain: Flags, scale: float) -> tuple[Ints, Flags]:
    """Amounts whose float is beyond doubt a whole number of fen."""
    values, sure = np.empty(len(floats), np.int64), np.empty(len(floats), bool)
    for start in range(0, len(floats), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        is_small = plain[some] & (np.abs(floats[some]) < EXACT_FEN / scale)
        products = np.where(is_small, floats[some], 0.0) * scale
        fen = np.rint(products)
        sure[some] = is_small & (np.abs(products - fen) <= FEN_NOISE / 2)
        values[some] = np.where(sure[some], fen, 0.0)
    return values, sure


def _by_integers(texts: pa.ChunkedArray | pa.Array, scale: Decimal) -> tuple[Ints, Flags, int]:
    """Texts of plain numbers as mantissa and decimals, one group of equally many decimals at a time."""
    mantissas, decimals, readable = _mantissas(texts)
    values, known = np.zeros(len(mantissas), np.int64), np.zeros(len(mantissas), bool)
    rounded = 0
    for count in np.unique(decimals[readable]).tolist():
        at = np.flatnonzero(readable & (decimals == count))
        ratio = Fraction(scale) / 10**count
        fits = np.abs(mantissas[at]) < _most(ratio)
        at = at[fits]
        values[at], parts = _product(mantissas[at], ratio)
        known[at] = True
        rounded += parts
    return values, known, rounded


def _mantissas(texts: pa.ChunkedArray | pa.Array) -> tuple[Ints, Ints, Flags]:
    """All digits of each number as one whole number, how many are decimals, and whether a cell is so written."""
    array = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    point = np.asarray(pc.find_substring(array, "."), dtype=np.int64)
    length = np.asarray(pc.binary_length(array), dtype=np.int64)
    decimals = np.where(point < 0, 0, length - point - 1)
    digits = pc.replace_substring(array, ".", "", max_replacements=1)
    short = np.asarray(pc.binary_length(digits), dtype=np.int64) <= _MOST_DIGITS
    if short.all():
        try:
            return np.asarray(pc.cast(digits, pa.int64())), decimals, short
        except pa.ArrowInvalid:
            pass
    written = pc.match_substring_regex(digits, _DIGITS)
    numbers = pc.cast(pc.if_else(written, digits, "0"), pa.int64())
    return np.asarray(numbers), decimals, np.asarray(written)


def _most(ratio: Fraction) -> int:
    """Mantissas below it can be multiplied within 64 bits, and the amount is below `MOST_FEN`."""
    most = (MOST_FEN - 1) // ratio.numerator
    return most if ratio.denominator < MOST_FEN else 0


def _product(mantissas: Ints, ratio: Fraction) -> tuple[Ints, int]:
    """Each mantissa times the ratio, rounded half to even, and how many lost more than noise."""
    products = mantissas * ratio.numerator
    if ratio.denominator == 1:
        return products, 0
    whole, rest = np.divmod(products, ratio.denominator)
    twice = rest * 2
    is_up = (twice > ratio.denominator) | ((twice == ratio.denominator) & (whole % 2 == 1))
    lost = np.where(is_up, ratio.denominator - rest, rest)
    return whole + is_up, int((lost > int(Fraction(FEN_NOISE) * ratio.denominator)).sum())
