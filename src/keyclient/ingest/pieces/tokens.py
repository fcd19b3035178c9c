"""What a piece of a sheet holds: the cells with their places and attributes, where their values stand, and the rows."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces import kinds as k
from keyclient.ingest.pieces.addresses import RowNumbers, addresses_in, check_rows, columns_at, row_numbers
from keyclient.ingest.pieces.attributes import Spelt, spelt
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.shapes import Kind, Shape, row_shape, shape_of
from keyclient.ingest.pieces.spaces import without_prefix, without_spaces
from keyclient.ingest.pieces.spellings import Codes
from keyclient.ingest.pieces.tags import Loose, Tags, tags_of
from keyclient.ingest.pieces.windows import BEHIND, Flags, Numbers, Places, Windows, windows_of
from keyclient.model.excel import COLUMNS, ROWS


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
    rows, cells = (np.flatnonzero(tags.kinds == kind) for kind in (k.ROW, k.CELL))
    numbers, row_tags = _rows(piece, tags, rows)
    first = np.searchsorted(cells, rows)
    counts = np.diff(first, append=len(cells))
    column, codes, spellings = _cells(piece, tags, cells, numbers, counts)
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
    start, end = tags.at.take(rows) + len("<row"), tags.at.take(rows + 1) - 1
    at = addresses_in(piece, start, end)
    numbers = row_numbers(piece, at)
    codes, spellings = spelt(piece, start, at, numbers.behind, end)
    _check_closed(tags, rows, codes, spellings, (k.ROW, k.UNKNOWN))
    shapes = [row_shape(each.attributes) for each in spellings]
    hidden = np.array([each.is_hidden for each in shapes], dtype=bool)
    level = np.array([each.level for each in shapes], dtype="i1")
    return numbers, RowTags(numbers.numbers - np.int32(1), hidden[codes], level[codes])


def _cells(
    piece: Windows, tags: Tags, cells: Places, rows: RowNumbers, counts: Places
) -> tuple[Numbers, Codes, list[Spelt]]:
    """The columns of cells, and their spellings."""
    start, end = tags.at.take(cells) + len("<c"), tags.at.take(cells + 1) - 1
    at = addresses_in(piece, start, end)
    columns, digits = columns_at(piece, at)
    behind = check_rows(piece, digits, rows, counts)
    codes, spellings = spelt(piece, start, at, behind, end)
    _check_closed(tags, cells, codes, spellings, (k.CELL, k.ROW_END))
    return columns, codes, spellings


def _check_closed(
    tags: Tags, which: Places, codes: Codes, spellings: list[Spelt], following: tuple[int, ...]
) -> None:
    """Raises `Odd` unless those rows or cells end themselves behind which these tags follow, and no others."""
    is_closed = np.array([each.is_closed for each in spellings], dtype=bool)
    follower = tags.kinds.take(which + 1)
    is_empty = (follower == following[0]) | (follower == following[1])
    if not (is_closed.take(codes) == is_empty).all():
        raise Odd("nesting")


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
    formula = (found == k.FORMULA) | (found == k.FORMULA_EMPTY)
    is_inline = found == k.INLINE
    if formula.any() or is_inline.any():
        value += _STEPS.take(found)
        found = kinds.take(value)
    before = _BEFORE_VALUE.take(found)
    start = at.take(value)
    start += before
    length = at[1:].take(value, mode="clip")
    length -= start
    length[before == 0] = -1
    is_empty = (found == k.VALUE_EMPTY) | (found == k.TEXT_EMPTY)
    if is_empty.any():
        length[is_empty] = 0
    return start.astype("i4"), length.astype("i4"), formula


_STEPS = np.zeros(32, dtype="i8")
"""Tags between a cell and its value."""
_STEPS[[k.FORMULA, k.FORMULA_EMPTY, k.INLINE]] = 2, 1, 1
_BEFORE_VALUE = np.zeros(32, dtype="i8")
_BEFORE_VALUE[[k.VALUE, k.TEXT, k.VALUE_EMPTY, k.TEXT_EMPTY]] = len("<v>")
_BEFORE_VALUE[k.SPACED_TEXT] = len('<t xml:space="preserve">')


def _check_inline(
    tags: Tags, cells: Places, codes: Codes, shapes: tuple[Shape, ...], length: Numbers
) -> None:
    """Raises `Odd` for a text in a cell of another kind, and another value in a cell that says it has a text."""
    is_text = np.array([shape.kind == Kind.INLINE for shape in shapes], dtype=bool)
    has_text = (tags.kinds == k.INLINE).any()
    if not has_text and not is_text.any():
        return
    if not ((tags.kinds.take(cells + 1) == k.INLINE) == (is_text[codes] & (length >= 0))).all():
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
