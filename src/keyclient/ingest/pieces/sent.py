"""A piece on its way to the parent: its columns, and what they do not show."""

import struct
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa

from keyclient.ingest.pieces.carried import BYTES, NUMBERS, TEXTS, read_arrays, write_arrays
from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.marks import PieceMarks
from keyclient.ingest.pieces.piece import Extent, Piece
from keyclient.ingest.pieces.share import Ends


def send(found: Piece | Ends | pa.StringArray, sink: IO[bytes]) -> None:
    """Write what was read."""
    match found:
        case Piece():
            write_arrays(sink, _about(found), _arrays(found))
        case Ends():
            texts = [(BYTES, _single(text)) for text in (found.head, found.tail)]
            pieces = (found.pieces.start, found.pieces.stop)
            write_arrays(sink, {"is": "ends", "pieces": pieces}, texts)
        case _:
            write_arrays(sink, {"is": "texts"}, [(TEXTS, found)])


def received(body: memoryview) -> Piece | Ends | pa.StringArray:
    """The same again, with memory of its own. Raises as `read_arrays`."""
    about, arrays = read_arrays(body)
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
        for what, array in ((TEXTS, column.texts), (NUMBERS, column.shared))
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
