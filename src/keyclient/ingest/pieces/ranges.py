"""Stretches of bytes as an Arrow array of texts, without a loop over them."""

import numpy as np
import pyarrow as pa

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import Bytes, Numbers

_INLINE = 12
"""Bytes of a text that stands in its view itself: behind four of its length, in sixteen altogether."""
_VIEW, _LENGTH = 16, 4
FEW = 1 << 17
"""So many bytes are put together one by one, which spares the import of what Arrow computes with."""
_ASCII = 128


def strings_at(data: bytes, start: Numbers, length: Numbers) -> pa.StringArray:
    """The texts that stand in `data` from `start` on, of some bytes each; null for a length below 0.

    Behind the last of them `data` has 16 bytes more. Raises `Odd` where the bytes are no UTF-8, and `ValueError` for what
    is not inside.
    """
    if not len(start):
        return pa.array([], type=pa.string())
    is_text, nothing = length >= 0, None
    if not is_text.all():
        nothing = pa.py_buffer(np.packbits(is_text, bitorder="little"))
        start, length = np.where(is_text, start, np.int32(_LENGTH)), np.maximum(length, np.int32(0))
    if int(start.min()) < 0 or int(np.add(start, length, dtype="i8").max()) > len(data) - _VIEW:
        raise ValueError("a text outside the data")
    if int(length.sum(dtype="i8")) <= FEW:
        texts = _gathered(data, start, length, nothing)
    elif int(start.min()) < _LENGTH:
        texts = _viewed(bytes(_LENGTH) + data, start + np.int32(_LENGTH), length, nothing)
    else:
        texts = _viewed(data, start, length, nothing)
    _check(texts)
    return texts


def _gathered(data: bytes, start: Numbers, length: Numbers, nothing: pa.Buffer | None) -> pa.StringArray:
    """The same byte by byte."""
    ends = np.zeros(len(start) + 1, dtype="i4")
    np.cumsum(length, out=ends[1:])
    places = np.repeat(start - ends[:-1], length)
    places += np.arange(len(places), dtype="i4")
    values: Bytes = np.frombuffer(data, dtype="u1").take(places)
    return pa.StringArray.from_buffers(len(start), pa.py_buffer(ends), pa.py_buffer(values), nothing)


def _viewed(data: bytes, start: Numbers, length: Numbers, nothing: pa.Buffer | None) -> pa.StringArray:
    """The same by views, which Arrow follows: what stands before a short text gives way to its length."""
    windows = np.ndarray((len(data) - _VIEW + 1,), dtype="V16", buffer=data, strides=(1,))
    views = windows[start - _LENGTH].view("<i4").reshape(-1, 4)
    views[:, 0] = length
    far = np.flatnonzero(length > _INLINE)
    if len(far):
        views[far, 2] = 0
        views[far, 3] = start.take(far)
    buffers = [nothing, pa.py_buffer(views), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.string_view(), len(start), buffers).cast(pa.string())


def _check(texts: pa.StringArray) -> None:
    values = texts.buffers()[2]
    if values is None or not values.size or np.frombuffer(values, dtype="u1").max() < _ASCII:
        return
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid as error:
        raise Odd("no UTF-8") from error
