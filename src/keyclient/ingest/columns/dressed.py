"""Amounts with thousands separators, brackets, ¥ or a unit, where a column is full of them: as plain numbers."""

from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.unit_words import FACTORS

FEW = 500
"""Fewer odd cells are read one by one."""
UNITS = ("亿元", "亿", "万元", "万", "千元", "元")
"""What may follow a number here, longer ones first."""
_NUMBER = r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]*)?"
_UNIT = f"(?:{'|'.join(UNITS)})?"
_SIGN = "[¥￥]"
REGULAR = f"^(?:(?:-?{_SIGN}?|{_SIGN}-){_NUMBER}{_UNIT}|\\({_SIGN}?{_NUMBER}{_UNIT}\\))$"
"""Amounts that can be made plain by leaving bytes out (RE2)."""


def _kept_bytes() -> npt.NDArray[np.uint8]:
    """What becomes of each byte: digits, points and minus stay, a bracket is a minus, others are left out (0)."""
    table = np.zeros(256, np.uint8)
    for byte in b"0123456789.-":
        table[byte] = byte
    table[ord("(")] = ord("-")
    return table


_KEPT = _kept_bytes()


class Dressed(NamedTuple):
    """The dressed amounts of a column, each as a plain number."""

    at: npt.NDArray[np.int64]
    """Places of the cells in the texts that were asked about."""
    texts: pa.StringArray
    money: npt.NDArray[np.bool_]
    """Which have a sign of the yuan or a unit."""
    unit: npt.NDArray[np.int8]
    """The place in `UNITS`, -1 without."""


def undressed(texts: pa.ChunkedArray) -> Dressed | None:
    """The regular ones among odd cells (no nulls); None where they are few and quickly read one by one."""
    if len(texts) < FEW:
        return None
    regular = np.asarray(pc.match_substring_regex(texts, REGULAR), dtype=bool)
    if np.count_nonzero(regular) < FEW:
        return None
    at = np.flatnonzero(regular)
    cells = texts.take(pa.array(at)).combine_chunks()
    unit = _units(cells)
    signed = np.asarray(pc.match_substring(cells, "¥")) | np.asarray(pc.match_substring(cells, "￥"))
    return Dressed(at, _plain(cells), signed | (unit >= 0), unit)


def factor_of(unit: int) -> Decimal:
    """Yuan in one of a unit of `UNITS`."""
    word = UNITS[unit]
    return FACTORS[word if word in FACTORS else f"{word}元"]


def _units(cells: pa.StringArray) -> npt.NDArray[np.int8]:
    bare = pc.ascii_rtrim(cells, ")")
    unit = np.full(len(cells), -1, np.int8)
    for place, word in reversed(list(enumerate(UNITS))):
        unit[np.asarray(pc.ends_with(bare, word))] = place
    return unit


def _plain(cells: pa.StringArray) -> pa.StringArray:
    """The cells without all bytes that are not of a plain number."""
    offsets = np.frombuffer(cells.buffers()[1], np.int32, len(cells) + 1, cells.offset * 4)
    data = np.frombuffer(cells.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
    mapped = _KEPT[data]
    kept = np.zeros(len(data) + 1, np.int32)
    np.cumsum(mapped != 0, out=kept[1:])
    places = kept[offsets - offsets[0]]
    return pa.StringArray.from_buffers(len(cells), pa.py_buffer(places), pa.py_buffer(mapped[mapped != 0]))
