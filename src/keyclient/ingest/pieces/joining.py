"""Shared texts in the place of their numbers."""

import numpy as np
import pyarrow as pa

from keyclient.ingest.pieces.buffers import ends_of, numbers_in, string_array, valid_in
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import Flags, Numbers, Places

FEW = 20_000
"""Up to so many rows, and texts in the table, Arrow's functions are not imported for this."""
FEW_BYTES = 1 << 24
"""Nor up to so many bytes: each of them takes eight meanwhile."""
MOST_BYTES = (1 << 31) - 1
"""Of all texts of a column."""


def joined(
    table: pa.StringArray, shared: pa.Int32Array, texts: pa.StringArray | None = None, room: int = MOST_BYTES
) -> pa.StringArray:
    """The texts of the numbers; where `shared` is null those of `texts`, if given.

    Raises `Odd` for a number that no text has, and for texts that take more bytes than `room`, before they take them.
    """
    numbers, known = numbers_in(shared), valid_in(shared)
    sought = numbers if known.all() else numbers[known]
    if len(sought) and (sought.min() < 0 or sought.max() >= len(table)):
        raise Odd("shared text")
    ends = ends_of(table)
    size = int((ends[sought + 1] - ends[sought]).sum(dtype="i8")) + (0 if texts is None else bytes_of(texts))
    if size > min(room, MOST_BYTES):
        raise Odd("long texts")
    if len(shared) <= FEW and len(table) <= FEW and size <= FEW_BYTES:
        return _gathered(table, numbers, known, texts)
    import pyarrow.compute as pc

    found = table.take(shared)
    return found if texts is None or texts.null_count == len(texts) else pc.coalesce(found, texts)


def bytes_of(texts: pa.StringArray) -> int:
    """The bytes of all texts."""
    ends = ends_of(texts)
    return int(ends[-1]) - int(ends[0]) if len(texts) else 0


def _gathered(
    table: pa.StringArray, numbers: Numbers, known: Flags, texts: pa.StringArray | None
) -> pa.StringArray:
    """The same without Arrow's functions, whose import takes longer than all of a small book."""
    start, length, values = np.zeros(len(numbers), "i8"), np.full(len(numbers), -1, "i8"), b""
    if texts is not None:
        start[:], length[:], values = _stretches(texts, 0)
    if known.any():
        starts, lengths, more = _stretches(table, len(values))
        sought = numbers[known]
        start[known], length[known], values = starts[sought], lengths[sought], values + more
    is_text = length >= 0
    ends = np.zeros(len(numbers) + 1, dtype="i4")
    np.cumsum(np.maximum(length, 0), out=ends[1:])
    places = np.repeat((start - ends[:-1]).astype("i4"), np.maximum(length, 0))
    places += np.arange(len(places), dtype="i4")
    return string_array(ends, np.frombuffer(values, dtype="u1")[places], is_text)


def _stretches(texts: pa.StringArray, first: int) -> tuple[Places, Places, bytes]:
    """Where each text begins in the values, which begin at `first`, and its bytes, -1 for null; and the values."""
    ends, values = ends_of(texts).astype("i8"), texts.buffers()[2]
    lengths = np.where(valid_in(texts), ends[1:] - ends[:-1], -1)
    return ends[:-1] + first, lengths, b"" if values is None else values.to_pybytes()
