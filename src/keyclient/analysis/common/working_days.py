"""The days on which a bank is open."""

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.common.published_calendar import PublishedCalendar, published_calendar
from keyclient.policy.parts.calendar import CalendarPolicy

Days = NDArray[np.int64]
"""Days by their ordinal, as `datetime.date.toordinal` counts them."""

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


def is_open(day: dt.date, calendar: CalendarPolicy) -> bool:
    """Whether the bank is open: as the policy names the day, else as it is published, else from Monday to Friday."""
    if day in calendar.workdays or day in calendar.holidays:
        return day in calendar.workdays
    published = _published(calendar)
    if published is None:
        return day.weekday() < _SATURDAY
    return day in published.workdays or (day.weekday() < _SATURDAY and day not in published.holidays)


def next_working_day(day: dt.date, calendar: CalendarPolicy) -> dt.date:
    """The day itself if the bank is open, else the next day on which it is."""
    while not is_open(day, calendar) and day < dt.date.max:
        day += _DAY
    return day


def plus_working_days(day: dt.date, count: int, calendar: CalendarPolicy) -> dt.date:
    """The working day so many working days after a day, itself not counted; below 0 before it.

    0 is the day itself if the bank is open, else the next day on which it is. Raises OverflowError beyond the year 9999.
    """
    if not count:
        return next_working_day(day, calendar)
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_open(day, calendar):
            day += step
    return day


def working_days_between(after: dt.date, until: dt.date, calendar: CalendarPolicy) -> Days:
    """Every working day after a day, up to and with another one, in order; as many as `len` says."""
    days = range(after.toordinal() + 1, until.toordinal() + 1)
    found = [day for day in days if is_open(dt.date.fromordinal(day), calendar)]
    return np.array(found, dtype=np.int64)


def working_days(days: "pd.Series[pd.Timestamp]", calendar: CalendarPolicy) -> "pd.Series[pd.Timestamp]":
    """`next_working_day` for a column of dates; blanks stay blank."""
    known = {day: next_working_day(day.date(), calendar) for day in days.dropna().unique()}
    return pd.Series(pd.to_datetime(days.map(known)), index=days.index).astype("datetime64[s]")


def unpublished_years(years: Iterable[int], calendar: CalendarPolicy) -> tuple[int, ...]:
    """Of some years those of whose holidays nothing is known, in order.

    Neither are they published, or the package is not installed, or the policy does not want it; nor does the policy name a holiday in
    them. Only Saturdays and Sundays are closed then.
    """
    own = {day.year for day in calendar.holidays}
    published = _published(calendar)
    return tuple(
        year
        for year in sorted(set(years))
        if year not in own and not (published is not None and published.has(year))
    )


def lacks_package(calendar: CalendarPolicy) -> bool:
    """Whether the policy wants the published calendar and it is not installed."""
    return calendar.published and published_calendar() is None


def _published(calendar: CalendarPolicy) -> PublishedCalendar | None:
    return published_calendar() if calendar.published else None
