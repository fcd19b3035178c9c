"""Columns of dates in a large book, each date once: a day takes 20 bytes as text, and few days are in a million rows."""

from dataclasses import replace
from operator import is_

import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import MANY_ROWS, Texts
from keyclient.ingest.base.grid import Grid

FROM_ROWS = MANY_ROWS
"""Books with fewer rows stay as they are."""
REPEATED = 8
"""So many rows hold one date on average, or the column stays as it is."""
_SAMPLE = 200
_TIME = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"


def with_packed_dates(grid: Grid) -> Grid:
    """The sheet with its columns of dates as dictionaries; the same sheet if it has none or few rows, or all are already."""
    if grid.height < FROM_ROWS:
        return grid
    columns = tuple(packed(column) for column in grid.columns)
    if all(map(is_, columns, grid.columns)):
        return grid
    return replace(grid, columns=columns)


def packed(column: Texts) -> Texts:
    """A column of dates, or a part of one, with every date once; any other column as it is."""
    sample = column.slice(1, _SAMPLE).drop_null()
    if not pa.types.is_string(column.type) or not len(sample):
        return column
    dates = pc.sum(pc.match_substring_regex(sample, _TIME)).as_py()
    if 2 * dates < len(sample):
        return column
    encoded = column.dictionary_encode()
    part = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
    return encoded if len(part.dictionary) * REPEATED <= len(column) else column
