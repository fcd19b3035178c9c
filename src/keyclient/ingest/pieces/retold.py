"""Cells of numbers in a piece: those that are not spelt as they are read get the text that the native reader gives."""

from typing import TYPE_CHECKING

import numpy as np

from keyclient.ingest.pieces.digit_rows import fixed
from keyclient.ingest.pieces.digits import spelt
from keyclient.ingest.pieces.numbers import Shown, number_in, numbers_in, shown, told
from keyclient.ingest.pieces.ranges import strings_at
from keyclient.ingest.pieces.values import Values
from keyclient.ingest.pieces.windows import Floats, Places

if TYPE_CHECKING:
    import pyarrow as pa

FEW = 64
"""Up to so many numbers are written one by one, without Arrow's functions."""


def settle_numbers(values: Values, cells: Places) -> tuple[Places, dict[int, str]]:
    """Give numbers the texts that are read. Answers which are cut, and all digits of those that are given as 0.

    Raises `Odd` for what is no number. None of the cells may be empty.
    """
    found = spelt(values.xml, values.start[cells], values.length[cells])
    others = cells[~found.as_read]
    numbers = values_in(values, others)
    cut = [cells[found.with_nine]]
    if len(others) > FEW:
        showing = shown(numbers)
        _write(values, others, showing)
        cut.append(others[showing.is_cut & ~showing.is_hard])
        others, numbers = others[showing.is_hard], numbers[showing.is_hard]
    cut_each, tiny = _write_each(values, others, numbers)
    return np.concatenate([*cut, cut_each]), tiny


def values_in(values: Values, cells: Places) -> Floats:
    """The values of numbers. Raises `Odd` for what is none."""
    start, length = values.start[cells], values.length[cells]
    if len(cells) > FEW:
        return numbers_in(strings_at(values.xml, start, length))
    places = zip(start.tolist(), length.tolist(), strict=True)
    return np.array([number_in(values.xml[at : at + size]) for at, size in places], dtype="f8")


def _write_each(values: Values, cells: Places, numbers: Floats) -> tuple[Places, dict[int, str]]:
    each = [told(number) for number in numbers.tolist()]
    if each:
        values.put_texts(cells, [one.text for one in each])
    tiny = {cell: one.exact for cell, one in zip(cells.tolist(), each, strict=True) if one.exact is not None}
    return cells[np.array([one.is_cut for one in each], dtype=bool)], tiny


def _write(values: Values, cells: Places, showing: Shown) -> None:
    """Give cells numbers as texts, but for those left to Python."""
    value, decimals, _, is_hard = showing
    is_whole = (value == np.floor(value)) & (decimals <= 0)
    for which, kind in ((is_whole, "i8"), (~is_whole & (decimals < 0), "f8")):
        at = np.flatnonzero(which & ~is_hard)
        if len(at):
            _write_shortest(values, cells[at], value[at].astype(kind))
    is_fixed = np.flatnonzero((decimals > 0) & ~is_hard)
    if len(is_fixed):
        shown = value[is_fixed]
        values.put(cells[is_fixed], *fixed(np.abs(shown).astype("i8"), decimals[is_fixed], shown < 0))


def _write_shortest(values: Values, cells: Places, numbers: "Floats | Places") -> None:
    import pyarrow as pa

    texts = _arrow(numbers).cast(pa.string())
    _, offsets, held = texts.buffers()
    ends = np.frombuffer(offsets, dtype="i4")[: len(texts) + 1]
    values.put(cells, held.to_pybytes()[: ends[-1]], ends[:-1], np.diff(ends))


def _arrow(numbers: "Floats | Places") -> "pa.Array":
    import pyarrow as pa

    kind = pa.int64() if numbers.dtype == np.dtype("i8") else pa.float64()
    return pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(numbers)])
