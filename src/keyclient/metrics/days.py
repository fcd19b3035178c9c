"""Dates as day numbers and as years, with arithmetic that every engine supports."""

import datetime as dt
from calendar import isleap
from collections.abc import Mapping

import narwhals as nw
from narwhals.typing import FrameT

YEAR_DAYS = 365
_LEAP_DAY = 60
"""29 February as a day of its year."""


def with_days(frame: FrameT, dates: Mapping[str, str]) -> FrameT:
    """The frame with the day number of each date column (1 is 1 January of the year 1); null for a null date.

    `dates`: the name of the new column by that of the date column. The numbers are those of `date.toordinal`, as floats.
    """
    parts = frame.with_columns(
        *(nw.col(name).dt.year().alias(f"{new}:year") for name, new in dates.items()),
        *(nw.col(name).dt.ordinal_day().alias(f"{new}:day") for name, new in dates.items()),
    )
    return parts.with_columns(*(_day_number(new) for new in dates.values())).drop(
        *(f"{new}:{part}" for new in dates.values() for part in ("year", "day"))
    )


def with_years(frame: FrameT, name: str, new: str, as_of: dt.date) -> FrameT:
    """The frame with the years from each date to `as_of` as a float: below 0 for a later date, null for a null date.

    A whole number on every anniversary, with 29 February counted as the 28th in common years; each day in between adds
    1/365.
    """
    year, day = f"{new}:year", f"{new}:day"
    parts = frame.with_columns(
        nw.col(name).dt.year().alias(year),
        nw.col(name).dt.ordinal_day().alias(day),
    )
    late = _is_leap(nw.col(year)) & (nw.col(day) >= _LEAP_DAY)
    days = day_of_common_year(as_of) - nw.col(day) + late.cast(nw.Int64)
    years = (as_of.year - nw.col(year)) + days / YEAR_DAYS
    return parts.with_columns(years.alias(new)).drop(year, day)


def day_of_common_year(day: dt.date) -> int:
    """The day of the year, 1 to 365, with 29 February counted as the 28th."""
    ordinal = day.timetuple().tm_yday
    return ordinal - (isleap(day.year) and ordinal >= _LEAP_DAY)


def _day_number(new: str) -> nw.Expr:
    """The leap days of the years before: every 4th year but the 100th, and the 400th again, as one quotient without rest.

    Whole division is slow on databases, and a cast fails where pandas has a null.
    """
    before = nw.col(f"{new}:year") - 1
    leaps = (before - before % 4) * 100 - (before - before % 100) * 4 + (before - before % 400)
    return (before * 365 + leaps / 400 + nw.col(f"{new}:day")).alias(new)


def _is_leap(year: nw.Expr) -> nw.Expr:
    return ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
