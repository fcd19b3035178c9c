"""What the native reader does not tell of an .xlsx sheet, from a streaming look at its XML.

The sheet part is inflated piece by piece and searched for rare things: error cells, formulas without a value, hidden
rows, the last used row; and, when asked, numbers of 16 digits and more. Memory stays at a few pieces whatever the
sheet's size, and time grows with the size alone.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from keyclient.ingest.base.grid import Marks, Spot
from keyclient.ingest.child.job import SHEET, SheetLimits
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.edges import hidden_columns, merged_cells, spot
from keyclient.ingest.scan.found import Found
from keyclient.ingest.scan.inflated import inflated, reader
from keyclient.ingest.scan.patterns import Patterns, patterns
from keyclient.model.place import column_index

PIECE = 1 << 20
LONGEST_CELL = 4 << 20
"""Bytes of XML of one cell; 32,767 characters of text and 8,192 of a formula rarely fill a tenth of it."""
_START = re.compile(rb"<(\w+:)?sheetData[\s/>]")
_RICH = re.compile(rb'<[^<>]*?\svm="(\d{1,9})"')
"""A cell with a value beyond its text, of which the number is given."""
LONGEST_TAG = 1000


class Odd(Exception):
    """The sheet is written in a way that the patterns do not cover."""


def look_at_sheet(path: Path, part: str, clock: Clock, limits: SheetLimits = SHEET) -> Marks:
    """What one sheet part shows.

    Raises what `zipfile` and expat raise for a broken part, `OutsideGrid` and `OutOfTime`.
    """
    try:
        return search_sheet(path, part, clock, limits)
    except Odd:
        from keyclient.ingest.scan.careful import look_carefully

        return look_carefully(path, part, clock, limits)


def long_numbers(path: Path, part: str) -> frozenset[Spot]:
    """The cells of a sheet part that hold a number of 16 digits or more.

    A look of its own, since only a book with ids that long needs it.
    """
    spots: set[Spot] = set()
    for piece, search in pieces(path, part):
        for hit in search.long_number.finditer(piece):
            cell = search.cell.match(piece, piece.rfind(search.cell_hint, 0, hit.start()))
            if cell is not None and b't="str"' not in cell[0] and b't="s"' not in cell[0]:
                spots.add((int(cell[2]) - 1, column_index(cell[1].decode())))
    return frozenset(spots)


def search_sheet(
    path: Path, part: str, clock: Clock, limits: SheetLimits = SHEET, longest: int = LONGEST_CELL
) -> Marks:
    """What the searches find in a sheet part. Raises as `look_at_sheet`, and `Odd` for one that is to be read carefully.

    `longest`: bytes of XML that one cell may take.
    """
    found = Found(limits)
    for piece, search in pieces(path, part, found, longest):
        clock.check()
        cells = search.cells(piece)
        if cells is None:
            raise Odd
        found.cells += cells
        _check(piece, search, found)
        _search(piece, search, found)
    return found.marks(cache(partial(long_numbers, path, part)))


def pieces(
    path: Path, part: str, found: Found | None = None, longest: int = LONGEST_CELL
) -> Iterator[tuple[bytes, Patterns]]:
    """The rows of the sheet in pieces that end before a row or cell begins, so that no cell is cut in two.

    What stands before the rows, hidden columns, and behind them, merged cells, is noted in `found`; all of it is read, for the
    sake of the checksum. Raises `Odd` for a sheet whose rows are not
    found, and for a cell longer than `longest`.
    """
    with zipfile.ZipFile(path) as package:
        read = reader(inflated(path, package, part))
        head, held, search = _up_to_rows(read, longest)
        if found is not None:
            for first, last in hidden_columns(head):
                found.hide_columns(first, last)
        while block := read(PIECE):
            held += block
            if (end := held.find(search.end)) >= 0:
                yield held[:end], search
                _note_merged(held[end:], read, found)
                return
            cut = max(held.rfind(search.cell_hint), held.rfind(search.row_hint))
            if cut > 0:
                yield held[:cut], search
                held = held[cut:]
            elif len(held) > longest:
                raise Odd
    yield held, search
    _note_merged(held[max(held.find(search.end), 0) :], lambda _: b"", found)


def _note_merged(held: bytes, read: Callable[[int], bytes], found: Found | None) -> None:
    """Note the merged cells after the rows, in what was read and in what follows."""
    while True:
        if found is not None:
            for first, last in merged_cells(held):
                found.merge(first, last)
        block = read(PIECE)
        if not block:
            return
        held = held[held.rfind(b"<") :] + block if b"<" in held[-LONGEST_TAG:] else block


def _up_to_rows(read: Callable[[int], bytes], longest: int) -> tuple[bytes, bytes, Patterns]:
    """What stands before the rows, what was read of them, and what to search it with."""
    head = b""
    while block := read(PIECE):
        head += block
        if (start := _START.search(head)) is not None:
            if b"<!" in head[: start.start()]:
                break
            return head[: start.start()], head[start.end() :], patterns(start[1] or b"")
        if len(head) > longest:
            break
    raise Odd


def _check(piece: bytes, search: Patterns, found: Found) -> None:
    """Raises `ValueError` for a cell whose text the native reader would make up, and `Odd` for rows out of order."""
    if search.impossible_text in piece:
        raise ValueError("a text of a negative number")
    found.comes([int(row) for row in search.row.findall(piece)])
    if found.only_exact:
        raise Odd


def _search(piece: bytes, search: Patterns, found: Found) -> None:
    if search.error_hint in piece:
        for hit in search.error.finditer(piece):
            place = spot(hit[1], hit[2])
            found.errors[place] = hit[3].decode("utf-8", "replace")
            if (rich := _RICH.match(hit[0])) is not None:
                found.rich[place] = int(rich[1])
    if search.formula_hint in piece:
        found.uncalculated.update(spot(hit[1], hit[2]) for hit in search.uncalculated.finditer(piece))
    if b'hidden="' in piece or b'outlineLevel="' in piece:
        _search_rows(piece, search, found)
    if (at := _last_value(piece, search)) is not None:
        found.reaches(*at)
    if search.far_hint.search(piece):
        last = max(set(search.far.findall(piece)), key=lambda name: (len(name), name), default=b"A")
        found.reaches(1, column_index(last.decode()) + 1)


def _search_rows(piece: bytes, search: Patterns, found: Found) -> None:
    """Hidden rows, and rows that are details of others."""
    found.hidden_rows += len(search.hidden.findall(piece))
    for row, is_hidden, level in search.noted.findall(piece):
        found.note_row(int(row) - 1, int(level or 0), is_hidden=bool(is_hidden))


def _last_value(piece: bytes, search: Patterns) -> tuple[int, int] | None:
    """Row and column, from 1, of the last cell with a value."""
    end = len(piece)
    while (value := max(piece.rfind(hint, 0, end) for hint in search.value_hints)) >= 0:
        at = piece.rfind(search.cell_hint, 0, value)
        if at < 0:
            raise Odd
        if not search.blank.match(piece, at):
            cell = search.cell.match(piece, at)
            if cell is None:
                raise Odd
            row, column = spot(cell[1], cell[2])
            return row + 1, column + 1
        end = at
    return None
