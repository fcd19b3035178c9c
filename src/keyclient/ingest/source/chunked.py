"""The columns of a sheet from its pieces, one chunk a piece, blank where pieces do not have them."""

from collections.abc import Sequence

import pyarrow as pa

from keyclient.ingest.pieces.columns import PieceColumn, settled
from keyclient.ingest.pieces.piece import Extent, Piece


def chunked_columns(pieces: Sequence[Piece], extent: Extent) -> tuple[pa.ChunkedArray, ...]:
    """The columns of the extent, down to its bottom. Pieces come from top to bottom, without numbers of shared texts."""
    found: dict[int, list[tuple[Piece, PieceColumn]]] = {}
    for piece in pieces:
        for column in piece.columns:
            found.setdefault(column.column, []).append((piece, column))
    nothing = pa.nulls(extent.bottom, pa.string())
    blank = pa.chunked_array([nothing], pa.string())
    return tuple(
        _column(found[column], nothing) if column in found else blank
        for column in range(extent.first, extent.end)
    )


def _column(parts: Sequence[tuple[Piece, PieceColumn]], nothing: pa.Array) -> pa.ChunkedArray:
    chunks, reached, height = [], 0, len(nothing)
    columns = settled([column for _, column in parts])
    for (piece, _), column in zip(parts, columns, strict=True):
        if piece.first > reached:
            chunks.append(nothing.slice(0, piece.first - reached))
        texts = column.texts
        if texts is None:  # all of them are empty
            texts = nothing.slice(0, piece.end - piece.first)
        chunks.append(texts.slice(0, max(height - piece.first, 0)))
        reached = piece.end
    chunks.append(nothing.slice(0, max(height - reached, 0)))
    return _together([chunk for chunk in chunks if len(chunk)])


def _together(chunks: Sequence[pa.Array]) -> pa.ChunkedArray:
    """Chunks as one column; where some are dictionaries all are, and share one."""
    kinds = {chunk.type for chunk in chunks}
    if kinds <= {pa.string()}:
        return pa.chunked_array(chunks, pa.string())
    coded = [chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode() for chunk in chunks]
    return pa.chunked_array(coded).unify_dictionaries()
