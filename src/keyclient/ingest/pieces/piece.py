"""One piece of a sheet, read: columns of texts or of numbers of shared texts, and what they do not show."""

from typing import TYPE_CHECKING, NamedTuple

from keyclient.ingest.pieces.columns import columns_of, counts
from keyclient.ingest.pieces.marks import marks_of
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.tokens import tokens_of

if TYPE_CHECKING:
    from keyclient.ingest.pieces.columns import PieceColumn
    from keyclient.ingest.pieces.marks import PieceMarks
    from keyclient.ingest.pieces.styles import Look
    from keyclient.ingest.pieces.tokens import Tokens

SPARSE, SPARE = 16, 200_000
"""Places of an area for each cell in it, and places whatever the cells: an area with more is scattered."""


class Extent(NamedTuple):
    """The columns with a value, from the first to the one behind the last, and the row behind the last; all from 0."""

    first: int
    end: int
    bottom: int


class Piece(NamedTuple):
    """What was read; rows from `first` to the one before `end`, both counted from 0 in the sheet."""

    first: int
    end: int
    extent: Extent | None
    """None without any value."""
    columns: "list[PieceColumn]"
    marks: "list[PieceMarks]"
    """From top to bottom."""


def read_piece(piece: bytes, prefix: bytes, look: "Look", styles: frozenset[int]) -> Piece:
    """Read whole rows. Raises `Odd`, also for rows with cells so far apart that columns would be mostly blank."""
    tokens = tokens_of(piece, prefix)
    numbers = tokens.rows.number
    first, end = (int(numbers[0]), int(numbers[-1]) + 1) if len(numbers) else (0, 0)
    extent = _extent(tokens)
    marks = [marks_of(tokens, piece, prefix, styles)]
    if extent is None:
        return Piece(first, end, None, [], marks)
    _refuse_scattered(extent, end - first, len(tokens.row))
    return Piece(first, end, extent, columns_of(tokens, first, end, look), marks)


def _extent(tokens: "Tokens") -> Extent | None:
    filled = counts(tokens)
    if not filled.any():
        return None
    columns = tokens.column[filled]
    return Extent(int(columns.min()), int(columns.max()) + 1, int(tokens.row[filled].max()) + 1)


def _refuse_scattered(extent: Extent, rows: int, cells: int) -> None:
    if (extent.end - extent.first) * rows > max(cells * SPARSE, SPARE):
        raise Odd("scattered")
