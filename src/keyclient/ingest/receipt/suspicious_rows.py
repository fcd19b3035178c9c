"""Rows counted as customers that may not be: they look like a total, or have only a single cell."""

from collections.abc import Iterator, Sequence

import numpy as np

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.sums.totals import last_row_like_total
from keyclient.ingest.layout.located import Located
from keyclient.ingest.rows.other_rows import is_title
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.fields import IDENTITIES
from keyclient.model.issue import Issue
from keyclient.model.receipt import MoneyLine
from keyclient.model.rules.rows import SingleCellRows
from keyclient.model.rules.totals import CustomerLikeTotal

LEAST_COLUMNS = 3
"""In a narrower table a row with one filled cell is not unusual."""


def suspicious_row_issues(
    columns: Columns, chosen: ChosenMeasure | None, lines: Sequence[MoneyLine]
) -> Iterator[Issue]:
    """A customer that looks like a total, unless the book's own totals include it, and rows with a single cell."""
    measured = {name: reading for name, (_, reading) in measure_columns(chosen).items()}
    row = last_row_like_total(columns.readings, measured)
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
    """The customers' rows with only one filled cell, which is not an id."""
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
    """Rows with at most one filled cell."""
    counts = np.zeros(grid.height, dtype=np.int32)
    for column in grid.columns:
        counts += np.asarray(column.is_valid(), dtype=bool)
    return rows[counts[rows] <= 1]


def _is_doubtful(cells: Sequence[str], located: Located) -> bool:
    """Whether a row has one filled cell that is not an id; an id alone is a customer of whom nothing else is known."""
    filled = {position: cell for position, cell in enumerate(cells) if not is_blank(cell)}
    if len(filled) != 1:
        return False
    is_id = located.understanding.field_at(next(iter(filled))) in IDENTITIES
    return not is_id or is_title(filled)
