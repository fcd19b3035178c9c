"""Adds columns next to the customers: cells appended to the rows of their sheet, with everything else unchanged."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from keyclient.model.excel import COLUMNS
from keyclient.model.place import column_letters
from keyclient.render.width import cells as cells_of_width
from keyclient.render.writeback.cells import Value, cell_xml
from keyclient.render.writeback.cutter import Cutter, end_of_cells
from keyclient.render.writeback.literal import put_back
from keyclient.render.writeback.markup import Edit, edited
from keyclient.render.writeback.package import unusual
from keyclient.render.writeback.proof import SPANS
from keyclient.render.writeback.refusals import NO_ADDRESS, NO_ROOM
from keyclient.render.writeback.settings import framed
from keyclient.render.writeback.styles import Formats

WIDTHS = (8, 60)
"""Narrowest and widest column, in characters."""
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")


@dataclass(frozen=True)
class AddedColumns:
    """The columns written next to the customers."""

    headings: tuple[str, ...]
    header_row: int
    """The Excel row number of the headings."""
    rows: Mapping[int, Sequence[Value]]
    """The cells of each customer, by Excel row number."""
    after: int
    """The last column of the table, from 0; the new ones are to its right."""
    holds: tuple[str, ...] = ()
    """The kind of cells below each heading, as for `Formats.beside`; text if missing."""
    formats: Formats = field(default_factory=Formats)
    """The formats of the workbook, from which new cells take those matching their neighbours."""

    def at(self, row: int) -> Sequence[Value]:
        """The cells of a row."""
        return self.headings if row == self.header_row else self.rows.get(row, ())

    def style(self, value: Value, place: int, row: int, neighbour: bytes | None) -> bytes | None:
        """The format of a new cell under the `place`-th heading."""
        is_text = row == self.header_row or not self.holds or isinstance(value, str)
        like = None if neighbour is None else int(neighbour)
        found = self.formats.beside("text" if is_text else self.holds[place], like)
        return None if found is None else str(found).encode()


@dataclass(frozen=True)
class Patched:
    """A sheet with added columns, in pieces, and the position of the columns."""

    first: int
    last: int
    pieces: Iterator[bytes]
    is_filtered: bool
    """Whether the sheet has filters or tables."""


def patch_sheet(
    path: Path,
    package: zipfile.ZipFile,
    part: str,
    beside: AddedColumns,
    own: tuple[int, int] | None,
    ours: frozenset[int] = frozenset(),
) -> Patched:
    """The sheet with the columns of `beside`.

    `own`: columns (from 0) that an earlier run has written, which give way. `ours`: those of other commands.
    The new columns stand in the first free ones right of the table. Raises `CannotKeepError` when there are none or
    the part is written in an unusual way.
    """
    cutter = Cutter(path, package, part)
    gone = frozenset() if own is None else frozenset(range(own[0], own[1] + 1))
    used = _used(cutter, beside.after) - gone
    start = min([beside.after + 1, *gone])
    first = _free(used | cutter.reserved(), start, len(beside.headings), ours)
    if first is None:
        raise unusual(path, part, NO_ROOM)
    last = first + len(beside.headings) - 1
    return Patched(first, last, _written(cutter, beside, first, gone), cutter.is_filtered())


def _used(cutter: Cutter, after: int) -> set[int]:
    """The columns with content in any row; those of the table itself count as used."""
    found = set(range(after + 1))
    for piece in cutter.rows():
        for row in cutter.row.finditer(piece):
            inner = row[3] or b""
            if not cutter.columns_in(inner) <= found:
                found |= {column for column, cell in cutter.cells(inner) if cutter.has_content(cell)}
    return found


def _free(taken: set[int], start: int, width: int, ours: frozenset[int]) -> int | None:
    """The first of `width` adjacent free columns.

    A blank column stays between them and what the user has further right, so that the two never become one table.
    """
    foreign = taken - ours
    for first in range(start, COLUMNS - width + 1):
        if not taken & set(range(first, first + width)) and first + width not in foreign:
            return first
    return None


def _written(cutter: Cutter, beside: AddedColumns, first: int, gone: frozenset[int]) -> Iterator[bytes]:
    yield framed(cutter, first, _widths(beside))
    for piece in cutter.rows():
        yield put_back(cutter.row.sub(lambda row: _row(row, cutter, beside, first, gone), piece))
    yield cutter.tail


def _row(
    row: "re.Match[bytes]", cutter: Cutter, beside: AddedColumns, first: int, gone: frozenset[int]
) -> bytes:
    """A row with its new cells. Old cells keep their order and bytes; only blank cells and `gone` ones are replaced.

    A formula that somebody has put under the columns of an earlier run, in a row that is no customer's, stays.
    """
    number = _ROW_NUMBER.search(b" " + row[1])
    if number is None:
        raise unusual(cutter.path, cutter.part, NO_ADDRESS)
    at, inner = int(number[1]), row[3] or b""
    values = beside.at(at)
    if not values and not gone:
        return row[0]
    there = cutter.columns_in(inner)
    new = dict(_new_cells(values, at, inner, (cutter, beside, first, gone)))
    old = list(cutter.cells(inner)) if any(column >= first or column in gone for column in there) else []
    leaving = {column for column, cell in old if column in gone and (values or not cutter.is_formula(cell))}
    if not new and not leaving:
        return row[0]
    tag = SPANS.sub(lambda span: _wide_enough(span, first + len(beside.headings)), row[1]) if new else row[1]
    name = cutter.prefix + b"row"
    return b"<" + name + tag + b">" + _joined(inner, old, new, leaving) + b"</" + name + b">"


def _new_cells(
    values: Sequence[Value], at: int, inner: bytes, around: tuple[Cutter, AddedColumns, int, frozenset[int]]
) -> Iterator[tuple[int, bytes]]:
    """The new cells of a row by column, formatted like the blank cell they replace, else like the table's last cell."""
    cutter, beside, first, gone = around
    columns = range(first, first + len(values))
    there = cutter.columns_in(inner).intersection(columns) - gone
    neighbour = cutter.style_in(inner, beside.after) if values else None
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        if value is not None and value != "":
            own = cutter.style_in(inner, column) if column in there else None
            style = beside.style(value, place, at, own or neighbour)
            address = f"{column_letters(column)}{at}"
            yield column, cell_xml(value, address, style, cutter.prefix.decode()).encode()


def _joined(
    inner: bytes, old: "Sequence[tuple[int, re.Match[bytes]]]", new: Mapping[int, bytes], leaving: set[int]
) -> bytes:
    """The old and new cells of a row in order of columns; anything between the old ones stays.

    Without `old` all old cells stand left of the new ones.
    """
    edits: list[Edit] = [
        (cell.start(), cell.end(), new.get(column, b""))
        for column, cell in old
        if column in new or column in leaving
    ]
    for column in sorted(new.keys() - {column for column, _ in old}):
        ends = [cell.end() for other, cell in old if other < column]
        begin = old[0][1].start() if old else end_of_cells(inner)
        at = ends[-1] if ends else begin
        edits.append((at, at, new[column]))
    return edited(inner, edits)


def _wide_enough(span: "re.Match[bytes]", last: int) -> bytes:
    return span[1] + str(max(int(span[2]), last)).encode() + span[3]


def _widths(beside: AddedColumns) -> list[int]:
    low, high = WIDTHS
    longest = [cells_of_width(heading) for heading in beside.headings]
    for values in beside.rows.values():
        for at, value in enumerate(values):
            if isinstance(value, str):
                longest[at] = max(longest[at], cells_of_width(value))
    return [min(max(width + 2, low), high) for width in longest]
