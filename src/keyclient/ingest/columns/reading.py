"""A column as values, and what is wrong with the cells that could not be read."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.dates import DateOrder
from keyclient.ingest.cells.plain import ERROR_WORDS
from keyclient.ingest.columns.numbers import Flags, NumberColumn, Texts
from keyclient.model.column import Reads
from keyclient.model.record import dataclass
from keyclient.model.rules.cells import (
    AmountUnreadable,
    ChoiceUnknown,
    DateUnreadable,
    ErrorValue,
    NumberUnreadable,
    UnreadableCell,
)

Values: TypeAlias = npt.NDArray[Any] | pa.Array
CellRule: TypeAlias = type[UnreadableCell]

UNREADABLE: Mapping[Reads, CellRule] = {
    Reads.MONEY: AmountUnreadable,
    Reads.DATE: DateUnreadable,
    Reads.COUNT: NumberUnreadable,
    Reads.NUMBER: NumberUnreadable,
    Reads.CHOICE: ChoiceUnknown,
}
"""The rule against a filled cell that cannot be read as its kind of column."""


@dataclass(frozen=True)
class Reading:
    """A column as values. Rows count from 0 within the rows that were read."""

    values: Values
    """int64 (fen or counts), float64, datetime64[D], or text as Arrow strings."""
    valid: Flags
    """False where the cell is blank or could not be read."""
    bad: Mapping[int, CellRule]
    """The rule against every row with a filled cell that could not be read."""
    texts: Mapping[int, str] = field(default_factory=dict)
    """These cells as typed."""
    decimals: int | None = None
    rounded: int = 0
    says_money: bool = False
    foreign: tuple[int, ...] = ()
    """Rows whose amount has a foreign currency sign."""
    suspect: frozenset[int] = frozenset()
    """Rows whose id has lost digits."""

    @property
    def filled(self) -> int:
        """Number of filled cells, readable or not."""
        return int(self.valid.sum()) + len(self.bad)


@dataclass(frozen=True)
class BookConventions:
    """How to read cells that do not explain themselves."""

    order: DateOrder | None = None
    """How `03/04/2026` is meant; None: only if another date of the column proves it."""
    is_1904: bool = False
    """Whether dates count from 1904."""
    rounded_ids: float = 1.0
    """The long ids of a column count as rounded by Excel if more than this share end in zeros; 1: never."""


def reading_of_numbers(numbers: NumberColumn, reads: Reads) -> Reading:
    """A reading from a column of numbers."""
    otherwise = UNREADABLE[reads]
    return Reading(
        numbers.values,
        numbers.valid,
        {row: cell_rule(text, otherwise) for row, text in numbers.bad.items()},
        numbers.bad,
        numbers.decimals,
        numbers.rounded,
        numbers.says_money,
        numbers.foreign,
    )


def mark_unreadable(
    reading: Reading, unreadable: Mapping[int, CellRule], typed: Mapping[int, str]
) -> Reading:
    """The reading with further cells marked as unreadable."""
    valid = reading.valid.copy()
    valid[list(unreadable)] = False
    values = reading.values
    if isinstance(values, pa.ChunkedArray | pa.Array):
        values = pc.if_else(pa.array(valid), values, pa.scalar(None, pa.string()))
    bad, texts = {**reading.bad, **unreadable}, {**reading.texts, **typed}
    return replace(reading, values=values, valid=valid, bad=bad, texts=texts)


def cell_rule(text: str, otherwise: CellRule) -> CellRule:
    """The rule against a cell that cannot be read; an Excel error as text has a rule of its own in every column."""
    return ErrorValue if text.strip() in ERROR_WORDS else otherwise


def valid_cells(values: Texts) -> Flags:
    """Which cells of a text column hold a value."""
    return np.asarray(pc.is_valid(values), dtype=bool)
