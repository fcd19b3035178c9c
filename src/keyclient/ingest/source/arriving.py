"""The pieces of the sheets of a workbook as they arrive: put into order, with the shared texts in their places."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import pyarrow as pa

from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.joining import joined
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Piece
from keyclient.ingest.pieces.share import FIRST, Ends, Found


class Arrived(NamedTuple):
    """Rows of a sheet that have been read."""

    sheet: int
    """Its place among the sheets that are read, from 0."""
    name: str
    first: int
    """Sheet row of the first of the rows, from 0."""
    height: int
    columns: Mapping[int, pa.Array]
    """Texts by sheet column, one a row, null where there is none; columns without any value in these rows are missing."""


OnArrival: TypeAlias = Callable[[Arrived], Mapping[int, pa.Array] | None]
"""What is done with rows as soon as they are there: called from top to bottom, sheet after sheet, in the thread of the caller.

It says what stands in the place of some columns from now on, of the same length, such as a dictionary; None: nothing. Rows
that came may come again from another reader, in the grid alone: this one may yet find that the workbook is none for it. A
column that has to be changed in the end (`settled`) has other texts in the grid, in other buffers.
"""


@dataclass(eq=False)
class Arriving:
    """What has come of a workbook so far."""

    names: Sequence[str]
    """Of the sheets that are read."""
    has_texts: bool
    """Whether a table of shared texts is to come."""
    on_arrival: OnArrival | None = None
    table: pa.StringArray | None = None
    pieces: dict[int, dict[int, Piece]] = field(default_factory=dict)
    """Those that are in their place, by sheet and number."""
    ends: dict[int, Ends] = field(default_factory=dict)
    _waiting: dict[int, tuple[int, Piece]] = field(default_factory=dict)
    """Those that came before others above them, or before the table."""
    _next: int = FIRST

    def add(self, found: Found) -> None:
        """Something that was read. Raises `Odd` where it came before, or where texts are named that there are not."""
        sheet, number, what = found
        match what:
            case Piece():
                if number < self._next or number in self._waiting:
                    raise Odd("twice")
                self._waiting[number] = sheet, what
            case Ends():
                self.ends[sheet] = what
            case _:
                self.table = what
        while (self.table is not None or not self.has_texts) and self._next in self._waiting:
            self._place(*self._waiting.pop(self._next))

    def of_sheet(self, sheet: int) -> list[Piece]:
        """All pieces of a sheet from top to bottom. Raises `Odd` where something is missing."""
        ends, found = self.ends.get(sheet), self.pieces.get(sheet, {})
        if ends is None or found.keys() != set(ends.pieces) or not 0 <= sheet < len(self.names):
            raise Odd("missing")
        return [found[at] for at in ends.pieces]

    def _place(self, sheet: int, piece: Piece) -> None:
        piece = piece._replace(columns=[self._with_texts(column) for column in piece.columns])
        self.pieces.setdefault(sheet, {})[self._next] = self._changed(sheet, piece)
        self._next += 1

    def _with_texts(self, column: PieceColumn) -> PieceColumn:
        if column.shared is None:
            return column
        if self.table is None:
            raise Odd("strings")
        return column._replace(texts=joined(self.table, column.shared, column.texts), shared=None)

    def _changed(self, sheet: int, piece: Piece) -> Piece:
        """A piece with what the listener puts in the place of its columns."""
        if self.on_arrival is None or not 0 <= sheet < len(self.names):
            return piece
        columns = {column.column: column.texts for column in piece.columns if column.texts is not None}
        height = piece.end - piece.first
        others = self.on_arrival(Arrived(sheet, self.names[sheet], piece.first, height, columns)) or {}
        return piece._replace(
            columns=[
                column._replace(texts=others.get(column.column, column.texts)) for column in piece.columns
            ]
        )
