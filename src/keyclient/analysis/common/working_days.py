"""The day on which a bank is open."""

import datetime as dt

import pandas as pd

from keyclient.policy.parts.maturity import MaturityPolicy

_SATURDAY = 5


def next_working_day(day: dt.date, policy: MaturityPolicy) -> dt.date:
    """The day itself if the bank is open, else the next day on which it is.

    Closed on Saturdays and Sundays, except `workdays`, and on `holidays`.
    """
    while not _is_open(day, policy) and day < dt.date.max:
        day += dt.timedelta(days=1)
    return day


def working_days(days: "pd.Series[pd.Timestamp]", policy: MaturityPolicy) -> "pd.Series[pd.Timestamp]":
    """The same for a column of dates; blanks stay blank."""
    known = {day: next_working_day(day.date(), policy) for day in days.dropna().unique()}
    return pd.Series(pd.to_datetime(days.map(known)), index=days.index).astype("datetime64[s]")


def _is_open(day: dt.date, policy: MaturityPolicy) -> bool:
    return day in policy.workdays or (day.weekday() < _SATURDAY and day not in policy.holidays)
