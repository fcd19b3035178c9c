"""Numbers that Excel shows as dates, and no reader does: by the formats that only an East Asian Excel has."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pyarrow as pa

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.replaced import with_texts
from keyclient.ingest.cells.dates import LAST_SERIAL, PHANTOM_DAY
from keyclient.model.excel import EPOCH, EPOCH_1904


def with_dates(grid: Grid) -> Grid:
    """The sheet with such numbers as dates, as the reader writes those that it knows."""
    columns = list(grid.columns)
    for place, rows in grid.marks.dates().items():
        position = grid.positions.get(place)
        at = np.array([row for row in rows if row < grid.height], dtype=np.int64)
        if position is not None and len(at):
            texts = columns[position].take(pa.array(at)).to_pylist()
            shown = [_shown(text, is_1904=grid.marks.is_1904) for text in texts]
            columns[position] = with_texts(columns[position], at, shown)
    return grid if columns == list(grid.columns) else replace(grid, columns=tuple(columns))


def _shown(text: str | None, *, is_1904: bool) -> str | None:
    """A day with its time; the text itself where it is no number of a day."""
    try:
        days = float(text or "")
    except ValueError:
        return text
    if not 1 <= days <= LAST_SERIAL:
        return text
    start = EPOCH_1904 if is_1904 else EPOCH + dt.timedelta(days=days < PHANTOM_DAY)
    moment = dt.datetime.combine(start, dt.time()) + dt.timedelta(seconds=round(days * 86_400))
    return str(moment)
