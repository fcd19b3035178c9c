"""A column of dates."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.dates import is_ambiguous, order_shown_by, parse_date
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.numbers import Texts
from keyclient.ingest.columns.reading import UNREADABLE, BookConventions, Reading, cell_rule, valid_cells
from keyclient.model.column import Reads
from keyclient.model.rules.cells import DateAmbiguous

FIRST_DAY = np.datetime64("1900-01-01")
"""Excel has no earlier dates: these take the slower way."""


def read_dates(texts: Texts, conventions: BookConventions) -> Reading:
    """Read dates. Without a given order of day and month, the other dates of the column may prove one."""
    try:
        days = _days(pc.cast(texts, pa.timestamp("s")))
    except pa.ArrowInvalid:
        return _typed_dates(texts, conventions)
    if (days < FIRST_DAY).any():
        return _typed_dates(texts, conventions)
    return Reading(days, valid_cells(texts), {})


def _days(stamps: pa.ChunkedArray) -> npt.NDArray[np.datetime64]:
    seconds = np.asarray(pc.fill_null(pc.cast(stamps, pa.int64()), 0), dtype="int64")
    return seconds.astype("datetime64[s]").astype("datetime64[D]")


def _typed_dates(texts: Texts, conventions: BookConventions) -> Reading:
    """Dates in any notation; every distinct text is read once."""
    encoded = pc.dictionary_encode(texts.combine_chunks())
    shapes: list[str] = encoded.dictionary.to_pylist()
    order = conventions.order or order_shown_by(shapes)
    days = [
        None if is_blank(text) else parse_date(text, order, is_1904=conventions.is_1904) for text in shapes
    ]
    blank = np.array([is_blank(text) for text in shapes] + [True])
    known = np.array([day is not None for day in days] + [False])
    values = np.array([day or "1970-01-01" for day in days] + ["1970-01-01"], dtype="datetime64[D]")
    index = np.asarray(pc.fill_null(encoded.indices, -1), dtype="int64")
    bad = np.flatnonzero(~known[index] & ~blank[index]).tolist()
    typed = {row: shapes[index[row]] for row in bad}
    unreadable = UNREADABLE[Reads.DATE]
    codes = {
        row: cell_rule(text, DateAmbiguous if is_ambiguous(text) else unreadable)
        for row, text in typed.items()
    }
    return Reading(values[index], known[index], codes, typed)
