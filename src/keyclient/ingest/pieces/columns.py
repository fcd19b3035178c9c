"""The columns of a piece: texts as today's readers give them, and the numbers of shared texts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from keyclient.ingest.pieces.cells import Read, read_cells
from keyclient.ingest.pieces.digits import whole_numbers
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.ranges import strings_at
from keyclient.ingest.pieces.shapes import Kind
from keyclient.ingest.pieces.values import NONE
from keyclient.ingest.pieces.windows import Flags, Numbers, Places, Whole

if TYPE_CHECKING:
    from keyclient.ingest.pieces.styles import Look
    from keyclient.ingest.pieces.tokens import Tokens


class PieceColumn(NamedTuple):
    """A column of a piece, with a place for every row from its first to its last."""

    column: int
    """Sheet column, from 0."""
    texts: pa.StringArray | None
    """None if all of its texts are shared ones."""
    shared: pa.Int32Array | None
    """Numbers of shared texts; None if it has none. Where there is one, `texts` is null."""
    is_cut: bool = False
    """Whether the native reader cuts one of its numbers to nine decimals."""
    tiny: Sequence[tuple[int, str]] = ()
    """Places of numbers that it gives as 0, and all of their digits."""


def columns_of(tokens: "Tokens", first_row: int, end_row: int, look: "Look") -> list[PieceColumn]:
    """The columns that have a value in the piece, in order.

    Raises `Odd` for what is not covered. Takes memory for every row of every column, however few cells they have.
    """
    read = read_cells(tokens, look)
    area = _area(tokens, first_row, end_row)
    start = _laid_out(area, read.values.start, 0)
    length = _laid_out(area, np.where(read.is_shared, NONE, read.values.length), NONE)
    shared = _laid_out(area, _shared(tokens, read), NONE) if read.is_shared.any() else None
    data, cut, tiny = read.values.data, set(tokens.column[read.cut].tolist()), _tiny(tokens, read, first_row)
    return [
        PieceColumn(
            column,
            strings_at(data, start[at], length[at]) if shared is None or (length[at] >= 0).any() else None,
            None if shared is None else _numbers(shared[at]),
            column in cut,
            tiny.get(column, ()),
        )
        for at, column in enumerate(area.columns.tolist())
    ]


class _Area(NamedTuple):
    """Cells with a value, and their places in a table of one row a column."""

    columns: Whole
    height: int
    cells: Places
    places: Whole


def _area(tokens: "Tokens", first_row: int, end_row: int) -> _Area:
    cells = np.flatnonzero(tokens.length >= 0)
    columns = tokens.column[cells]
    used = np.flatnonzero(np.bincount(columns)) if len(cells) else cells
    rank = np.zeros(used[-1] + 1 if len(used) else 0, dtype="i8")
    rank[used] = np.arange(len(used))
    height = end_row - first_row
    return _Area(used, height, cells, rank[columns] * height + (tokens.row[cells] - first_row))


def _laid_out(area: _Area, numbers: Numbers, blank: int) -> Numbers:
    """Numbers of all cells as such a table."""
    table = np.full((len(area.columns), area.height), blank, dtype="i4")
    table.reshape(-1)[area.places] = numbers[area.cells]
    return table


def _shared(tokens: "Tokens", read: Read) -> Numbers:
    """For every cell the number of its shared text, or none. Raises `Odd` for other than one to eight digits."""
    which = np.flatnonzero(read.is_shared & (tokens.length > 0))
    numbers, are_numbers = whole_numbers(tokens.data, tokens.start[which], tokens.length[which])
    if not are_numbers.all():
        raise Odd("number of a shared text")
    found = np.full(len(tokens.length), NONE, dtype="i4")
    found[which] = numbers
    return found


def _numbers(numbers: Numbers) -> pa.Int32Array | None:
    is_one = numbers >= 0
    if not is_one.any():
        return None
    nothing = None if is_one.all() else pa.py_buffer(np.packbits(is_one, bitorder="little"))
    return pa.Array.from_buffers(pa.int32(), len(numbers), [nothing, pa.py_buffer(numbers)])


def _tiny(tokens: "Tokens", read: Read, first_row: int) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for cell, exact in read.tiny.items():
        found.setdefault(int(tokens.column[cell]), []).append((int(tokens.row[cell]) - first_row, exact))
    return found


def counts(tokens: "Tokens") -> Flags:
    """The cells that count to the extent of a sheet for the native reader: texts count even if they are empty."""
    texts = [shape.kind in (Kind.STRING, Kind.INLINE, Kind.DAY) for shape in tokens.shapes]
    is_text = np.array(texts, dtype=bool)[tokens.shape] if texts else np.zeros(0, dtype=bool)
    found: Flags = (tokens.length > 0) | ((tokens.length == 0) & is_text)
    return found


def settled(pieces: Sequence[PieceColumn]) -> list[PieceColumn]:
    """One column in all of its pieces, with the digits that today's reader gives it.

    Numbers like 5.55E-17 it gives as 0, but in full where the column has a number of nine decimals anywhere.
    """
    if not any(piece.is_cut for piece in pieces):
        return list(pieces)
    return [piece if not piece.tiny else _with_tiny(piece) for piece in pieces]


def _with_tiny(piece: PieceColumn) -> PieceColumn:
    texts = [] if piece.texts is None else piece.texts.to_pylist()
    for row, exact in piece.tiny:
        texts[row] = exact
    return piece._replace(texts=pa.array(texts, pa.string()), tiny=())
