"""What the columns of a table hold, judging by its first rows: words, numbers, or codes such as C001."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import cells_at, cells_that, flags, matches
from keyclient.ingest.base.grid import Flags, Grid
from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.plain import ERROR_WORDS, folded, is_blank
from keyclient.ingest.layout.total_rows import total_label

SAMPLE_ROWS = 60
SAMPLE_CELLS = 40_000
"""A very wide table is judged by fewer rows."""
MOSTLY = 0.8

BOOLEANS = ("true", "false")
"""How a grid writes Excel's booleans."""
AFTER_DIGITS = ":"
"""Text that sorts after it does not begin with a digit, sign or bracket."""
_UP_TO_DIGITS = bytes(range(ord(AFTER_DIGITS)))
UNKNOWN_WORDS = frozenset(
    [
        "nan",
        "null",
        "n/a",
        "na",
        "none",
        "nil",
        "unknown",
        "tbd",
        "待定",
        "未知",
        "不详",
        "暂无",
        "未填",
        "空",
    ]
)
"""What people and programs write for an unknown value."""
_ERRORS = frozenset(ERROR_WORDS)
_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"-?\d+(\.\d*)?|(\d{4}-\d\d-\d\d[ T])?\d{1,2}:\d\d(:\d\d(\.\d+)?)?")


class ColumnKind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    """Numbers and dates."""
    CODE = "code"
    """Words with digits in them."""
    WORD = "word"
    MIXED = "mixed"
    NOTHING = "nothing"


def is_number(cell: str) -> bool:
    """Whether a cell is a plain number, a date with a time or a time of day, as a grid writes them."""
    return _PLAIN.fullmatch(cell) is not None


@lru_cache(1 << 16)
def is_word(cell: str) -> bool:
    """Whether a cell is not a number, date, time or boolean."""
    if _DIGIT.search(cell) is None:
        return cell not in BOOLEANS
    return not is_number(cell) and parse_amount(cell) is None and parse_date(cell) is None


def is_bare_word(cell: str) -> bool:
    """Whether a cell is a word without digits, like a heading and unlike an id; errors and `unknown` are not."""
    if _DIGIT.search(cell) is not None or is_blank(cell):
        return False
    return cell.strip() not in _ERRORS and folded(cell) not in UNKNOWN_WORDS


def begins_with_letter(cells: pa.ChunkedArray) -> Flags:
    """Which cells begin with a letter and have no digit; cheap for columns of numbers."""
    found = cells_that(cells, lambda part: flags(pc.greater(part, AFTER_DIGITS)), _has_letters)
    at = np.flatnonzero(found)
    if len(at):
        found[at] = ~matches(cells_at(cells, at), "[0-9]")
    return found


def _has_letters(letters: bytes) -> bool:
    """Whether anything but digits, signs and brackets is there."""
    return bool(letters.translate(None, _UP_TO_DIGITS))


class ColumnKinds(Sequence[ColumnKind]):
    """What each column holds, found out for the columns that are asked about: of thousands hardly any is."""

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        self._columns = columns
        self._found: dict[int, ColumnKind] = {}

    def __len__(self) -> int:
        return len(self._columns)

    @overload
    def __getitem__(self, at: int) -> ColumnKind: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ColumnKind]: ...
    def __getitem__(self, at: int | slice) -> ColumnKind | Sequence[ColumnKind]:
        if isinstance(at, slice):
            return ColumnKinds(self._columns[at])
        if at not in self._found:
            self._found[at] = _kind(self._columns[at])
        return self._found[at]


def column_kinds(grid: Grid, rows: Sequence[int]) -> ColumnKinds:
    """What each column holds in the first of some rows; blanks, errors and labels of totals are ignored."""
    most = max(5, min(SAMPLE_ROWS, SAMPLE_CELLS // max(len(grid.columns), 1)))
    sample = grid.rows(rows[:most])
    return ColumnKinds(list(zip(*sample, strict=True)) or [()] * len(grid.columns))


def misfits(cells: Sequence[str], kinds: Sequence[ColumnKind]) -> list[int]:
    """The columns in which a row differs in kind: a bare word among numbers or codes, a number among words."""
    return [
        position
        for position, (cell, kind) in enumerate(zip(cells, kinds, strict=True))
        if (kind in (ColumnKind.NUMBER, ColumnKind.CODE) and is_bare_word(cell))
        or (kind is ColumnKind.WORD and not is_blank(cell) and not is_word(cell))
    ]


def _kind(cells: Sequence[str]) -> ColumnKind:
    filled = [
        cell for cell in cells if not is_blank(cell) and cell.strip() not in _ERRORS and not total_label(cell)
    ]
    if not filled:
        return ColumnKind.NOTHING
    words = [cell for cell in filled if is_word(cell)]
    if len(filled) - len(words) >= MOSTLY * len(filled):
        return ColumnKind.NUMBER
    if len(words) < len(filled):
        return ColumnKind.MIXED
    coded = sum(_DIGIT.search(cell) is not None for cell in filled)
    return ColumnKind.CODE if coded >= MOSTLY * len(filled) else ColumnKind.WORD
