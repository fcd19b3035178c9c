"""What a piece of a sheet holds: the cells with their places and attributes, where their values stand, and the rows."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces import tags as t
from keyclient.ingest.pieces.addresses import RowNumbers, addresses_in, check_rows, columns_at, row_numbers
from keyclient.ingest.pieces.attributes import Spelt, spelt
from keyclient.ingest.pieces.nesting import check_nesting
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.shapes import Kind, Shape, row_shape, shape_of
from keyclient.ingest.pieces.spaces import without_prefix, without_spaces
from keyclient.ingest.pieces.spellings import Codes
from keyclient.ingest.pieces.tags import NotTight, Tags, tags_of
from keyclient.ingest.pieces.windows import Flags, Places, Windows, windows_of
from keyclient.model.excel import COLUMNS, ROWS

Numbers = npt.NDArray[np.int32]


class RowTags(NamedTuple):
    """The rows of a piece, one entry a `<row>`, with cells or without."""

    number: Numbers
    """Sheet rows, from 0, ascending."""
    hidden: Flags
    level: npt.NDArray[np.int8]
    """How deep in the outline each is."""


class Tokens(NamedTuple):
    """The cells of a piece, row by row and in a row by column, and its rows."""

    data: bytes
    """The piece, in its shortest spelling, and `SPARE` zero bytes."""
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
    try:
        return _tokens(windows_of(plain))
    except NotTight:
        return _again(without_spaces(plain))


def _again(piece: bytes) -> Tokens:
    try:
        return _tokens(windows_of(piece))
    except NotTight as error:
        raise Odd("between tags") from error


def _tokens(piece: Windows) -> Tokens:
    tags = tags_of(piece)
    rows, cells = (np.flatnonzero(tags.kinds == kind) for kind in (t.ROW, t.CELL))
    numbers, row_tags = _rows(piece, tags, rows)
    first = np.searchsorted(cells, rows)
    counts = np.diff(first, append=len(cells))
    column, codes, spellings = _cells(piece, tags, cells, numbers, counts)
    check_nesting(tags.kinds[:-1])
    _check_order(column, first, counts)
    shapes = tuple(shape_of(each.attributes) for each in spellings)
    start, length, formula = _values(tags, cells)
    _check_inline(tags, cells, codes, shapes, length)
    tokens = Tokens(
        piece.data,
        np.repeat(row_tags.number, counts),
        column,
        codes,
        shapes,
        start,
        length,
        formula,
        row_tags,
    )
    _check_grid(tokens)
    return tokens


def _rows(piece: Windows, tags: Tags, rows: Places) -> tuple[RowNumbers, RowTags]:
    start, end = tags.at[rows] + len("<row"), tags.at[rows + 1] - 1
    at = addresses_in(piece, start, end)
    numbers = row_numbers(piece, at)
    codes, spellings = spelt(piece, start, at, numbers.behind, end)
    _close(tags, rows, codes, spellings, t.ROW_EMPTY)
    shapes = [row_shape(each.attributes) for each in spellings]
    hidden = np.array([each.is_hidden for each in shapes], dtype=bool)
    level = np.array([each.level for each in shapes], dtype="i1")
    return numbers, RowTags(numbers.numbers - np.int32(1), hidden[codes], level[codes])


def _cells(
    piece: Windows, tags: Tags, cells: Places, rows: RowNumbers, counts: Places
) -> tuple[Numbers, Codes, list[Spelt]]:
    """The columns of cells, and their spellings."""
    start, end = tags.at[cells] + len("<c"), tags.at[cells + 1] - 1
    at = addresses_in(piece, start, end)
    columns, digits = columns_at(piece, at)
    behind = check_rows(piece, digits, rows, counts)
    codes, spellings = spelt(piece, start, at, behind, end)
    _close(tags, cells, codes, spellings, t.CELL_EMPTY)
    return columns, codes, spellings


def _close(tags: Tags, which: Places, codes: Codes, spellings: list[Spelt], kind: int) -> None:
    """Tell which rows or cells end themselves."""
    closed = np.array([each.is_closed for each in spellings], dtype=bool)
    if closed.any():
        tags.kinds[which[closed[codes]]] = kind


def _check_order(column: Numbers, first: Places, counts: Places) -> None:
    """Raises `Odd` unless the cells of each row are ordered by column, each once."""
    is_back = column[1:] <= column[:-1]
    begins = first[(first > 0) & (counts > 0)]
    is_back[begins - 1] = False
    if is_back.any():
        raise Odd("order of cells")


def _values(tags: Tags, cells: Places) -> tuple[Numbers, Numbers, Flags]:
    """Where the values of cells begin, how long they are, and which cells have a formula."""
    at, kinds = tags
    value = cells + 1
    found = kinds.take(value)
    is_own = kinds.take(cells) == t.CELL
    formula = ((found == t.FORMULA) | (found == t.FORMULA_EMPTY)) & is_own
    value[found == t.FORMULA] += 2
    value[(found == t.FORMULA_EMPTY) | (found == t.INLINE)] += 1
    found = kinds.take(value)
    before = _BEFORE_VALUE.take(found)
    start = at.take(value) + before
    length = at[1:].take(value) - start
    length[found == t.VALUE_EMPTY] = 0
    length[found == t.TEXT_EMPTY] = 0
    length[(before == 0) | ~is_own] = -1
    return start.astype("i4"), length.astype("i4"), formula


_BEFORE_VALUE = np.zeros(32, dtype="i8")
_BEFORE_VALUE[[t.VALUE, t.TEXT, t.VALUE_EMPTY, t.TEXT_EMPTY]] = len("<v>")
_BEFORE_VALUE[t.TEXT_KEPT] = t.KEPT_LENGTH


def _check_inline(
    tags: Tags, cells: Places, codes: Codes, shapes: tuple[Shape, ...], length: Numbers
) -> None:
    """Raises `Odd` for a text in a cell of another kind, and another value in a cell that says it has a text."""
    is_text = np.array([shape.kind == Kind.INLINE for shape in shapes], dtype=bool)
    has_text = (tags.kinds == t.INLINE).any()
    if not has_text and not is_text.any():
        return
    if not ((tags.kinds.take(cells + 1) == t.INLINE) == (is_text[codes] & (length >= 0))).all():
        raise Odd("inline text")


def _check_grid(tokens: Tokens) -> None:
    """Raises `OutsideGrid` for a value outside the sheet, and `Odd` for a cell without one or an empty row."""
    rows = tokens.rows.number
    if rows[-1] < ROWS and (not len(tokens.column) or tokens.column.max() < COLUMNS):
        return
    if ((tokens.row >= ROWS) | (tokens.column >= COLUMNS))[tokens.length >= 0].any():
        from keyclient.ingest.scan.found import OutsideGrid

        raise OutsideGrid
    raise Odd("outside the sheet")
