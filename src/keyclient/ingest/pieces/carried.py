"""Arrow arrays on their way from one process to another: the bytes that they use, one behind the other."""

import json
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

import pyarrow as pa

from keyclient.ingest.pieces.odd import Odd

TEXTS, NUMBERS, BYTES = "texts", "numbers", "bytes"
_TYPES = {TEXTS: pa.string(), NUMBERS: pa.int32(), BYTES: pa.binary()}
"""What arrays hold."""
_WIDTH = 4
"""Bytes of a number, and of the place where a text ends."""
_ALIGNED = 64
"""Bytes between the places where buffers begin, as Arrow likes it."""
_LENGTH = struct.Struct("<Q")
"""How long the JSON before the arrays is."""


def write_arrays(
    sink: IO[bytes], about: Mapping[str, object], arrays: Sequence[tuple[str, pa.Array]]
) -> None:
    """Write arrays, each with what it holds, and something JSON can hold about them."""
    given = [(what, len(array), _buffers(array)) for what, array in arrays]
    sizes = [
        (what, length, [None if buffer is None else len(buffer) for buffer in buffers])
        for what, length, buffers in given
    ]
    text = json.dumps([about, sizes]).encode()
    text = text.ljust(_room(_LENGTH.size + len(text)) - _LENGTH.size)
    sink.write(_LENGTH.pack(len(text)) + text)
    for _, _, buffers in given:
        for buffer in buffers:
            if buffer is not None:
                sink.write(buffer)
                sink.write(bytes(_room(len(buffer)) - len(buffer)))


def read_arrays(body: memoryview) -> tuple[dict[str, Any], Iterator[pa.Array]]:
    """What was written. Each array has memory of its own: `body` may go once they are taken.

    Raises `Odd` for a body that is too short, and `ValueError`, `LookupError`, `TypeError` or `struct.error` for what is none.
    """
    end = _LENGTH.size + int(_LENGTH.unpack_from(body)[0])
    about, sizes = json.loads(bytes(body[_LENGTH.size : end]))
    return about, _copied(body, end, sizes)


def _copied(
    body: memoryview, at: int, arrays: Sequence[tuple[str, int, list[int | None]]]
) -> Iterator[pa.Array]:
    for what, length, sizes in arrays:
        rooms = [_room(size or 0) for size in sizes]
        whole = sum(rooms)
        if at + whole > len(body):
            raise Odd("answer")
        held = pa.allocate_buffer(whole)
        memoryview(held).cast("B")[:] = body[at : at + whole]
        buffers, begin = [], 0
        for size, room in zip(sizes, rooms, strict=True):
            buffers.append(None if size is None else held.slice(begin, size))
            begin += room
        at += whole
        yield pa.Array.from_buffers(_TYPES[what], length, buffers)


def _buffers(array: pa.Array) -> list[memoryview | None]:
    """The buffers, as far as they are used; no bits of what is null where nothing is."""
    if array.offset:
        array = pa.concat_arrays([array.slice(0, 0), array])
    valid, numbers, *letters = [memoryview(b"" if buffer is None else buffer) for buffer in array.buffers()]
    bits = valid[: -(-len(array) // 8)] if array.null_count else None
    if not letters:
        return [bits, numbers[: _WIDTH * len(array)]]
    ends = numbers[: _WIDTH * (len(array) + 1)] if len(array) else memoryview(bytes(_WIDTH))
    return [bits, ends, letters[0][: int.from_bytes(ends[-_WIDTH:], sys.byteorder)]]


def _room(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
