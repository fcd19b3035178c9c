"""What the columns of a table hold, told from its first rows: words, numbers, or codes such as C001."""

import re
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.grid import Flags, Grid
from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.plain import ERROR_WORDS, folded, is_blank
from keyclient.ingest.layout.total_rows import total_label

SAMPLE_ROWS = 60
SAMPLE_CELLS = 40_000
"""Of a very wide table fewer rows are looked at."""
MOSTLY = 0.8

BOOLEANS = ("true", "false")
"""How Excel's booleans are written here."""
AFTER_DIGITS = ":"
"""Whatever sorts behind it begins with no digit, sign or bracket."""
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
"""What people and programs write where they know nothing."""
_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"-?\d+(\.\d*)?|(\d{4}-\d\d-\d\d[ T])?\d{1,2}:\d\d(:\d\d(\.\d+)?)?")


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    """Numbers and dates."""
    CODE = "code"
    """Words with digits in them."""
    WORD = "word"
    MIXED = "mixed"
    NOTHING = "nothing"


def is_number(cell: str) -> bool:
    """Whether a cell is a plain number, a moment or a time of day as Excel's cells are written here."""
    return _PLAIN.fullmatch(cell) is not None


def is_word(cell: str) -> bool:
    """Whether a cell holds neither a number nor a date, a time or Excel's true and false."""
    if _DIGIT.search(cell) is None:
        return cell not in BOOLEANS
    return not is_number(cell) and parse_amount(cell) is None and parse_date(cell) is None


def is_bare_word(cell: str) -> bool:
    """Whether a cell holds a word without any digit, as headings do and ids do not; an error or `unknown` is none."""
    if _DIGIT.search(cell) is not None or is_blank(cell):
        return False
    return cell.strip() not in ERROR_WORDS and folded(cell) not in UNKNOWN_WORDS


def begins_with_letter(cells: pa.ChunkedArray) -> Flags:
    """Cells that begin with a letter and have no digit; looked for as cheaply as columns of numbers allow."""
    flags = np.asarray(pc.fill_null(pc.greater(cells, AFTER_DIGITS), fill_value=False), dtype=bool)
    at = np.flatnonzero(flags)
    if len(at):
        flags[at] = np.asarray(
            pc.invert(pc.match_substring_regex(cells.take(pa.array(at)), "[0-9]")), dtype=bool
        )
    return flags


def column_kinds(grid: Grid, rows: Sequence[int]) -> tuple[Kind, ...]:
    """What each column holds in the first of some rows; blanks, errors and labels of totals say nothing."""
    most = max(5, min(SAMPLE_ROWS, SAMPLE_CELLS // max(len(grid.columns), 1)))
    sample = grid.rows(rows[:most])
    return tuple(_kind(cells) for cells in zip(*sample, strict=True)) or (Kind.NOTHING,) * len(grid.columns)


def misfits(cells: Sequence[str], kinds: Sequence[Kind]) -> list[int]:
    """The columns in which a row holds what no other does: a bare word among numbers or codes, a number among words."""
    return [
        position
        for position, (cell, kind) in enumerate(zip(cells, kinds, strict=True))
        if (kind in (Kind.NUMBER, Kind.CODE) and is_bare_word(cell))
        or (kind is Kind.WORD and not is_blank(cell) and not is_word(cell))
    ]


def _kind(cells: Sequence[str]) -> Kind:
    filled = [
        cell
        for cell in cells
        if not is_blank(cell) and cell.strip() not in ERROR_WORDS and not total_label(cell)
    ]
    if not filled:
        return Kind.NOTHING
    words = [cell for cell in filled if is_word(cell)]
    if len(filled) - len(words) >= MOSTLY * len(filled):
        return Kind.NUMBER
    if len(words) < len(filled):
        return Kind.MIXED
    coded = sum(_DIGIT.search(cell) is not None for cell in filled)
    return Kind.CODE if coded >= MOSTLY * len(filled) else Kind.WORD
