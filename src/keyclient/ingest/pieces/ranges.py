"""Stretches of bytes as an Arrow array of texts, without a loop over them."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from keyclient.ingest.pieces.odd import Odd

Numbers = npt.NDArray[np.int32]
_INLINE = 12
"""Bytes of a text that stands in its view itself."""
_VIEW = 16
"""Bytes of a view: its length, and then the text, or four bytes of it, a buffer and a place there."""
_FEW = 20_000
_MANY_BYTES = 1 << 20
_ASCII = np.uint64(0x8080808080808080)


def strings_at(data: bytes, start: Numbers, length: Numbers) -> pa.StringArray:
    """The texts that stand in `data` from `start` on, of some bytes each; null for a length below 0.

    `data` has some 16 bytes behind the last text. Raises `Odd` where the bytes are no UTF-8.
    """
    texts = _viewed(data, start, length)
    _check_texts(texts)
    return texts


def _viewed(data: bytes, start: Numbers, length: Numbers) -> pa.StringArray:
    count, is_text = len(start), length >= 0
    views = np.zeros((count, 4), dtype="<i4")
    windows = np.ndarray((len(data) - _VIEW + 1,), dtype="V16", buffer=data, strides=(1,))
    views.view("V16")[:, 0] = windows[start]
    views[:, 1:] = views[:, :3]
    views[:, 0] = length
    far = np.flatnonzero(length > _INLINE)
    views[far, 2] = 0
    views[far, 3] = start[far]
    nothing = None
    if not is_text.all():
        views[~is_text, 0] = 0
        nothing = pa.py_buffer(np.packbits(is_text, bitorder="little"))
    array = pa.Array.from_buffers(pa.string_view(), count, [nothing, pa.py_buffer(views), pa.py_buffer(data)])
    return array.cast(pa.string())


def _check_texts(texts: pa.StringArray) -> None:
    values = texts.buffers()[2]
    if values is None or not len(values):
        return
    every = np.frombuffer(values, dtype="u1")
    if every.max() < 128:
        return
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid as error:
        raise Odd("no UTF-8") from error
