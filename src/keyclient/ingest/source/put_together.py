"""The pieces of the sheets of a workbook, put together to grids."""

import itertools
from collections.abc import Generator
from contextlib import closing
from xml.etree.ElementTree import ParseError

import pyarrow as pa

from keyclient.errors import InputError
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.refusals import BookTooHeavy, BookTooSlow
from keyclient.ingest.child.job import Refused
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.share import FIRST, STRINGS, Found, found_in
from keyclient.ingest.pieces.stacked import whole_extent
from keyclient.ingest.pieces.whole import Edges, together
from keyclient.ingest.scan.clock import Clock, OutOfTime
from keyclient.ingest.scan.edges import hidden_columns, merged_cells
from keyclient.ingest.scan.found import OutsideGrid
from keyclient.ingest.scan.look import complete
from keyclient.ingest.scan.package import check_parts
from keyclient.ingest.source.arriving import Arriving
from keyclient.ingest.source.chunked import chunked_columns
from keyclient.ingest.source.in_pieces import InPieces
from keyclient.ingest.source.pieced import Plan
from keyclient.ingest.source.reach import is_scattered
from keyclient.ingest.source.sandbox import too_slow
from keyclient.ingest.source.shown_dates import with_dates
from keyclient.ingest.source.sniff import PACKAGE_ERRORS
from keyclient.ingest.source.streams import SheetRead, reaching

LEFT_TO_OTHERS = (
    Odd, OutsideGrid, Refused, InputError, ParseError, pa.ArrowException, TypeError, MemoryError, *PACKAGE_ERRORS,
)  # fmt: skip
"""What is said of a workbook by the readers behind this one, which have a process with a limit of its own."""


def sheets_read(book: InPieces) -> list[SheetRead] | None:
    """The sheets of a workbook; None for one that is left to the other readers.

    Raises `BookTooSlow`, and `BookTooHeavy` where no reader may have more.
    """
    clock = Clock(book.limits.seconds, book.limits.wall_seconds)
    try:
        return read_strictly(book, clock)
    except (BookTooSlow, BookTooHeavy):
        raise
    except OutOfTime:
        raise too_slow(book.plan.path, book.limits) from None
    except LEFT_TO_OTHERS:
        return None
    finally:
        book.stop()


def read_strictly(book: InPieces, clock: Clock) -> list[SheetRead]:
    """The sheets. Raises `LEFT_TO_OTHERS` for a workbook that is not read in pieces, and `OutOfTime`."""
    plan = book.plan
    names = [item.name for item in plan.wanted]
    room = book.limits.memory_mb << 20
    arriving = Arriving(names, bool(plan.task.strings), packs=book.shares is not None, room=room)
    clock.check()
    if check_parts(plan.path, {*plan.task.parts, plan.task.strings}, clock.check):
        raise Odd("texts")
    with closing(_found(book, clock)) as every:
        for found in every:
            arriving.add(found)
    clock.check()
    return _sheets(plan, arriving)


def _found(book: InPieces, clock: Clock) -> Generator[Found]:
    if book.shares is not None:
        yield from book.shares.found()
        return
    task = book.plan.task
    numbers = itertools.count(STRINGS if task.strings else FIRST)
    yield from found_in(task, lambda: next(numbers), clock.check, verify=True)


def _sheets(plan: Plan, arriving: Arriving) -> list[SheetRead]:
    """All sheets of the workbook in its order. Raises `Odd` where something is missing or pieces do not fit."""
    read = {item.name: _grid(plan, number, arriving) for number, item in enumerate(plan.wanted)}
    return [
        SheetRead(
            item.name,
            item.hidden and (plan.sheet is None or item.name in read),
            read.get(item.name),
            failed=False,
        )
        for item in plan.book.sheets
    ]


def _grid(plan: Plan, number: int, arriving: Arriving) -> Grid:
    item, pieces, ends = plan.wanted[number], arriving.of_sheet(number), arriving.ends[number]
    if item.part is None:
        raise Odd("missing")
    edges = Edges(hidden_columns(ends.head), merged_cells(ends.tail))
    seen = together(
        [marks for piece in pieces for marks in piece.marks], edges, plan.shown, is_1904=plan.book.is_1904
    )
    marks = complete(plan.path, item.part, seen.marks, seen.formulas)
    extent = whole_extent([piece.extent for piece in pieces])
    if is_scattered(marks):
        raise Odd("scattered")
    grid = Grid(item.name, (), 0, marks)
    if extent is not None:
        columns = reaching(chunked_columns(pieces, extent), extent.first, marks)
        grid = Grid(item.name, columns, extent.first, marks)
    if marks.last_row is None or not grid.filled <= marks.last_row <= grid.height:
        raise Odd("count")
    return with_dates(grid)
