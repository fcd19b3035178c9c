"""keyclient's own sheets and columns in a workbook that it has written to; they are not read."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import strings
from keyclient.ingest.base.grid import Grid
from keyclient.model.own import MARK, is_own

HEADED_WITHIN = 1000
"""Headings are within this many rows."""


def is_own_sheet(grid: Grid | None) -> bool:
    """Whether keyclient's mark begins the first cell of a sheet that was read."""
    return (
        grid is not None
        and grid.height > 0
        and grid.sheet_column(0) == 0
        and is_own(grid.columns[0][0].as_py() or "")
    )


def without_own_columns(grid: Grid) -> Grid:
    """The sheet without the columns under keyclient's headings; `own` keeps these by sheet column.

    What stood beside them stands beside the table then: they are left out and not blanked.
    """
    if not _has_mark(grid):
        return grid
    headings = {at: heading for at, column in enumerate(grid.columns) if (heading := _heading(column))}
    own = {grid.sheet_column(at): heading for at, heading in headings.items()}
    kept = [at for at in range(len(grid.columns)) if at not in headings]
    places = tuple(grid.sheet_column(at) for at in kept)
    first = places[0] if places else 0
    marks = replace(
        grid.marks,
        errors={spot: text for spot, text in grid.marks.errors.items() if spot[1] not in own},
        uncalculated=frozenset(spot for spot in grid.marks.uncalculated if spot[1] not in own),
        ragged={} if not kept else grid.marks.ragged,
    )
    return replace(
        grid,
        columns=tuple(grid.columns[at] for at in kept),
        first_column=first,
        places=() if places == tuple(range(first, first + len(places))) else places,
        marks=marks,
        own=own,
    )


def _has_mark(grid: Grid) -> bool:
    """Whether any column may have such a heading; one look at all columns takes less time than one at each."""
    heads = [chunk for column in grid.columns for chunk in strings(column.slice(0, HEADED_WITHIN)).chunks]
    return pc.any(pc.starts_with(pa.chunked_array(heads, pa.string()), MARK)).as_py() is True


def _heading(column: pa.ChunkedArray) -> str:
    """The heading that marks a column as keyclient's; empty if there is none."""
    head = strings(column.slice(0, HEADED_WITHIN))
    if head.null_count == len(head):
        return ""
    found = head.filter(pc.fill_null(pc.starts_with(head, MARK), fill_value=False))
    return str(found[0].as_py()) if len(found) else ""
