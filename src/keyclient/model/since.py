"""Since when a change in a book has happened: the last month, the start of the year, or another day before the data date."""

import datetime as dt
from calendar import monthrange
from enum import StrEnum

from keyclient.model.label import Label

CHANGES = {"aum": "aum_change", "deposits": "deposits_change"}
"""The field with the change of a balance."""


class Since(StrEnum):
    """The day with which a change compares the data date; the best to follow customers by comes first."""

    MONTH = "month"
    """The end of the month before."""
    PERIOD = "period"
    """The period before, whatever that is."""
    QUARTER = "quarter"
    """The end of the quarter before."""
    YEAR = "year"
    """The end of the year before, which is the start of this one."""
    YEAR_AGO = "year_ago"
    """The same day of the year before."""
    WEEK = "week"
    """The end of the week before."""
    DAY = "day"
    """The day before."""

    def opening(self, as_of: dt.date) -> dt.date | None:
        """The day with which the data date is compared; None where the words do not say it."""
        first = as_of.replace(day=1)
        starts = {
            Since.MONTH: first,
            Since.QUARTER: first.replace(month=as_of.month - (as_of.month - 1) % 3),
            Since.YEAR: first.replace(month=1),
            Since.WEEK: as_of - dt.timedelta(days=as_of.weekday()),
            Since.DAY: as_of,
        }
        if self is Since.YEAR_AGO:
            last = monthrange(as_of.year - 1, as_of.month)[1]
            return as_of.replace(year=as_of.year - 1, day=min(as_of.day, last))
        return starts[self] - dt.timedelta(days=1) if self in starts else None


SINCE_LABELS = {
    Since.MONTH: Label("the end of the month before", "上月末"),
    Since.PERIOD: Label("the period before", "上期"),
    Since.QUARTER: Label("the end of the quarter before", "上季末"),
    Since.YEAR: Label("the start of the year", "年初"),
    Since.YEAR_AGO: Label("the same day of the year before", "上年同期"),
    Since.WEEK: Label("the end of the week before", "上周末"),
    Since.DAY: Label("the day before", "上日"),
}
"""What each is called."""
