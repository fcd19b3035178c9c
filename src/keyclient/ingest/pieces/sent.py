"""A piece on its way to the parent: one small Arrow stream, with what the columns do not show beside it as JSON."""

import json
import struct
from typing import IO, Any

import pyarrow as pa

from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.marks import PieceMarks
from keyclient.ingest.pieces.piece import Extent, Piece
from keyclient.ingest.pieces.share import Ends

_TEXTS, _SHARED = "t", "s"


def send(found: Piece | Ends | pa.StringArray, sink: IO[bytes]) -> None:
    """Write what was read."""
    match found:
        case Piece():
            _write(sink, *_arrays(found), _about(found))
        case Ends():
            texts = [_single(text) for text in (found.head, found.tail)]
            pieces = (found.pieces.start, found.pieces.stop)
            _write(sink, ["head", "tail"], texts, {"is": "ends", "pieces": pieces})
        case _:
            _write(sink, ["texts"], [found], {"is": "texts"})


def received(body: memoryview) -> Piece | Ends | pa.StringArray:
    """The same again; its columns lie in `body`. Raises what Arrow and JSON raise for what is none."""
    with pa.ipc.open_stream(pa.py_buffer(body)) as stream:
        batch = stream.read_next_batch()
        about = json.loads(stream.schema.metadata[b"about"])
    match about["is"]:
        case "texts":
            return batch.column(0)
        case "ends":
            head, tail = (column[0].as_py() for column in batch.columns)
            return Ends(head, tail, range(*about["pieces"]))
    return _piece(batch, about)


def _single(text: bytes) -> pa.Array:
    """An array of one element; `pa.array` would import pandas."""
    offsets = struct.pack("=ii", 0, len(text))
    return pa.Array.from_buffers(pa.binary(), 1, [None, pa.py_buffer(offsets), pa.py_buffer(text)])


def _arrays(piece: Piece) -> tuple[list[str], list[pa.Array]]:
    given = [
        (f"{letter}{column.column}", array)
        for column in piece.columns
        for letter, array in ((_TEXTS, column.texts), (_SHARED, column.shared))
        if array is not None
    ]
    return [name for name, _ in given], [array for _, array in given]


def _about(piece: Piece) -> dict[str, object]:
    return {
        "is": "piece",
        "first": piece.first,
        "end": piece.end,
        "extent": piece.extent,
        "more": {column.column: (column.is_cut, column.tiny) for column in piece.columns},
        "marks": [marks._asdict() for marks in piece.marks],
    }


def _write(sink: IO[bytes], names: list[str], arrays: list[pa.Array], about: dict[str, object]) -> None:
    fields = [pa.field(name, array.type) for name, array in zip(names, arrays, strict=True)]
    schema = pa.schema(fields, {"about": json.dumps(about)})
    with pa.ipc.new_stream(pa.PythonFile(sink, "w"), schema) as stream:
        stream.write_batch(pa.record_batch(arrays, schema=schema))


def _piece(batch: pa.RecordBatch, about: dict[str, Any]) -> Piece:
    arrays = dict(zip(batch.schema.names, batch.columns, strict=True))
    columns = [
        PieceColumn(
            int(column),
            arrays.get(f"{_TEXTS}{column}"),
            arrays.get(f"{_SHARED}{column}"),
            is_cut,
            [(row, text) for row, text in tiny],
        )
        for column, (is_cut, tiny) in about["more"].items()
    ]
    extent = None if about["extent"] is None else Extent(*about["extent"])
    return Piece(
        about["first"], about["end"], extent, columns, [PieceMarks(**marks) for marks in about["marks"]]
    )
