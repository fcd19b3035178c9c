"""A column of ids, as the bank wrote them; ids that have lost digits in Excel are suspect."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.ids import LONG, ODD, clean_id, looks_rounded, trailing_zeros_lost
from keyclient.ingest.cells.plain import BLANK_WORDS
from keyclient.ingest.columns.numbers import Texts
from keyclient.ingest.columns.reading import Reading, valid_cells
from keyclient.ingest.columns.words import read_text


def read_ids(texts: Texts, rounded: float) -> Reading:
    """Ids as text. An id that Excel has rounded is suspect.

    `rounded`: the share of long ids ending in zeros above which these are taken for rounded.
    """
    reading = read_text(texts, BLANK_WORDS)
    values, suspect = _cleaned(reading.values)
    suspect |= _ending_in_zeros(values, rounded)
    return replace(reading, values=values, valid=valid_cells(values), suspect=frozenset(suspect))


def has_long_ids(reading: Reading) -> bool:
    """Whether any id is as long as a number that Excel would have rounded."""
    return (pc.max(pc.utf8_length(reading.values)).as_py() or 0) >= LONG


def _cleaned(values: Texts) -> tuple[Texts, set[int]]:
    """The ids without what a program put around them, and the rows of those in scientific notation."""
    odd = np.flatnonzero(np.asarray(pc.fill_null(pc.match_substring_regex(values, ODD), fill_value=False)))
    if not len(odd):
        return values, set()
    typed = values.take(pa.array(odd)).to_pylist()
    cleaned = pa.array([clean_id(text) or None for text in typed], pa.string())
    mask = np.zeros(len(values), dtype=bool)
    mask[odd] = True
    suspect = {int(row) for row, text in zip(odd, typed, strict=True) if looks_rounded(text)}
    return pc.replace_with_mask(values.combine_chunks(), pa.array(mask), cleaned), suspect


def _ending_in_zeros(values: Texts, rounded: float) -> set[int]:
    """Long ids of a text file whose ends Excel has turned to zeros, when more than the share `rounded` are.

    Ids are counted once each, and a single one is never too many.
    """
    lengths = np.asarray(pc.fill_null(pc.utf8_length(values), 0))
    long = np.flatnonzero(lengths >= LONG + 2)
    if not len(long):
        return set()
    typed = values.take(pa.array(long)).to_pylist()
    lost = {text for text in typed if trailing_zeros_lost(text)}
    if len(lost) <= max(1, rounded * len(set(typed))):
        return set()
    return {int(row) for row, text in zip(long, typed, strict=True) if text in lost}
