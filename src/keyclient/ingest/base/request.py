"""What a command wants of a book."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from keyclient.policy.models import Policy

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Request:
    """How to read a book, and what must be in it."""

    policy: Policy = field(default_factory=Policy)
    sheet: str | None = None
    header_row: int | None = None
    """Row of the headings as Excel shows it."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Headings given by the user for this run, by field; each must be in the book."""
    measure: str | None = None
    """A field or heading to rank customers by; else the policy's, else the first that the book has."""
    needs_measure: bool = True
    """Whether a book without a measure is refused; where it has one, rows that it cannot be read from are set aside."""
    by: str | None = None
    """A field or heading to group customers by."""
    as_of: dt.date | None = None
    life_cycle: bool = False
    """Whether it matters how old customers are and what they hold: product columns are read, odd ages are told."""
    traced: bool = False
    """Whether the rows behind the customers are wanted too."""
    sets_aside: bool = True
    """Whether rows are set aside whose measure cannot be read; else their value is blank."""
    keeps_rows: "Callable[[pd.DataFrame], bool] | None" = None
    """Told from the rows: whether those of one id stay apart, because they are events and no accounts."""
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """More words for the choices of a field, by field and choice."""
    marks: tuple[str, ...] = ()
    """Headings of columns that tell a day, or yes or no."""
    also: tuple[str, ...] = ()
    """Fields or headings that are to be numbers of the frame beside the measure."""

    @property
    def wanted_sheet(self) -> str | None:
        """The sheet to read, if one was named."""
        return self.sheet or self.policy.read.sheet

    @property
    def wanted_measure(self) -> str | None:
        """What to rank customers by, if it was named."""
        return self.measure or self.policy.segment.measure

    @property
    def given(self) -> frozenset[str]:
        """The fields whose headings the user has given, for this run or in the policy."""
        return frozenset({*self.mapping, *self.policy.columns})
