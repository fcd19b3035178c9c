"""The pieces of the sheets of a workbook as they arrive: put into order, with the shared texts in their places, and dates packed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from keyclient.ingest.base.packed import packed
from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.joining import MOST_BYTES, bytes_of, joined
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Piece
from keyclient.ingest.pieces.share import FIRST, Ends, Found


@dataclass(eq=False)
class Arriving:
    """What has come of a workbook so far."""

    names: Sequence[str]
    """Of the sheets that are read."""
    has_texts: bool
    """Whether a table of shared texts is to come."""
    packs: bool = False
    """Whether the columns of dates are packed: in a large book."""
    room: int = MOST_BYTES
    """Bytes that the texts of cells may still take: each cell that names a shared text gets a copy."""
    table: pa.StringArray | None = None
    pieces: dict[int, dict[int, Piece]] = field(default_factory=dict)
    """Those that are in their place, by sheet and number."""
    ends: dict[int, Ends] = field(default_factory=dict)
    _waiting: dict[int, tuple[int, Piece]] = field(default_factory=dict)
    """Those that came before others above them, or before the table."""
    _next: int = FIRST

    def add(self, found: Found) -> None:
        """Something that was read.

        Raises `Odd` where it came before, where texts are named that there are not, and where they take more than there is room.
        """
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
        columns = [self._with_texts(column) for column in piece.columns]
        columns = [_packed(column) for column in columns] if self.packs else columns
        self.pieces.setdefault(sheet, {})[self._next] = piece._replace(columns=columns)
        self._next += 1

    def _with_texts(self, column: PieceColumn) -> PieceColumn:
        if column.shared is None:
            return column
        if self.table is None:
            raise Odd("strings")
        texts = joined(self.table, column.shared, column.texts, self.room)
        self.room -= bytes_of(texts)
        return column._replace(texts=texts, shared=None)


def _packed(column: PieceColumn) -> PieceColumn:
    """The column with its dates packed, unless its texts may yet have to change (`settled`)."""
    if column.texts is None or column.tiny:
        return column
    return column._replace(texts=packed(column.texts))
