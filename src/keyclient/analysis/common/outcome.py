"""What an analysis makes of a book: its outcome, or why there is none."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.portfolio import Portfolio
from keyclient.model.receipt import Source
from keyclient.model.record import dataclass
from keyclient.model.report import Fact, Report

if TYPE_CHECKING:
    import narwhals as nw

ResultT_co = TypeVar("ResultT_co", bound=BaseModel, covariant=True)


def _no_columns() -> None:
    return None


@dataclass(frozen=True)
class Outcome(Generic[ResultT_co]):
    """What one analysis has found, for programs and for people."""

    name: str
    """The analysis, as the command is called."""
    result: ResultT_co
    report: Report
    issues: tuple[Issue, ...]
    """What is wrong with the book, and what a reader of this analysis has to know about it."""
    sources: tuple[Source, ...]
    """The book first, then what else was read."""
    portfolio: Portfolio
    """The customers of the book, or its deals; of a portfolio that an engine computes only those whom the answer lists."""
    facts: tuple[Fact, ...] = ()
    """The figures that are worth remembering: they stand on the first page of a report."""
    only: Mapping[str, tuple[str, ...]] | None = None
    """What the customers that are listed have in common, as it was asked for; None: all are listed."""
    other_numbers: Callable[[], Collection[str]] = tuple
    """The numbers of customers whom the result names besides those of the portfolio, such as those who have left."""
    files: Mapping[str, Callable[[], bytes | None]] = field(default_factory=dict)
    """What makes the further files that the analysis has options for, by `FileOption.file`.

    None where there is nothing to write."""
    customer_columns: Callable[[], CustomerColumns | None] = _no_columns
    """What is said about each customer, for the user's own workbook; None where the rows are no customers.

    Complete where the query listed all customers."""
    everybody: "Callable[[], nw.LazyFrame[Any]] | None" = None
    """All customers of a portfolio with what is said about each, for a folder of Parquet; None: the portfolio is in memory."""
    amounts: tuple[str, ...] = ()
    """Columns of `everybody`, besides `value`, that are amounts of the measure."""

    @property
    def as_of(self) -> dt.date:
        """The data date."""
        return self.portfolio.as_of


@dataclass(frozen=True)
class NotPossible:
    """An analysis that the book has no data for."""

    name: str
    reason: Label
    fields: tuple[str, ...] = ()
    """Fields of `Customer`: a column for one of them would allow it. Empty where no column is what is missing."""
    is_complete: bool = False
    """Whether the book has what it takes, and there is nothing to tell."""
