"""The marks of a sheet from those of its pieces, and from what stands before and behind its rows."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from keyclient.ingest.base.grid import Marks, Spot
from keyclient.ingest.base.row_marks import RowMarks
from keyclient.ingest.pieces.marks import PieceMarks
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.runs import Runs, joined, rows_in
from keyclient.ingest.scan.found import Found

if TYPE_CHECKING:
    from keyclient.ingest.cells.number_format import NumberFormat
    from keyclient.ingest.scan.formats import ShownStyles

Key = TypeVar("Key")


class Edges(NamedTuple):
    """What `scan.edges` finds before the rows and behind them; as lists or as tuples."""

    hidden_columns: Iterable[Sequence[int]] = ()
    merged: Iterable[Sequence[Sequence[int]]] = ()


class SheetMarks(NamedTuple):
    """What the pieces tell of a sheet."""

    marks: Marks
    """Without the totals of tables and the formulas, which stand elsewhere."""
    formulas: Runs
    """Rows with a formula."""


def together(
    pieces: Sequence[PieceMarks], edges: Edges, shown: "ShownStyles", *, is_1904: bool
) -> SheetMarks:
    """The marks of a sheet, from those of its pieces from top to bottom. Raises `Odd` where the pieces overlap."""
    with_rows = [piece for piece in pieces if piece.first_row < piece.end_row]
    if any(above.end_row > below.first_row for above, below in pairwise(with_rows)):
        raise Odd("rows")
    found = Found()
    for first, last in edges.hidden_columns:
        found.hide_columns(first, last)
    for (top, left), (bottom, right) in edges.merged:
        found.merge((top, left), (bottom, right))
    hidden = frozenset(rows_in(joined(piece.hidden for piece in pieces)))
    levels = _runs(((level, rows) for level, rows in piece.levels) for piece in pieces)
    styled = _grouped(piece.styled for piece in pieces)
    long_numbers = _grouped(piece.long_numbers for piece in pieces)
    rich = dict(_spots(_grouped(piece.rich for piece in pieces)))
    marks = Marks(
        errors=_column_by_column(_grouped(piece.errors for piece in pieces), rich),
        rich=rich,
        uncalculated=_frozen(_grouped(piece.uncalculated for piece in pieces)),
        long_numbers=partial(_frozen, long_numbers),
        formatted=partial(_formatted, styled, shown.numbers),
        dates=partial(_dates, styled, shown.dates),
        hidden_rows=len(hidden),
        rows=RowMarks(hidden, dict(_by_row(levels))),
        hidden_columns=frozenset(found.hidden_columns),
        merged=tuple(found.merged),
        is_1904=is_1904,
        last_row=max((piece.last_row for piece in pieces), default=0),
        last_column=max((piece.last_column for piece in pieces), default=0),
        cells=sum(piece.cells for piece in pieces),
    )
    return SheetMarks(marks, joined(piece.formulas for piece in pieces))


def _runs(pieces: Iterable[Iterable[tuple[Key, Runs]]]) -> dict[Key, list[list[int]]]:
    """The runs of what has the same key."""
    parts: dict[Key, list[Runs]] = {}
    for piece in pieces:
        for key, runs in piece:
            parts.setdefault(key, []).append(runs)
    return {key: joined(runs) for key, runs in parts.items()}


def _grouped(pieces: "Iterable[Sequence[tuple[int, Key, Runs]]]") -> dict[tuple[int, Key], list[list[int]]]:
    return _runs((((column, what), runs) for column, what, runs in piece) for piece in pieces)


def _spots(groups: Mapping[tuple[int, Key], Runs]) -> list[tuple[Spot, Key]]:
    """Every cell and what it is, row by row."""
    found = [((row, column), what) for (column, what), runs in groups.items() for row in rows_in(runs)]
    return sorted(found, key=lambda item: item[0])


def _column_by_column(errors: Mapping[tuple[int, str], Runs], rich: Mapping[Spot, int]) -> dict[Spot, str]:
    """The errors in the order of the readers of whole books, in which they are told: those of rich values come last."""
    found = _spots(errors)
    return dict(sorted(found, key=lambda item: (item[0] in rich, 0 if item[0] in rich else item[0][1])))


def _by_row(groups: Mapping[int, Runs]) -> list[tuple[int, int]]:
    return sorted((row, what) for what, runs in groups.items() for row in rows_in(runs))


def _frozen(groups: Mapping[tuple[int, int], Runs]) -> frozenset[Spot]:
    return frozenset((row, column) for (column, _), runs in groups.items() for row in rows_in(runs))


def _formatted(
    styled: Mapping[tuple[int, int], Runs], shown: "Mapping[int, NumberFormat]"
) -> "dict[tuple[int, NumberFormat], list[int]]":
    """The rows of the numbers of a column with a format, in the order in which the sheet first has each."""
    return _in_order(
        ((column, shown[style]), runs) for (column, style), runs in styled.items() if style in shown
    )


def _dates(styled: Mapping[tuple[int, int], Runs], dates: frozenset[int]) -> dict[int, list[int]]:
    found = _in_order(((column, None), runs) for (column, style), runs in styled.items() if style in dates)
    return {column: rows for (column, _), rows in found.items()}


def _in_order(groups: Iterable[tuple[tuple[int, Key], Runs]]) -> dict[tuple[int, Key], list[int]]:
    found: dict[tuple[int, Key], list[int]] = {}
    shared = set()
    for key, runs in groups:
        if key in found:
            shared.add(key)
        found.setdefault(key, []).extend(rows_in(runs))
    for key in shared:
        found[key].sort()
    return dict(sorted(found.items(), key=lambda item: (item[1][0], item[0][0])))
