"""What a command asks of a book."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from keyclient.model.record import dataclass
from keyclient.policy.models import Policy

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Request:
    """How to read a book, and what it must contain."""

    policy: Policy = field(default_factory=Policy)
    sheet: str | None = None
    header_row: int | None = None
    """Row of the headings, numbered as in Excel."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Headings that the user maps to fields for this run, by field; each must be in the book."""
    measure: str | None = None
    """A field or heading to rank customers by; else the policy's, else the first that the book has."""
    needs_measure: bool = True
    """Whether a book without a measure is refused."""
    by: str | None = None
    """A field or heading to group customers by."""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Fields or headings, and the values in each that customers have to have to be listed."""
    bands: tuple[str, ...] = ()
    """Age bands of the policy in one of which customers have to be to be listed; empty: whatever their age."""
    as_of: dt.date | None = None
    period: str | None = None
    """Of a book with several data dates, the period to read, as people name it: 202603, 2026年3月, 2026-03-31; None: the
    latest balances, and everything that was earned."""
    dated_by_sheet: bool = False
    """Whether the sheet is a book of its own, so that a year alone as its name (2025) is a data date."""
    life_cycle: bool = False
    """Whether ages and holdings are needed: product columns are read and impossible ages reported."""
    counts_products: bool = False
    """Whether the products in the lists of holdings are counted."""
    traced: bool = False
    """Whether to return the rows behind each customer too."""
    sets_aside: bool = True
    """Whether rows with an unreadable measure are set aside; otherwise their value is blank."""
    keeps_rows: "Callable[[pd.DataFrame], bool] | None" = None
    """Decides from the rows whether those of one id stay separate, being events rather than accounts."""
    marks: tuple[str, ...] = ()
    """Headings of columns that hold a date, or yes or no, for something that happened."""
    about: tuple[str, ...] = ()
    """Fields that the table should have, which decides between several."""
    also: tuple[str, ...] = ()
    """Fields or headings to read as further numbers beside the measure."""
    jobs: int | None = None
    """The most processes that read a large workbook together; None: as many as are usual."""

    @property
    def words(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The policy's words for the choices of a field, by field and choice."""
        return {"outcome": {str(choice): words for choice, words in self.policy.funnel.outcome_words.items()}}

    @property
    def wanted_sheet(self) -> str | None:
        """The sheet to read, if one is named."""
        return self.sheet or self.policy.read.sheet

    @property
    def wanted_measure(self) -> str | None:
        """What to rank customers by, if it is named."""
        return self.measure or self.policy.segment.measure

    @property
    def given(self) -> frozenset[str]:
        """The fields whose headings the user has mapped, for this run or in the policy."""
        return frozenset({*self.mapping, *self.policy.columns})
