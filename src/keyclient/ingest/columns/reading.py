"""A column read as values: what was read, and what is wrong with the cells that were not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.dates import DateOrder
from keyclient.ingest.cells.plain import ERROR_WORDS
from keyclient.ingest.columns.numbers import Flags, Numbers, Texts
from keyclient.model.column import Reads

Values: TypeAlias = npt.NDArray[Any] | pa.Array

ERROR_CELL = "KC101"
"""Issue code of a cell that holds an Excel error, as such or as text."""
UNREADABLE = {
    Reads.MONEY: "KC102",
    Reads.DATE: "KC103",
    Reads.COUNT: "KC104",
    Reads.NUMBER: "KC104",
    Reads.CHOICE: "KC106",
}
"""Issue code of a cell that holds something, but not what its column reads."""


@dataclass(frozen=True)
class Reading:
    """A column as values. Rows count from 0 within the rows that were read."""

    values: Values
    """int64 (fen or counts), float64, datetime64[D], or text as Arrow strings."""
    valid: Flags
    """False where the cell is blank or could not be read."""
    bad: Mapping[int, str]
    """Issue code of every row whose cell holds something that could not be read."""
    texts: Mapping[int, str] = field(default_factory=dict)
    """Those cells as typed."""
    decimals: int | None = None
    rounded: int = 0
    says_money: bool = False
    foreign: tuple[int, ...] = ()
    """Rows whose amount carries the sign of a foreign currency."""
    suspect: frozenset[int] = frozenset()
    """Rows whose id has lost digits."""

    @property
    def filled(self) -> int:
        """Cells that hold something, readable or not."""
        return int(self.valid.sum()) + len(self.bad)


@dataclass(frozen=True)
class BookConventions:
    """How to read cells that do not explain themselves."""

    order: DateOrder | None = None
    """How `03/04/2026` is meant; None: only where another date of the column proves it."""
    is_1904: bool = False
    """Whether its days are counted from 1904."""
    rounded_ids: float = 1.0
    """Excel has rounded the long ids of a column when more than this share of them ends in zeros; 1: never."""


def reading_of_numbers(numbers: Numbers, reads: Reads) -> Reading:
    """A reading from a column of numbers."""
    code = UNREADABLE[reads]
    return Reading(
        numbers.values,
        numbers.valid,
        {row: cell_code(text, code) for row, text in numbers.bad.items()},
        numbers.bad,
        numbers.decimals,
        numbers.rounded,
        numbers.says_money,
        numbers.foreign,
    )


def mark_unreadable(reading: Reading, codes: Mapping[int, str], typed: Mapping[int, str]) -> Reading:
    """The reading with some more cells marked as unreadable."""
    valid = reading.valid.copy()
    valid[list(codes)] = False
    values = reading.values
    if isinstance(values, pa.ChunkedArray | pa.Array):
        values = pc.if_else(pa.array(valid), values, pa.scalar(None, pa.string()))
    bad, texts = {**reading.bad, **codes}, {**reading.texts, **typed}
    return replace(reading, values=values, valid=valid, bad=bad, texts=texts)


def cell_code(text: str, otherwise: str) -> str:
    """Issue code of a cell that cannot be read: an Excel error typed out is one whatever the column holds."""
    return ERROR_CELL if text.strip() in ERROR_WORDS else otherwise


def valid_cells(values: Texts) -> Flags:
    """Which cells of a text column hold a value."""
    return np.asarray(pc.is_valid(values), dtype=bool)
