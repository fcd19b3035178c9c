"""What stands in the buffers of Arrow arrays, without Arrow's functions: their import takes longer than a small book."""

import numpy as np
import pyarrow as pa

from keyclient.ingest.pieces.windows import Bytes, Flags, Numbers


def ends_of(texts: pa.StringArray) -> Numbers:
    """Where each text ends in the values, and before all of them where the first begins."""
    return np.frombuffer(texts.buffers()[1], dtype="i4")[texts.offset : texts.offset + len(texts) + 1]


def valid_in(array: pa.Array) -> Flags:
    """Which entries are not null."""
    bitmap = array.buffers()[0]
    if bitmap is None:
        return np.ones(len(array), dtype=bool)
    bits = np.unpackbits(
        np.frombuffer(bitmap, dtype="u1"), count=array.offset + len(array), bitorder="little"
    )
    return bits[array.offset :].view(bool)


def numbers_in(array: pa.Int32Array) -> Numbers:
    """The numbers; any for a null."""
    return np.frombuffer(array.buffers()[1], dtype="i4")[array.offset : array.offset + len(array)]


def string_array(ends: Numbers, values: Bytes | bytearray, valid: Flags) -> pa.StringArray:
    """Texts from where they end, with a 0 before, their bytes one behind the other, and which are not null."""
    nothing = None if valid.all() else pa.py_buffer(np.packbits(valid, bitorder="little"))
    return pa.StringArray.from_buffers(len(valid), pa.py_buffer(ends), pa.py_buffer(values), nothing)
