"""What every engine can be asked about a portfolio before an analysis computes with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from keyclient.ingest.portfolio.reading import Reading, Value
from keyclient.ingest.portfolio.schema import Schema

if TYPE_CHECKING:
    import narwhals as nw

MOST_WORDS = 1000
"""So many different texts of a column are read as people write them; with more, only plain ones are read."""
MOST_LISTS = 20_000
"""So many different lists of products are read."""


@dataclass(frozen=True)
class Totals:
    """Exact figures of one column over some rows."""

    filled: int
    """Cells that are not blank."""
    read: int
    """Cells that can be read."""
    low: Value | None
    high: Value | None
    total: int | None
    """The sum of whole numbers; None for anything else."""

    @property
    def unread(self) -> int:
        """Cells that are filled and cannot be read."""
        return self.filled - self.read


@dataclass(frozen=True)
class FrameColumn:
    """One column of the frame to be made: a reading, a constant, a sum of readings, or who holds something."""

    name: str
    readings: tuple[Reading, ...] = ()
    """One: its value. Several: their sum, in which blanks count as nothing; all blank is blank."""
    constant: Value | None = None
    """What stands in every row of a column without readings; None is null."""
    otherwise: Value | None = None
    """What stands where the value is null."""
    type: str = "BIGINT"
    held: "tuple[HeldBy, ...]" = ()
    known: "tuple[HeldBy, ...]" = ()
    """Where any of these says yes or no and none of `held` does, the answer is no."""


@dataclass(frozen=True)
class HeldBy:
    """What one column says about who holds a product family."""

    reading: Reading
    yes: tuple[str, ...]
    """The texts that say that it is held. For a column of numbers: empty, more than zero says so."""
    no: tuple[str, ...]
    """The texts that say that it is not held."""


@dataclass(frozen=True)
class Kept:
    """Which rows count. All conditions hold together."""

    newest: Mapping[str | None, Value | None] | None = None
    """By branch, the data date whose rows count; under None that of rows without a branch."""
    date: Reading | None = None
    branch: Reading | None = None
    """None: one day counts, whatever the branch."""
    readable: tuple[Reading, ...] = field(default=())
    """Of these no cell may be filled and unreadable."""


class Table(Protocol):
    """A portfolio as one engine reads it."""

    schema: Schema

    def totals(self, readings: Sequence[Reading], kept: Kept) -> Mapping[str, Totals]:
        """Figures of several columns, by their names in the frame, in one pass over the rows that count."""

    def rows(self, kept: Kept) -> int:
        """How many rows count."""

    def odd_texts(self, reading: Reading) -> Sequence[str] | None:
        """The different filled texts that are not plain, in order; None if they are more than `MOST_WORDS`."""

    def with_words(self, reading: Reading) -> Reading:
        """The reading with the values of the texts that people wrote in the column; see `odd_texts`."""

    def distinct(self, reading: Reading, most: int = MOST_LISTS) -> Sequence[str] | None:
        """The different texts of a column, in order; None if they are more than `most`."""

    def cells(self, reading: Reading, kept: Kept, most: int = MOST_LISTS) -> Mapping[str, int] | None:
        """How many of the rows that count have each text of a column; None if these are more than `most`."""

    def dated(self, date: Reading, branch: Reading | None) -> Sequence[tuple[str | None, Any, int]]:
        """Every branch and data date, and how many rows have both."""

    def whole_decimals(self, reading: Reading, most: int) -> int | None:
        """The fewest decimals, at most so many, in which every number of a column is exact; None if there are none."""

    def keep(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """A frame made of the portfolio, computed once and kept where the engine may spill, until it is closed."""

    def frame(self, columns: Sequence[FrameColumn], kept: Kept) -> "nw.LazyFrame[Any]":
        """The rows that count, in their columns; nothing is read before it is collected."""
