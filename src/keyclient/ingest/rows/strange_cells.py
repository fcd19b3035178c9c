"""Which cells show that their row may be no customer: ids that are no ids, names that are labels of totals."""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import (
    are_valid,
    cells_at,
    cells_that,
    flags,
    lengths,
    letters,
    matches,
    strings,
)
from keyclient.ingest.base.grid import Flags
from keyclient.ingest.cells.plain import BLANK_WORDS
from keyclient.ingest.layout.total_rows import LABEL, LABEL_BEGINS
from keyclient.ingest.rows.empty_rows import EXAMPLE, FIGURE
from keyclient.ingest.rows.other_rows import SENTENCE, SPECIAL

ACCOUNTING_ZERO = r"^[\s　]*[¥￥][\s　]*[-－][\s　]*$"
"""A cell that may be a zero of the accounting format (RE2)."""
STRANGE_CELL = "|".join(f"(?:{pattern})" for pattern in (SPECIAL, FIGURE, EXAMPLE))
"""Text that is looked at more closely wherever it stands (RE2)."""
STRANGE_ID = "|".join(f"(?:{pattern})" for pattern in (SPECIAL, FIGURE, EXAMPLE, SENTENCE, ACCOUNTING_ZERO))
"""The same of an id (RE2)."""
OF_IDS = b"0123456789BCDFGHJKLMNPQRTVWXYZbcdfghjklmnpqrtvwxyz"
"""Of these bytes no strange id is made but zeros: all words of the patterns have a vowel or an s."""
_HAN_LEADS = range(0xE4, 0xEA)


def strange_ids(ids: pa.ChunkedArray) -> Flags:
    """The ids that say nothing, are words of a total, a note, a figure or an example, or a sentence."""
    return cells_that(ids, _strange, bool)


def _strange(part: pa.Array) -> Flags:
    text = letters(part)
    if text.translate(None, OF_IDS):
        return matches(part, STRANGE_ID) | _is_blank_word(part)
    return _zeros(part, text)


def _zeros(part: pa.Array, text: bytes) -> Flags:
    """Which cells are zeros and nothing else."""
    others = np.cumsum(np.frombuffer(text, np.uint8) != ord("0"), dtype=np.int32)
    sizes = lengths(part)
    ends = np.concatenate([[0], others])[np.concatenate([[0], np.cumsum(sizes)])]
    found: Flags = (np.diff(ends) == 0) & (sizes > 0) & are_valid(part)
    return found


def says_nothing(column: pa.ChunkedArray) -> Flags:
    """Which cells hold a word for blank."""
    return _is_blank_word(column) | matches(column, ACCOUNTING_ZERO)


def _is_blank_word(column: pa.ChunkedArray | pa.Array) -> Flags:
    return flags(pc.is_in(pc.utf8_trim_whitespace(strings(column)), value_set=pa.array(BLANK_WORDS)))


def labels(names: pa.ChunkedArray) -> Flags:
    """Which cells are the label of a total row; only those that begin like one are looked at."""
    likely = np.flatnonzero(cells_that(names, _begins_like_label, bool))
    found = np.zeros(len(names), dtype=bool)
    found[likely] = matches(cells_at(names, likely), LABEL)
    return found


def _begins_like_label(part: pa.Array) -> Flags:
    """Which cells do not begin with a Chinese character with which no label begins."""
    text = np.frombuffer(letters(part) + bytes(3), np.uint8)
    starts = np.cumsum(lengths(part), dtype=np.int64) - lengths(part)
    first, second, third = (text[starts + at].astype(np.int32) for at in range(3))
    is_han = (first >= _HAN_LEADS.start) & (first < _HAN_LEADS.stop)
    likely: Flags = ~is_han | _begins()[second << 8 | third]
    return likely


@cache
def _begins() -> Flags:
    """By the second and third byte of a Chinese character: whether a label may begin with it."""
    found = np.zeros(1 << 16, dtype=bool)
    for letter in (letter.encode() for letter in LABEL_BEGINS):
        if letter[0] in _HAN_LEADS:
            found[letter[1] << 8 | letter[2]] = True
    return found
