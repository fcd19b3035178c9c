"""A piece on its way to the parent: one small Arrow stream, with what the columns do not show beside it as JSON."""

import json
from typing import IO

import pyarrow as pa

from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.marks import PieceMarks
from keyclient.ingest.pieces.piece import Extent, Piece

_TEXTS, _SHARED = "t", "s"


def send(piece: Piece, sink: IO[bytes]) -> None:
    """Write a piece."""
    names, arrays = [], []
    for column in piece.columns:
        for letter, array in ((_TEXTS, column.texts), (_SHARED, column.shared)):
            if array is not None:
                names.append(f"{letter}{column.column}")
                arrays.append(array)
    about = {
        "first": piece.first,
        "end": piece.end,
        "extent": piece.extent,
        "marks": piece.marks._asdict(),
    }
    fields = [pa.field(name, array.type) for name, array in zip(names, arrays, strict=True)]
    schema = pa.schema(fields, {"piece": json.dumps(about)})
    with pa.ipc.new_stream(pa.PythonFile(sink, "w"), schema) as stream:
        stream.write_batch(pa.record_batch(arrays, schema=schema))


def received(body: memoryview) -> Piece:
    """The piece again; its columns lie in `body`. Raises what Arrow and JSON raise for what is none."""
    with pa.ipc.open_stream(pa.py_buffer(body)) as stream:
        batch = stream.read_next_batch()
        about = json.loads(stream.schema.metadata[b"piece"])
    found: dict[int, dict[str, pa.Array]] = {}
    for name, array in zip(batch.schema.names, batch.columns, strict=True):
        found.setdefault(int(name[1:]), {})[name[0]] = array
    extent = None if about["extent"] is None else Extent(*about["extent"])
    columns = [
        PieceColumn(column, arrays.get(_TEXTS), arrays.get(_SHARED)) for column, arrays in found.items()
    ]
    return Piece(about["first"], about["end"], extent, columns, PieceMarks(**about["marks"]))
