"""What an analysis makes of a book: its result, or why there is none."""

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.portfolio import Portfolio
from keyclient.model.receipt import Source
from keyclient.model.report import Report

ResultT_co = TypeVar("ResultT_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True)
class Found(Generic[ResultT_co]):
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
    """The customers of the book, or its deals."""

    @property
    def as_of(self) -> dt.date:
        """The data date."""
        return self.portfolio.as_of


@dataclass(frozen=True)
class Lack:
    """An analysis that the book has no data for."""

    name: str
    why: Label
    fields: tuple[str, ...] = ()
    """Fields of `Customer`: a column for one of them would allow it. Empty where no column is what is missing."""
