"""Rows that may be no customers but are counted as such: they look like a total, or a single cell is all they have."""

from collections.abc import Iterator, Sequence

import numpy as np

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.choose import Chosen, all_columns, measured_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.totals import like_a_total
from keyclient.ingest.layout.table import Located
from keyclient.ingest.rows.other_rows import is_title
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.issue import Issue
from keyclient.model.receipt import MoneyLine
from keyclient.model.rules.rows import SingleCellRows
from keyclient.model.rules.totals import CustomerLikeTotal

LEAST_COLUMNS = 3
"""In a narrower table a row with one filled cell is nothing to wonder at."""


def doubt_issues(columns: Columns, chosen: Chosen | None, lines: Sequence[MoneyLine]) -> Iterator[Issue]:
    """Customers that look like a total, unless the book's own totals count them in, and rows with a single cell."""
    measured = {name: reading for name, (_, reading) in measured_columns(chosen).items()}
    row = like_a_total(columns.readings, measured)
    ties = any(line.difference == 0 for line in lines)
    if row is not None and not ties:
        amounts = [item for item in all_columns(columns, chosen).values() if item[1].decimals is not None]
        at = next(heading for heading, reading in amounts if reading.valid[row])
        yield CustomerLikeTotal(columns.body.address(row, at))
    alone = _alone(columns.body.located, columns.body.rows)
    if len(alone):
        place = columns.body.located.grid.address(int(alone[0]), None)
        yield SingleCellRows(place, count=len(alone))


def _alone(located: Located, customers: Indices) -> Indices:
    """The customers' rows that have one filled cell, and nothing that looks like an id in it."""
    grid = located.grid
    if located.understanding.width < LEAST_COLUMNS or not len(customers):
        return customers[:0]
    marked = {row for row, _ in (*grid.marks.errors, *grid.marks.uncalculated)}
    rows = [row for row in _sparse(grid, customers).tolist() if row not in marked]
    return np.array(
        [row for row, cells in zip(rows, grid.rows(rows), strict=True) if _is_doubtful(cells, located)],
        dtype=np.int64,
    )


def _sparse(grid: Grid, rows: Indices) -> Indices:
    """Some rows, without those that have several cells that are not blank."""
    counts = np.zeros(grid.height, dtype=np.int32)
    for column in grid.columns:
        counts += np.asarray(column.is_valid(), dtype=bool)
    return rows[counts[rows] <= 1]


def _is_doubtful(cells: Sequence[str], located: Located) -> bool:
    """Whether a row has one filled cell, which is no id: an id alone is a customer of whom nothing else is known."""
    filled = {position: cell for position, cell in enumerate(cells) if not is_blank(cell)}
    if len(filled) != 1:
        return False
    is_id = located.understanding.field_at(next(iter(filled))) in ("customer_id", "opportunity_id")
    return not is_id or is_title(filled)
