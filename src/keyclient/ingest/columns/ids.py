"""A column of ids, as the bank wrote them; ids that have lost digits in Excel are suspect."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import Flags, Places, are_valid, cells_at, cells_that, lengths, matches, parts
from keyclient.ingest.cells.ids import LONG, ODD, clean_id, looks_rounded, trailing_zeros_lost
from keyclient.ingest.cells.plain import BLANK_WORDS
from keyclient.ingest.columns.numbers import Texts
from keyclient.ingest.columns.reading import Reading, Values
from keyclient.ingest.columns.words import read_text

_OF_IDS = bytes(code for code in range(0x21, 0x7F) if code not in b"'=.eE")
"""Of these bytes no odd id is made."""


def read_ids(texts: Texts, rounded: float) -> Reading:
    """Ids as text. An id that Excel has rounded is suspect.

    `rounded`: the share of long ids ending in zeros above which these are taken for rounded.
    """
    reading = read_text(texts, BLANK_WORDS)
    values, suspect = _cleaned(reading.values)
    suspect |= _ending_in_zeros(values, rounded)
    return replace(reading, values=values, valid=are_valid(values), suspect=frozenset(suspect))


def has_long_ids(reading: Reading) -> bool:
    """Whether any id is as long as a number that Excel would have rounded."""
    return bool(len(_long(reading.values, LONG)))


def _long(values: Values, least: int) -> Places:
    """The rows of ids of at least so many letters."""
    return np.flatnonzero(
        np.concatenate(
            [
                np.asarray(pc.fill_null(pc.utf8_length(part), 0)) >= least
                if (lengths(part) >= least).any()
                else np.zeros(len(part), dtype=bool)
                for _, part in parts(values)
            ]
            or [np.zeros(0, dtype=bool)]
        )
    )


def _cleaned(values: Texts) -> tuple[Texts, set[int]]:
    """The ids without what a program put around them, and the rows of those in scientific notation."""
    odd = np.flatnonzero(cells_that(values, _odd, _may_be_odd))
    if not len(odd):
        return values, set()
    typed = cells_at(values, odd).to_pylist()
    cleaned = pa.array([clean_id(text) or None for text in typed], pa.string())
    mask = np.zeros(len(values), dtype=bool)
    mask[odd] = True
    suspect = {int(row) for row, text in zip(odd, typed, strict=True) if looks_rounded(text)}
    whole = pc.replace_with_mask(values.combine_chunks(), pa.array(mask), cleaned)
    return pa.chunked_array([whole]), suspect


def _odd(part: pa.Array) -> Flags:
    return matches(part, ODD)


def _may_be_odd(letters: bytes) -> bool:
    return bool(letters.translate(None, _OF_IDS))


def _ending_in_zeros(values: Texts, rounded: float) -> set[int]:
    """Long ids of a text file whose ends Excel has turned to zeros, when more than the share `rounded` are.

    Ids are counted once each, and a single one is never too many.
    """
    long = _long(values, LONG + 2)
    if not len(long):
        return set()
    typed = cells_at(values, long).to_pylist()
    lost = {text for text in typed if trailing_zeros_lost(text)}
    if len(lost) <= max(1, rounded * len(set(typed))):
        return set()
    return {int(row) for row, text in zip(long, typed, strict=True) if text in lost}
