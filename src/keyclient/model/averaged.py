"""Over which time an average is taken: the month, the quarter or the year of the data date, from its first day on."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from keyclient.model.label import Label


class Days(NamedTuple):
    """The days over which an average runs, as of one of them."""

    gone: int
    """Up to that day and with it: its balance, at the end of the day, is in the average."""
    left: int
    last: dt.date

    @property
    def all(self) -> int:
        """How many days there are."""
        return self.gone + self.left


class AveragedOver(StrEnum):
    """The time over which an average runs."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def days(self, as_of: dt.date) -> Days:
        """The days of the time that a day is in."""
        months = {AveragedOver.MONTH: 1, AveragedOver.QUARTER: 3, AveragedOver.YEAR: 12}[self]
        first = as_of.replace(day=1, month=as_of.month - (as_of.month - 1) % months)
        after = first.month - 1 + months
        last = dt.date(first.year, after, 1).replace(day=28) + dt.timedelta(days=4)
        last -= dt.timedelta(days=last.day)
        return Days((as_of - first).days + 1, (last - as_of).days, last)


OVER_LABELS = {
    AveragedOver.MONTH: Label("month", "本月"),
    AveragedOver.QUARTER: Label("quarter", "本季"),
    AveragedOver.YEAR: Label("year", "本年"),
}
"""What each is called."""
