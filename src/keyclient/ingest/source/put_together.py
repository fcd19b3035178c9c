"""The pieces of the sheets of a workbook, put together to grids."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

import pyarrow as pa

from keyclient.errors import InputError
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.refusals import BookTooSlow
from keyclient.ingest.child.job import Refused
from keyclient.ingest.pieces.columns import PieceColumn, settled
from keyclient.ingest.pieces.joining import joined
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Extent, Piece
from keyclient.ingest.pieces.sent import received
from keyclient.ingest.pieces.share import FIRST, STRINGS, Ends, Found, found_in
from keyclient.ingest.pieces.whole import Edges, together
from keyclient.ingest.scan.clock import Clock, OutOfTime
from keyclient.ingest.scan.edges import hidden_columns, merged_cells
from keyclient.ingest.scan.found import OutsideGrid
from keyclient.ingest.scan.look import complete
from keyclient.ingest.scan.package import check_parts
from keyclient.ingest.source.in_pieces import InPieces
from keyclient.ingest.source.pieced import Plan
from keyclient.ingest.source.reach import is_scattered
from keyclient.ingest.source.sandbox import too_slow
from keyclient.ingest.source.shown_dates import with_dates
from keyclient.ingest.source.sniff import PACKAGE_ERRORS
from keyclient.ingest.source.streams import SheetRead, reaching

LEFT_TO_OTHERS = (
    Odd, OutsideGrid, Refused, InputError, ParseError, pa.ArrowException, TypeError, *PACKAGE_ERRORS,
)  # fmt: skip
"""What is said of a workbook by the readers behind this one."""


def sheets_read(book: InPieces) -> list[SheetRead] | None:
    """The sheets of a workbook; None for one that is left to the other readers. Raises `BookTooSlow`."""
    plan, limits = book.plan, book.limits
    clock = Clock(limits.seconds, limits.wall_seconds)
    gathered = Gathered()
    try:
        clock.check()
        if check_parts(plan.path, {*plan.task.parts, plan.task.strings}, clock.check):
            raise Odd("texts")
        for found in _found(book, clock):
            gathered.add(found)
        clock.check()
        return gathered.sheets(plan)
    except BookTooSlow:
        raise
    except OutOfTime:
        raise too_slow(plan.path, limits) from None
    except LEFT_TO_OTHERS:
        return None
    finally:
        book.stop()


def _found(book: InPieces, clock: Clock) -> Iterator[Found]:
    task = book.plan.task
    if book.shares is None:
        numbers = itertools.count(STRINGS if task.strings else FIRST)
        yield from found_in(task, lambda: next(numbers), clock.check, verify=True)
        return
    for body in book.shares.bodies():
        yield body.sheet, body.number, received(body.bytes)


@dataclass(eq=False)
class Gathered:
    """What has come of a workbook so far."""

    table: pa.StringArray | None = None
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
        return [
            SheetRead(
                item.name,
                item.hidden and (plan.sheet is None or item.name in read),
                read.get(item.name),
                failed=False,
            )
            for item in plan.book.sheets
        ]

    def _grid(self, plan: Plan, number: int) -> Grid:
        item, ends, found = plan.wanted[number], self.ends.get(number), self.pieces.get(number, {})
        if item.part is None or ends is None or found.keys() != set(ends.pieces):
            raise Odd("missing")
        pieces = [found[at] for at in ends.pieces]
        edges = Edges(hidden_columns(ends.head), merged_cells(ends.tail))
        seen = together(
            [marks for piece in pieces for marks in piece.marks], edges, plan.shown, is_1904=plan.book.is_1904
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
        if is_scattered(marks):
            raise Odd("scattered")
        columns = reaching(_columns(pieces, extent, self.table), extent.first, marks)
        grid = Grid(item.name, columns, extent.first, marks)
        if marks.last_row is None or not grid.filled <= marks.last_row <= grid.height:
            raise Odd("count")
        return with_dates(grid)


def _columns(
    pieces: Sequence[Piece], extent: Extent, table: pa.StringArray | None
) -> tuple[pa.ChunkedArray, ...]:
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
    parts: Sequence[tuple[Piece, PieceColumn]], nothing: pa.Array, table: pa.StringArray | None
) -> pa.ChunkedArray:
    """A column from top to bottom, blank where pieces do not have it."""
    chunks, reached, height = [], 0, len(nothing)
    columns = settled([column for _, column in parts])
    for (piece, _), column in zip(parts, columns, strict=True):
        if piece.first > reached:
            chunks.append(nothing.slice(0, piece.first - reached))
        texts = _texts(column, table)
        if texts is None:
            texts = nothing.slice(0, piece.end - piece.first)
        chunks.append(texts.slice(0, max(height - piece.first, 0)))
        reached = piece.end
    chunks.append(nothing.slice(0, max(height - reached, 0)))
    return pa.chunked_array([chunk for chunk in chunks if len(chunk)], pa.string())


def _texts(column: PieceColumn, table: pa.StringArray | None) -> pa.Array | None:
    """The texts of a column of a piece; None where all of them are empty."""
    if column.shared is None:
        return column.texts
    if table is None:
        raise Odd("strings")
    return joined(table, column.shared, column.texts)
