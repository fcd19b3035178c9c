"""Which rows under the headings are customers, and what the others are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.beside import beside
from keyclient.ingest.base.bulk import cells_at, flags, matches, strings
from keyclient.ingest.base.grid import Flags, Grid, is_text
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.layout.contents import ColumnKind, begins_with_letter
from keyclient.ingest.layout.labelled import TotalLabel, columns_in_front, label_beside_id, total_of_row
from keyclient.ingest.layout.located import Located
from keyclient.ingest.layout.total_rows import ENDS_IN_LABEL, TotalKind, TotalRow
from keyclient.ingest.rows.below_total import rows_below_total
from keyclient.ingest.rows.empty_rows import EXAMPLE, FIRST_NUMBER, FIRST_ROWS
from keyclient.ingest.rows.other_rows import OtherKind, other_kind, title_rows
from keyclient.ingest.rows.strange_cells import STRANGE_CELL, labels, says_nothing, strange_ids
from keyclient.ingest.rows.surroundings import kinds_by_surroundings
from keyclient.ingest.rows.table_totals import table_total, table_totals
from keyclient.model.record import dataclass

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class RowKinds:
    """The rows under the headings by kind, numbered as in the grid."""

    customers: Indices
    totals: tuple[TotalRow, ...]
    others: Mapping[int, OtherKind]
    blank: int
    read: int
    """Number of rows under the headings, down to the last used one of the sheet."""
    named_like_totals: Mapping[int, TotalLabel] = field(default_factory=dict)
    """Customers with an id, but a total's label as a name or in front of it; by row."""


@dataclass
class _Sorted:
    """The rows that were examined, by what they turned out to be."""

    totals: list[TotalRow] = field(default_factory=list)
    others: dict[int, OtherKind] = field(default_factory=dict)
    namesakes: dict[int, TotalLabel] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    """Rows with nothing but words for nothing: NULL, -."""


def sort_rows(located: Located) -> RowKinds:
    """Distinguish customers from totals, repeated headings, unit rows, notes, blank rows and rows of other tables.

    A total row has a total's label and no customer id of its own. A row that repeats one above the
    customers is a heading. A note is a row of few cells that reads like a footer. In doubt a row is a customer.
    """
    grid, first = located.grid, located.first_row
    last = max(located.whole.used, first)
    is_customer = located.is_own(range(first, last))
    own = np.flatnonzero(is_customer) + first
    full, blank = _without_blank_rows(grid, own[_doubtful(located, own)])
    found = _sort(located, full)
    strange = np.concatenate([np.flatnonzero(~is_customer) + first, blank])
    foreign, nothing = _without_blank_rows(located.whole, strange)
    found.others.update(dict.fromkeys(foreign.tolist(), OtherKind.TABLE))
    out = np.array(
        [*blank, *found.blank, *found.others, *(total.row for total in found.totals)], dtype=np.int64
    )
    is_customer[out - first] = False
    below = rows_below_total(located, np.flatnonzero(is_customer) + first, found.totals)
    found.others.update(below)
    is_customer[[row - first for row in below]] = False
    others = kinds_by_surroundings(grid, is_customer, first, found.others)
    is_customer[[row - first for row in others]] = False
    customers = np.flatnonzero(is_customer) + first
    return RowKinds(
        customers,
        _told_twice(found.totals, customers),
        others,
        len(nothing) + len(found.blank),
        last - first,
        found.namesakes,
    )


def _sort(located: Located, rows: Indices) -> _Sorted:
    heads, found, most = title_rows(located), _Sorted(), located.whole.used - located.first_row
    tables, marked = table_totals(located), _marked(located.grid)
    rows = np.union1d(rows, np.array(list(tables), dtype=np.int64))
    for row, cells in zip(rows.tolist(), located.grid.rows(rows.tolist()), strict=True):
        filled = {position: cell.strip() for position, cell in enumerate(cells) if not is_blank(cell)}
        if not filled:
            found.blank += [] if row in marked else [row]
        elif row in tables:
            found.totals.append(table_total(located, row, filled, tables[row]))
        elif (label := total_of_row(filled, located.understanding, most)) is not None:
            found.totals.append(TotalRow(row, label.kind, cells, label.at))
        elif (other := other_kind(row, filled, located, heads, below_total=bool(found.totals))) is not None:
            found.others[row] = other
        elif (label := label_beside_id(filled, located.understanding)) is not None:
            found.namesakes[row] = label
    return found


def _doubtful(located: Located, rows: Indices) -> Flags:
    """Which rows need to be examined.

    The first, those without an id or with an odd one, and those named like a total; in a book without ids, blank rows
    and rows with unusual text; and whatever may repeat a row above the customers.
    """
    taken = located.understanding.taken
    columns = located.grid.columns
    identity = taken.get("customer_id") or taken.get("opportunity_id")
    if identity is not None:
        doubts = _doubts(located, rows, identity.position)
        doubt: Flags = np.logical_or.reduce(beside(lambda doubted: doubted(), doubts, len(rows)))
    else:
        own = [_cells(column, rows) for column in columns]
        doubt = ~np.logical_or.reduce([is_text(column) & ~says_nothing(column) for column in own])
        for position, column in enumerate(own):
            doubt |= matches(column, STRANGE_CELL) | _repeats(column, position, located)
    doubt[:FIRST_ROWS] |= matches(_cells(columns[0], rows[:FIRST_ROWS]), FIRST_NUMBER)
    doubt[:1] = True
    return doubt


def _doubts(located: Located, rows: Indices, identity: int) -> Iterator[Callable[[], Flags]]:
    """What may be wrong with a row of a book with ids in the column `identity`."""
    taken, columns = located.understanding.taken, located.grid.columns
    ids = _cells(columns[identity], rows)
    yield lambda: strange_ids(ids)
    yield lambda: ~is_text(ids)
    yield lambda: _repeats(ids, identity, located)
    if located.kinds[identity] in (ColumnKind.NUMBER, ColumnKind.CODE):
        yield lambda: begins_with_letter(ids)
    if "name" in taken:
        yield lambda: labels(_cells(columns[taken["name"].position], rows))
    for position in columns_in_front(located.understanding):
        front = _cells(columns[position], rows)
        yield partial(matches, front, ENDS_IN_LABEL)
        yield partial(matches, front, EXAMPLE)


def _cells(column: pa.ChunkedArray, rows: Indices) -> pa.ChunkedArray:
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        return column.slice(int(rows[0]), len(rows))
    return cells_at(column, rows)


def _without_blank_rows(grid: Grid, rows: Indices) -> tuple[Indices, Indices]:
    """Split rows into those with any content and blank ones."""
    if not len(rows):
        return rows, rows
    marked = _marked(grid)
    full = np.array([row in marked for row in rows.tolist()], dtype=bool)
    for column in grid.columns:
        if full.all():
            break
        full |= is_text(cells_at(column, rows))
    return rows[full], rows[~full]


def _marked(grid: Grid) -> set[int]:
    """Rows with an error or a formula that was never calculated, which no text shows."""
    return {row for row, _ in (*grid.marks.errors, *grid.marks.uncalculated)}


def _repeats(column: pa.ChunkedArray, position: int, located: Located) -> Flags:
    """Cells that also occur in this column above the customers."""
    above = strings(located.grid.columns[position].slice(0, located.first_row)).drop_null()
    return flags(pc.is_in(strings(column), value_set=above.combine_chunks()))


def _told_twice(totals: Sequence[TotalRow], customers: Indices) -> tuple[TotalRow, ...]:
    """The total rows; of two 合计, one above all customers and one below, each is that of the whole book."""
    both = [total for total in totals if total.kind is TotalKind.TOTAL]
    if len(both) != 2 or not len(customers) or not both[0].row < customers[0] < customers[-1] < both[1].row:
        return tuple(totals)
    return tuple(replace(total, kind=TotalKind.GRAND) if total in both else total for total in totals)
