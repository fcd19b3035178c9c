"""A column of dates."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import are_valid
from keyclient.ingest.cells.dates import is_ambiguous, order_shown_by, parse_date
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.numbers import Texts
from keyclient.ingest.columns.reading import UNREADABLE, BookConventions, Reading, cell_rule
from keyclient.model.column import Reads
from keyclient.model.rules.cells import DateAmbiguous

FIRST_DAY = np.datetime64("1900-01-01")
"""Excel has no earlier dates: these take the slower way."""


def read_dates(texts: Texts, conventions: BookConventions) -> Reading:
    """Read dates. Without a given order of day and month, the other dates of the column may prove one.

    Of a column that holds every date once (a dictionary), only these are read.
    """
    distinct = _distinct(texts) if pa.types.is_dictionary(texts.type) else None
    days = _written_in_full(texts if distinct is None else distinct.texts)
    if days is None:
        return _typed_dates(distinct or _distinct(pc.dictionary_encode(texts)), conventions)
    if distinct is None:
        return Reading(days, are_valid(texts), {})
    return Reading(np.append(days, np.datetime64(0, "D"))[distinct.at], distinct.at >= 0, {})


class _Distinct(NamedTuple):
    """The cells of a column, each text once."""

    texts: pa.Array
    at: npt.NDArray[np.int64]
    """The place of each cell among the texts; -1 for a blank one."""


def _distinct(encoded: pa.ChunkedArray | pa.DictionaryArray) -> _Distinct:
    """The texts of the cells themselves: a dictionary may hold those of other rows too."""
    whole = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    at = np.asarray(pc.fill_null(whole.indices, -1), dtype=np.int64)
    used = np.flatnonzero(np.bincount(at + 1, minlength=len(whole.dictionary) + 1)[1:])
    if len(used) == len(whole.dictionary):
        return _Distinct(whole.dictionary, at)
    places = np.full(len(whole.dictionary) + 1, -1, np.int64)
    places[used] = np.arange(len(used))
    return _Distinct(whole.dictionary.take(pa.array(used)), places[at])


def _written_in_full(texts: pa.ChunkedArray | pa.Array) -> npt.NDArray[np.datetime64] | None:
    """The days of texts as readers write them; None where any text is something else, or before Excel's first day."""
    try:
        stamps = pc.cast(texts, pa.timestamp("s"))
    except pa.ArrowInvalid:
        return None
    seconds = np.asarray(pc.fill_null(pc.cast(stamps, pa.int64()), 0), dtype="int64")
    days = seconds.astype("datetime64[s]").astype("datetime64[D]")
    return None if (days < FIRST_DAY).any() else days


def _typed_dates(distinct: _Distinct, conventions: BookConventions) -> Reading:
    """Dates in any notation; every distinct text is read once."""
    shapes, index = distinct.texts.to_pylist(), distinct.at
    order = conventions.order or order_shown_by(shapes)
    days = [
        None if is_blank(text) else parse_date(text, order, is_1904=conventions.is_1904) for text in shapes
    ]
    blank = np.array([is_blank(text) for text in shapes] + [True])
    known = np.array([day is not None for day in days] + [False])
    values = np.array([day or "1970-01-01" for day in days] + ["1970-01-01"], dtype="datetime64[D]")
    bad = np.flatnonzero(~known[index] & ~blank[index]).tolist()
    typed = {row: shapes[index[row]] for row in bad}
    unreadable = UNREADABLE[Reads.DATE]
    codes = {
        row: cell_rule(text, DateAmbiguous if is_ambiguous(text) else unreadable)
        for row, text in typed.items()
    }
    return Reading(values[index], known[index], codes, typed)
