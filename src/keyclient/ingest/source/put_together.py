"""The pieces of the sheets of a workbook, put together to grids."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import pyarrow as pa

from keyclient.ingest.base.grid import Grid, Marks
from keyclient.ingest.pieces.columns import PieceColumn, settled
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Extent, Piece
from keyclient.ingest.pieces.share import Ends, Found
from keyclient.ingest.pieces.shared import Table
from keyclient.ingest.pieces.whole import Edges, together
from keyclient.ingest.scan.edges import hidden_columns, merged_cells
from keyclient.ingest.scan.look import complete
from keyclient.ingest.source.pieced import Plan
from keyclient.ingest.source.shown_dates import with_dates
from keyclient.ingest.source.streams import SheetRead, reaching


@dataclass(eq=False)
class Gathered:
    """What has come of a workbook so far."""

    table: Table | None = None
    pieces: dict[int, dict[int, Piece]] = field(default_factory=dict)
    """By sheet and number."""
    ends: dict[int, Ends] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        """Something that was read. Raises `Odd` where it came before."""
        sheet, number, what = found
        match what:
            case Piece():
                if self.pieces.setdefault(sheet, {}).setdefault(number, what) is not what:
                    raise Odd("twice")
            case Ends():
                self.ends[sheet] = what
            case _:
                self.table = what

    def sheets(self, plan: Plan) -> list[SheetRead]:
        """All sheets of the workbook in its order. Raises `Odd` where something is missing or pieces do not fit."""
        read = {item.name: self._grid(plan, number) for number, item in enumerate(plan.wanted)}
        is_asked = len(read) == 1 and plan.sheet is not None
        return [
            SheetRead(
                item.name, item.hidden and (not is_asked or item.name in read), read.get(item.name), failed=False
            )
            for item in plan.book.sheets
        ]

    def _grid(self, plan: Plan, number: int) -> Grid:
        item, ends = plan.wanted[number], self.ends.get(number)
        pieces = [piece for _, piece in sorted(self.pieces.get(number, {}).items())]
        if ends is None or item.part is None:
            raise Odd("ends")
        edges = Edges(hidden_columns(ends.head), merged_cells(ends.tail))
        seen = together(
            [piece.marks for piece in pieces], edges, plan.shown, is_1904=plan.book.is_1904
        )
        marks = complete(plan.path, item.part, seen.marks, seen.formulas)
        extents = [piece.extent for piece in pieces if piece.extent is not None]
        if not extents:
            return Grid(item.name, (), 0, marks)
        extent = Extent(
            min(extent.first for extent in extents),
            max(extent.end for extent in extents),
            max(extent.bottom for extent in extents),
        )
        _refuse_scattered(extent, marks)
        columns = reaching(_columns(pieces, extent, self.table), extent.first, marks)
        return with_dates(Grid(item.name, columns, extent.first, marks))


def _columns(pieces: Sequence[Piece], extent: Extent, table: Table | None) -> tuple[pa.ChunkedArray, ...]:
    found: dict[int, list[tuple[Piece, PieceColumn]]] = {}
    for piece in pieces:
        for column in piece.columns:
            found.setdefault(column.column, []).append((piece, column))
    nothing = pa.nulls(extent.bottom, pa.string())
    blank = pa.chunked_array([nothing], pa.string())
    return tuple(
        _column(found[column], nothing, table) if column in found else blank
        for column in range(extent.first, extent.end)
    )


def _column(
    parts: Sequence[tuple[Piece, PieceColumn]], nothing: pa.Array, table: Table | None
) -> pa.ChunkedArray:
    """A column from top to bottom, blank where pieces do not have it."""
    chunks, reached, height = [], 0, len(nothing)
    columns = settled([column for _, column in parts])
    for (piece, _), column in zip(parts, columns, strict=True):
        if piece.first > reached:
            chunks.append(nothing.slice(0, piece.first - reached))
        chunks.append(_texts(column, table).slice(0, max(height - piece.first, 0)))
        reached = piece.end
    chunks.append(nothing.slice(0, max(height - reached, 0)))
    return pa.chunked_array([chunk for chunk in chunks if len(chunk)], pa.string())


def _texts(column: PieceColumn, table: Table | None) -> pa.Array:
    if column.shared is None:
        return column.texts
    if table is None:
        raise Odd("strings")
    return taken(table, column.shared, column.texts)


def _refuse_scattered(extent: Extent, marks: Marks) -> None:
    area = (extent.end - extent.first) * extent.bottom
    if area > SCATTERED.area and marks.cells * SCATTERED.filled < area:
        raise Odd("scattered")
