"""A piece on its way to the parent: some JSON, then the buffers of its columns, one behind the other."""

import json
import struct
import sys
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa

from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.marks import PieceMarks
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Extent, Piece
from keyclient.ingest.pieces.share import Ends

_TEXTS, _SHARED, _BYTES = "texts", "shared", "bytes"
_TYPES = {_TEXTS: pa.string(), _SHARED: pa.int32(), _BYTES: pa.binary()}
"""What the arrays hold: texts, numbers of shared texts, and other bytes."""
_ALIGNED = 64
"""Bytes between the places where buffers begin, as Arrow likes it."""
_WIDTH = 4
"""Bytes of a number, and of the place where a text ends."""
_LENGTH = struct.Struct("<Q")
"""How long the JSON is."""


def send(found: Piece | Ends | pa.StringArray, sink: IO[bytes]) -> None:
    """Write what was read."""
    match found:
        case Piece():
            _write(sink, _arrays(found), _about(found))
        case Ends():
            texts = [(_BYTES, _single(text)) for text in (found.head, found.tail)]
            _write(sink, texts, {"is": "ends", "pieces": (found.pieces.start, found.pieces.stop)})
        case _:
            _write(sink, [(_TEXTS, found)], {"is": "texts"})


def received(body: memoryview) -> Piece | Ends | pa.StringArray:
    """The same again; each column has memory of its own, and `body` may go.

    Raises `Odd` for a body that is too short, and `ValueError`, `LookupError`, `TypeError` or `struct.error` for what is none.
    """
    about, arrays = _read(body)
    match about["is"]:
        case "texts":
            return next(arrays)
        case "ends":
            head, tail = (array[0].as_py() for array in arrays)
            return Ends(head, tail, range(*about["pieces"]))
    return _piece(about, arrays)


def _single(text: bytes) -> pa.Array:
    """An array of one element; `pa.array` would import pandas."""
    offsets = struct.pack("=ii", 0, len(text))
    return pa.Array.from_buffers(pa.binary(), 1, [None, pa.py_buffer(offsets), pa.py_buffer(text)])


def _arrays(piece: Piece) -> list[tuple[str, pa.Array]]:
    return [
        (what, array)
        for column in piece.columns
        for what, array in ((_TEXTS, column.texts), (_SHARED, column.shared))
        if array is not None
    ]


def _about(piece: Piece) -> dict[str, object]:
    return {
        "is": "piece",
        "first": piece.first,
        "end": piece.end,
        "extent": piece.extent,
        "columns": [
            (column.column, column.texts is not None, column.shared is not None, column.is_cut, column.tiny)
            for column in piece.columns
        ],
        "marks": [marks._asdict() for marks in piece.marks],
    }


def _piece(about: dict[str, Any], arrays: Iterator[pa.Array]) -> Piece:
    columns = [
        PieceColumn(
            number,
            next(arrays) if has_texts else None,
            next(arrays) if has_shared else None,
            is_cut,
            [(row, text) for row, text in tiny],
        )
        for number, has_texts, has_shared, is_cut, tiny in about["columns"]
    ]
    extent = None if about["extent"] is None else Extent(*about["extent"])
    marks = [PieceMarks(**marks) for marks in about["marks"]]
    return Piece(about["first"], about["end"], extent, columns, marks)


def _write(sink: IO[bytes], arrays: list[tuple[str, pa.Array]], about: dict[str, object]) -> None:
    given = [(what, len(array), _buffers(array)) for what, array in arrays]
    about["arrays"] = [
        (what, length, [None if buffer is None else len(buffer) for buffer in buffers])
        for what, length, buffers in given
    ]
    text = json.dumps(about).encode()
    text = text.ljust(_room(_LENGTH.size + len(text)) - _LENGTH.size)
    sink.write(_LENGTH.pack(len(text)) + text)
    for _, _, buffers in given:
        for buffer in buffers:
            if buffer is not None:
                sink.write(buffer)
                sink.write(bytes(_room(len(buffer)) - len(buffer)))


def _buffers(array: pa.Array) -> list[memoryview | None]:
    """The buffers, as far as they are used."""
    if array.offset:
        array = pa.concat_arrays([array.slice(0, 0), array])
    valid, numbers, *letters = [memoryview(b"" if buffer is None else buffer) for buffer in array.buffers()]
    bits = valid[: -(-len(array) // 8)] if array.null_count else None
    if not letters:
        return [bits, numbers[: _WIDTH * len(array)]]
    ends = numbers[: _WIDTH * (len(array) + 1)] if len(array) else memoryview(bytes(_WIDTH))
    return [bits, ends, letters[0][: int.from_bytes(ends[-_WIDTH:], sys.byteorder)]]


def _read(body: memoryview) -> tuple[dict[str, Any], Iterator[pa.Array]]:
    end = _LENGTH.size + int(_LENGTH.unpack_from(body)[0])
    about = json.loads(bytes(body[_LENGTH.size : end]))
    return about, _filled(body, end, about["arrays"])


def _filled(body: memoryview, at: int, arrays: list[tuple[str, int, list[int | None]]]) -> Iterator[pa.Array]:
    """The arrays, each of which is copied at once."""
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


def _room(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
