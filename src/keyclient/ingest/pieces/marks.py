"""What the texts of a piece do not show: errors, formulas without a value, long numbers, formats, hidden rows."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from keyclient.ingest.pieces.counted import Counted, counted
from keyclient.ingest.pieces.long_numbers import long_numbers_at
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.picked import TEXTS, Cells
from keyclient.ingest.pieces.runs import Group, Ints, Runs, once, runs_of
from keyclient.ingest.pieces.shapes import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keyclient.ingest.pieces.tokens import RowTags, Tokens

_AT_ONCE = 256


class PieceMarks(NamedTuple):
    """The marks of a piece, in numbers, texts and lists alone. Rows and columns count from 0."""

    first_row: int
    end_row: int
    """Behind its last row; a piece without rows ends where it begins."""
    last_row: int
    """The last row with a value, from 1; 0 if there is none."""
    last_column: int
    """The same for columns."""
    cells: int
    errors: "Sequence[tuple[int, str, Runs]]"
    """Column, code and rows."""
    rich: "Sequence[Group]"
    """Of cells among the errors: the number of the value behind them."""
    uncalculated: "Sequence[Group]"
    long_numbers: "Sequence[Group]"
    styled: "Sequence[Group]"
    """Cells that hold no text, of the styles that were asked for; with or without a value."""
    formulas: "Runs"
    """Rows with a formula."""
    hidden: "Runs"
    levels: "Sequence[tuple[int, Runs]]"
    """Level of an outline and its rows."""


def marks_of(tokens: "Tokens", piece: bytes, prefix: bytes, styles: frozenset[int]) -> PieceMarks:
    """The marks of a piece, of which the independent count says the same.

    `piece` and `prefix`: what the tokens were found in, for that count. `styles`: those whose numbers are to be told.
    Raises `Odd` where the counts differ, and for an error without a name.
    """
    cells = Cells(tokens)
    errors = cells.of(lambda shape: shape.kind == Kind.ERROR)
    errors = errors[tokens.length[errors] >= 0]
    formulas = np.flatnonzero(tokens.formula)
    numbers = tokens.rows.number
    found = PieceMarks(
        first_row=int(numbers[0]) if len(numbers) else 0,
        end_row=int(numbers[-1]) + 1 if len(numbers) else 0,
        last_row=_last_row(cells),
        last_column=_last_column(cells),
        cells=len(tokens.row),
        errors=_errors(cells, errors),
        rich=_rich(cells, errors),
        uncalculated=cells.groups(formulas[~cells.has_value(formulas)]),
        long_numbers=_long(cells),
        styled=_styled(cells, styles),
        formulas=runs_of(once(tokens.row[formulas])),
        hidden=runs_of(numbers[tokens.rows.hidden]),
        levels=_levels(tokens.rows),
    )
    _check(found, tokens, counted(piece, prefix))
    return found


def _last_row(cells: Cells) -> int:
    """The row of the last value, searched from the end."""
    for end in range(len(cells.tokens.row), 0, -_AT_ONCE):
        at = np.arange(max(end - _AT_ONCE, 0), end)
        filled = np.flatnonzero(cells.has_value(at))
        if len(filled):
            return int(cells.tokens.row[at[filled[-1]]]) + 1
    return 0


def _last_column(cells: Cells) -> int:
    """The last column with a value: mostly the last with a cell, else it takes a look at all."""
    column = cells.tokens.column
    last = int(column.max(initial=-1))
    at = np.flatnonzero(column == last)
    if cells.has_value(at[-_AT_ONCE:]).any() or cells.has_value(at).any():
        return last + 1
    filled = cells.has_value(np.arange(len(column)))
    return int(column[filled].max(initial=-1)) + 1


def _errors(cells: Cells, at: Ints) -> list[tuple[int, str, Runs]]:
    """Raises `Odd` for an error without a name."""
    numbers: dict[bytes, int] = {}
    said = [numbers.setdefault(text, len(numbers)) for text in cells.values(at)]
    if b"" in numbers:
        raise Odd("error")
    names = [text.decode("utf-8", "replace") for text in numbers]
    groups = cells.groups(at, np.array(said, dtype=np.int64))
    return [(column, names[number], rows) for column, number, rows in groups]


def _rich(cells: Cells, errors: Ints) -> list[Group]:
    rich = np.array([shape.rich for shape in cells.tokens.shapes], dtype=np.int64)
    if not rich.any() or not len(errors):
        return []
    numbers = rich[cells.tokens.shape[errors]]
    return cells.groups(errors[numbers > 0], numbers[numbers > 0])


def _long(cells: Cells) -> list[Group]:
    tokens = cells.tokens
    at = cells.of(lambda shape: shape.kind not in (Kind.SHARED, *TEXTS))
    return cells.groups(at[long_numbers_at(tokens.data, tokens.start.take(at), tokens.length.take(at))])


def _styled(cells: Cells, styles: frozenset[int]) -> list[Group]:
    """Raises `Odd` for style 0: what a look for formats makes of it depends on whether a cell names it."""
    if not styles:
        return []
    at = cells.of(lambda shape: shape.kind == Kind.NUMBER and shape.style in styles)
    style = np.array([shape.style for shape in cells.tokens.shapes], dtype=np.int64)[cells.tokens.shape[at]]
    if 0 in styles and not style.all():
        raise Odd("style 0")
    return cells.groups(at, style)


def _levels(rows: "RowTags") -> list[tuple[int, Runs]]:
    if not rows.level.any():
        return []
    found = (
        (level, runs_of(rows.number[rows.level == level])) for level in range(1, int(rows.level.max()) + 1)
    )
    return [(level, runs) for level, runs in found if runs]


def _check(found: PieceMarks, tokens: "Tokens", seen: Counted) -> None:
    """Raises `Odd` where the independent count says something else."""
    values = int(np.count_nonzero(tokens.length >= 0))
    if seen != (len(tokens.rows.number), len(tokens.row), values, found.last_row):
        raise Odd("count")
