"""What a piece of a sheet holds: the cells with their places and attributes, where their values stand, and the rows."""

from typing import NamedTuple

import numpy as np

from keyclient.ingest.pieces import kinds as k
from keyclient.ingest.pieces.addresses import RowNumbers, addresses_in, check_rows, columns_at
from keyclient.ingest.pieces.attributes import Spelt, check_closed, spelt
from keyclient.ingest.pieces.contents import check_inline, contents_of
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.row_tags import RowTags, rows_of
from keyclient.ingest.pieces.shapes import Shape, shape_of
from keyclient.ingest.pieces.spaces import without_prefix, without_spaces
from keyclient.ingest.pieces.spellings import Codes
from keyclient.ingest.pieces.tags import Loose, tags_of
from keyclient.ingest.pieces.windows import BEHIND, Flags, Numbers, Places, Windows, windows_of
from keyclient.model.excel import COLUMNS, ROWS


class Tokens(NamedTuple):
    """The cells of a piece, row by row and in a row by column, and its rows."""

    data: bytes
    """The piece, in its shortest spelling, and `BEHIND`."""
    row: Numbers
    """Sheet row of each cell, from 0."""
    column: Numbers
    """From 0."""
    shape: Codes
    """Which of `shapes`."""
    shapes: tuple[Shape, ...]
    start: Numbers
    """Where the value begins in `data`."""
    length: Numbers
    """Its bytes; -1 for a cell without a value."""
    formula: Flags
    """Whether the cell has a formula."""
    rows: RowTags


def tokens_of(piece: bytes, prefix: bytes) -> Tokens:
    """The tokens of a piece of whole rows, of which the tags begin with a prefix: `x:`, mostly none.

    Raises `Odd` for whatever is not written as sheets are, and `OutsideGrid` for a value outside the sheet. Texts are
    left as they are: entities, and bytes that are no UTF-8, are seen by those who read them.
    """
    plain = without_prefix(piece, prefix)
    if b"<" not in plain and not plain.strip(b" \t\r\n"):
        return _nothing(plain)
    try:
        return _tokens(windows_of(plain))
    except Loose:
        return _again(without_spaces(plain))


def _nothing(piece: bytes) -> Tokens:
    """The tokens of no rows."""
    none, flags = np.zeros(0, dtype="i4"), np.zeros(0, dtype=bool)
    rows = RowTags(none, flags, np.zeros(0, dtype="i1"))
    return Tokens(piece + BEHIND, none, none, np.zeros(0, dtype="i2"), (), none, none, flags, rows)


def _again(piece: bytes) -> Tokens:
    try:
        return _tokens(windows_of(piece))
    except Loose as error:
        raise Odd("between tags") from error


def _tokens(piece: Windows) -> Tokens:
    tags = tags_of(piece)
    cells = np.flatnonzero(tags.kinds == k.CELL)
    numbers, row_tags = rows_of(piece, tags)
    first = np.searchsorted(cells, tags.rows)
    counts = np.diff(first, append=len(cells))
    follower = cells + 1
    kinds = tags.kinds.take(follower)
    starts, ends = tags.at.take(cells), tags.at.take(follower)
    column, codes, spellings = _cells(piece, starts, ends, numbers, counts)
    check_closed(codes, spellings, (kinds == k.CELL) | (kinds == k.ROW_END))
    _check_order(column, first, counts)
    shapes = tuple(shape_of(each.attributes) for each in spellings)
    start, length, formula = contents_of(tags, follower, kinds)
    check_inline(kinds, codes, shapes, length)
    row = np.repeat(row_tags.number, counts)
    tokens = Tokens(piece.data, row, column, codes, shapes, start, length, formula, row_tags)
    _check_grid(tokens)
    return tokens


def _cells(
    piece: Windows, start: Places, end: Places, rows: RowNumbers, counts: Places
) -> tuple[Numbers, Codes, list[Spelt]]:
    """The columns of cells, and their spellings. `counts`: cells in each row."""
    start += len("<c")
    end -= 1
    at = addresses_in(piece, start, end)
    columns, digits = columns_at(piece, at)
    behind = check_rows(piece, digits, rows, counts)
    codes, spellings = spelt(piece, start, at, behind, end)
    return columns, codes, spellings


def _check_order(column: Numbers, first: Places, counts: Places) -> None:
    """Raises `Odd` unless the cells of each row are ordered by column, each once."""
    is_back = column[1:] <= column[:-1]
    begins = first[(first > 0) & (counts > 0)]
    is_back[begins - 1] = False
    if is_back.any():
        raise Odd("order of cells")


def _check_grid(tokens: Tokens) -> None:
    """Raises `OutsideGrid` for a value outside the sheet, and `Odd` for a cell without one or an empty row."""
    rows = tokens.rows.number
    if rows[-1] < ROWS and (not len(tokens.column) or tokens.column.max() < COLUMNS):
        return
    if ((tokens.row >= ROWS) | (tokens.column >= COLUMNS))[tokens.length >= 0].any():
        from keyclient.ingest.scan.found import OutsideGrid

        raise OutsideGrid
    raise Odd("outside the sheet")
