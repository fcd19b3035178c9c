"""Neighbouring pieces of a sheet as one: whoever computes with columns is slower the more parts they have."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pyarrow as pa

from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Extent, Piece


def stacked(pieces: Sequence[Piece]) -> Piece:
    """Pieces that follow each other, at least one, as one; rows between them are blank. Raises `Odd` where they overlap."""
    used = [piece for piece in pieces if piece.end > piece.first] or list(pieces[:1])
    if len(used) == 1 and len(pieces) == 1:
        return pieces[0]
    if any(above.end > below.first for above, below in pairwise(used)):
        raise Odd("rows")
    found: dict[int, dict[int, PieceColumn]] = {}
    for at, piece in enumerate(used):
        for column in piece.columns:
            found.setdefault(column.column, {})[at] = column
    return Piece(
        used[0].first,
        used[-1].end,
        whole_extent([piece.extent for piece in used]),
        [_column(used, column, parts) for column, parts in sorted(found.items())],
        [marks for piece in pieces for marks in piece.marks],
    )


def whole_extent(extents: Sequence[Extent | None]) -> Extent | None:
    """The extent of several pieces."""
    known = [extent for extent in extents if extent is not None]
    if not known:
        return None
    return Extent(
        min(extent.first for extent in known),
        max(extent.end for extent in known),
        max(extent.bottom for extent in known),
    )


def _column(pieces: Sequence[Piece], column: int, parts: dict[int, PieceColumn]) -> PieceColumn:
    tiny = [
        (row + pieces[at].first - pieces[0].first, text)
        for at, part in parts.items()
        for row, text in part.tiny
    ]
    return PieceColumn(
        column,
        _stacked(pieces, parts, lambda part: part.texts, pa.string()),
        _stacked(pieces, parts, lambda part: part.shared, pa.int32()),
        any(part.is_cut for part in parts.values()),
        tiny,
    )


def _stacked(
    pieces: Sequence[Piece],
    parts: dict[int, PieceColumn],
    of: "Callable[[PieceColumn], pa.Array | None]",
    kind: pa.DataType,
) -> pa.Array | None:
    if all(of(part) is None for part in parts.values()):
        return None
    chunks, reached = [], pieces[0].first
    for at, piece in enumerate(pieces):
        array = of(parts[at]) if at in parts else None
        blank = piece.first - reached if array is not None else piece.end - reached
        if blank:
            chunks.append(pa.nulls(blank, kind))
        if array is not None:
            chunks.append(array)
        reached = piece.end
    return pa.concat_arrays(chunks)
