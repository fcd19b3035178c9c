"""The period of a book that a command asks for, and the rows that belong to it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from keyclient.ingest.base.table_refusals import PeriodNotFound
from keyclient.ingest.cells.plain import folded
from keyclient.ingest.cells.spans import Span, span_of
from keyclient.ingest.columns.periods.row_dates import NO_YEAR, Periods, period_end
from keyclient.model.label import listed
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class ChosenPeriod:
    """The data dates that lie in the period asked for."""

    periods: Periods
    """All data dates of the book."""
    places: tuple[int, ...]
    """Those that were chosen, by their places in `periods`, rising."""
    asked: Span | None = None
    """The period as it was typed; None where that was a month without a year."""

    @property
    def within(self) -> npt.NDArray[np.bool_]:
        """The rows of the chosen dates."""
        return np.isin(self.periods.of_row, self.places)

    @property
    def days(self) -> tuple[str, ...]:
        """The chosen dates as they stand in the book."""
        return tuple(self.periods.days[place] for place in self.places)

    @property
    def as_of(self) -> dt.date | None:
        """The last of the chosen dates; of a month without a year that of the period asked for, if it has one."""
        day = self.periods.dates[self.places[-1]]
        if day.year != NO_YEAR:
            return day
        return None if self.asked is None else self.asked.last

    @property
    def up_to(self) -> Periods:
        """The data dates without those that come after the period: the latest of them is the period's."""
        end = self.places[-1] + 1
        return replace(self.periods, days=self.periods.days[:end], dates=self.periods.dates[:end])


def choose_period(periods: Periods, typed: str, path: Path) -> ChosenPeriod:
    """The data date that is typed as the book has it, else those in the period that was typed.

    Raises `PeriodNotFound`, which lists them all.
    """
    span = span_of(typed)
    places = tuple(place for place, shown in enumerate(periods.days) if folded(shown) == folded(typed))
    if not places:
        places = tuple(place for place, day in enumerate(periods.dates) if _is_meant(day, typed, span))
    if not places or (span is None and len(places) > 1):
        raise PeriodNotFound(path=path, period=typed, periods=listed(periods.days))
    return ChosenPeriod(periods, places, span)


def _is_meant(day: dt.date, typed: str, span: Span | None) -> bool:
    """Whether a data date is in the period that was typed, or of that month where either has no year."""
    if span is not None:
        is_month = (span.first.year, span.first.month) == (span.last.year, span.last.month)
        return span.holds(day) or (day.year == NO_YEAR and is_month and day.month == span.last.month)
    end = period_end(typed)
    return end is not None and end.year == NO_YEAR and day.month == end.month
