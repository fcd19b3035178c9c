"""Whether a copy of a book reads as the book does: every cell of one sheet, by two readers that know nothing of each other."""

import re
from itertools import zip_longest
from pathlib import Path

import pyarrow as pa

from keyclient.errors import InputError
from keyclient.ingest.grid import Grid, letters
from keyclient.ingest.kinds import FileKind
from keyclient.ingest.limits import limits_for
from keyclient.ingest.opening import open_book
from keyclient.ingest.own import without_own_columns
from keyclient.ingest.sandbox import start_child
from keyclient.ingest.sniff import sniff
from keyclient.ingest.streams import sheets_in
from keyclient.model.place import in_sheet
from keyclient.policy.read import ReadPolicy

EXACTLY = 400_000
"""A sheet of more cells is read by the fast reader alone: the exact one takes its time."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_ENDS = re.compile(r"\r\n?")
_MIDNIGHT = " 00:00:00"


def differing(book: Path, sheet: str | None, copy: Path, copied: str, limits: ReadPolicy) -> str | None:
    """The first cell of a sheet that a copy does not hold as the book does; None where all are equal.

    Where the copy cannot be read, why. keyclient's own columns do not count. `copied`: the sheet's name in the copy.
    """
    try:
        old, new = _fast(book, sheet, limits), _fast(copy, copied, limits)
        found = _first_difference(old, new)
        if found is None and new.height * len(new.columns) <= EXACTLY:
            is_copy = sniff(book) is FileKind.XLSX and sheet is not None
            theirs = _exact(book, sheet, limits) if is_copy and sheet is not None else old
            found = _first_difference(theirs, _exact(copy, copied, limits))
    except InputError as error:
        return str(error)
    return found


def _fast(path: Path, sheet: str | None, limits: ReadPolicy) -> Grid:
    """A sheet as keyclient reads it always."""
    grids = open_book(path, sheet=sheet, limits=limits).cells().grids
    return next(grid for grid in grids if sheet in (None, grid.sheet))


def _exact(path: Path, sheet: str, limits: ReadPolicy) -> Grid:
    """A sheet as the second reader sees it."""
    parsing = start_child(FileKind.XLSX).parse(
        FileKind.XLSX,
        path,
        sheet=sheet,
        reader="exact",
        encoding="",
        limits=limits_for(path, FileKind.XLSX, limits),
    )
    found = sheets_in(parsing.finish(), {})
    return without_own_columns(
        next(read.grid for read in found if read.grid is not None and read.name == sheet)
    )


def _first_difference(old: Grid, new: Grid) -> str | None:
    """The address of the first cell, by columns, that differs."""
    before, after = _columns(old), _columns(new)
    for column in sorted({*before, *after}):
        row = _differing_row(before.get(column), after.get(column))
        if row is not None:
            return in_sheet(new.sheet, f"{letters(column)}{row + 1}")
    return None


def _columns(grid: Grid) -> dict[int, pa.ChunkedArray]:
    """The columns down to the last used row, by column of the sheet; an error cell holds its code."""
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
    """Whether two texts say the same: the same words, or the same number or day written otherwise."""
    left, right = (_ENDS.sub("\n", text or "").strip() for text in (one, other))
    return left == right or _number(left) == _number(right)


def _number(text: str) -> float | str:
    """The number that a text is, else the text."""
    return float(text) if _NUMBER.fullmatch(text) else text.removesuffix(_MIDNIGHT)
