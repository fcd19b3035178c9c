"""Whether a copy of a book reads like the book: every cell of one sheet, by two independent readers."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

import pyarrow as pa

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.source.limits import EXACT, limits_for
from keyclient.ingest.source.opening import OpenBook, open_book
from keyclient.ingest.source.own import without_own_columns
from keyclient.ingest.source.sandbox import Parsing, start_child
from keyclient.ingest.source.streams import sheets_of
from keyclient.model.place import column_letters, in_sheet
from keyclient.policy.parts.read import ReadPolicy

EXACTLY = 400_000
"""A sheet of more cells is read only by the fast reader: the exact one takes too long."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_ENDS = re.compile(r"\r\n?")
_MIDNIGHT = " 00:00:00"


def differing(book: Path, sheet: str | None, copy: Path, copied: str, limits: ReadPolicy) -> str | None:
    """The first cell of a sheet that differs between a book and its copy; None if all are equal.

    keyclient's own columns do not count. `copied`: the sheet's name in the copy. Raises the `InputError` that says why
    one of the two cannot be read.
    """
    books = [open_book(book, sheet=sheet, limits=limits), open_book(copy, sheet=copied, limits=limits)]
    old, new = (_only(opened.cells().grids, opened.sheet) for opened in books)
    found = _first_difference(old, new)
    if found is None and new.height * len(new.columns) <= EXACTLY:
        found = _first_exact_difference(old, books, limits)
    return found


def _first_exact_difference(old: Grid, books: Sequence[OpenBook], limits: ReadPolicy) -> str | None:
    """What differs for the second reader. For a book it cannot read, the reading of the first, `old`, counts."""
    readable = [book for book in books if book.kind is FileKind.XLSX]
    parsings = [_exactly(book, limits) for book in readable]
    grids = [
        without_own_columns(_only([read.grid for read in sheets_of(parsing, {})], book.sheet))
        for book, parsing in zip(readable, parsings, strict=True)
    ]
    return _first_difference(*([old, *grids] if len(grids) == 1 else grids))


def _exactly(book: OpenBook, limits: ReadPolicy) -> Parsing:
    allowed = limits_for(book.path, book.kind, limits, EXACT)
    child = start_child(book.kind)
    return child.parse(book.kind, book.path, sheet=book.sheet, reader="exact", encoding="", limits=allowed)


def _only(grids: Iterable[Grid | None], sheet: str | None) -> Grid:
    return next(grid for grid in grids if grid is not None and sheet in (None, grid.sheet))


def _first_difference(old: Grid, new: Grid) -> str | None:
    """The address of the first cell, by columns, that differs."""
    before, after = _columns(old), _columns(new)
    for column in sorted({*before, *after}):
        row = _differing_row(before.get(column), after.get(column))
        if row is not None:
            return in_sheet(new.sheet, f"{column_letters(column)}{row + 1}")
    return None


def _columns(grid: Grid) -> dict[int, pa.ChunkedArray]:
    """The columns down to the last used row, by sheet column; error cells hold their code."""
    found = {grid.sheet_column(at): column.slice(0, grid.used) for at, column in enumerate(grid.columns)}
    errors: dict[int, dict[int, str]] = {}
    for (row, column), text in grid.marks.errors.items():
        errors.setdefault(column, {})[row] = text
    for column, texts in errors.items():
        if column in found:
            cells = found[column].to_pylist()
            found[column] = pa.chunked_array(
                [[texts.get(row, cell) for row, cell in enumerate(cells)]], pa.string()
            )
    return {at: column for at, column in found.items() if column.null_count < len(column)}


def _differing_row(old: pa.ChunkedArray | None, new: pa.ChunkedArray | None) -> int | None:
    if old is not None and new is not None and old.equals(new):
        return None
    pairs = zip_longest(*([] if column is None else column.to_pylist() for column in (old, new)))
    return next((row for row, (one, other) in enumerate(pairs) if not _is_same(one, other)), None)


def _is_same(one: str | None, other: str | None) -> bool:
    """Whether two texts mean the same: equal words, or the same number or date written differently."""
    left, right = (_ENDS.sub("\n", text or "").strip() for text in (one, other))
    return left == right or _number(left) == _number(right)


def _number(text: str) -> float | str:
    """The number in a text, else the text itself."""
    return float(text) if _NUMBER.fullmatch(text) else text.removesuffix(_MIDNIGHT)
