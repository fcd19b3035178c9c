"""What is wrong with the total rows of the book."""

from collections.abc import Iterator

from keyclient.ingest.base.grid import Spot
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.totals import total_fen
from keyclient.ingest.layout.total_rows import TotalKind, TotalRow, total_label
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.rules.cells import ErrorValue
from keyclient.model.rules.totals import TotalEmpty, TotalUnreadable


def total_row_issues(columns: Columns, kinds: RowKinds) -> Iterator[Issue]:
    """Unreadable totals, total rows without a total, and other error cells of total rows."""
    told: set[Spot] = set()
    for total in kinds.totals:
        if total.kind not in (TotalKind.AVERAGE, TotalKind.FIGURE):
            for spot, issue in _unreadable(columns, total):
                told.add(spot)
                yield issue
    yield from _empty(columns, kinds)
    rows = {total.row for total in kinds.totals}
    grid = columns.body.located.grid
    for (row, column), error in grid.marks.errors.items():
        if row in rows and (row, column) not in told and column in grid.positions:
            yield ErrorValue(grid.address(row, grid.positions[column]), value=error, error=error)


def _unreadable(columns: Columns, total: TotalRow) -> Iterator[tuple[Spot, Issue]]:
    """Cells without a readable amount, so that the column cannot be checked against its total."""
    grid = columns.body.located.grid
    for name, heading in columns.headings.items():
        if not fields()[name].is_money:
            continue
        spot, typed = grid.spot(total.row, heading.position), total.cells[heading.position]
        error = grid.marks.errors.get(spot) or ("=" if spot in grid.marks.uncalculated else None)
        factor = columns.body.factor(heading)
        if error is not None or (not is_blank(typed) and total_fen(total, heading, factor) is None):
            place, label = grid.address(total.row, heading.position), fields()[name].column.label
            yield spot, TotalUnreadable(place, name, typed or error, field_name=label, found=error or "?")


def _empty(columns: Columns, kinds: RowKinds) -> Iterator[Issue]:
    """Total rows with nothing but their label."""
    grid = columns.body.located.grid
    marked = {row for row, _ in (*grid.marks.errors, *grid.marks.uncalculated)}
    for total in kinds.totals:
        others = [cell for at, cell in enumerate(total.cells) if at != total.at and not is_blank(cell)]
        if total.at is not None and total.row not in marked and all(map(total_label, others)):
            yield TotalEmpty(grid.address(total.row, total.at), value=total.cells[total.at])
