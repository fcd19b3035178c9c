"""Ages in completed years."""

import datetime as dt
from calendar import isleap

OLDEST = 120
"""The greatest possible age, in completed years."""


def birthday(born: dt.date, year: int) -> dt.date:
    """The birthday in a year; for those born on 29 February it is the 28th in common years."""
    is_missing = (born.month, born.day) == (2, 29) and not isleap(year)
    return dt.date(year, born.month, 28 if is_missing else born.day)


def completed_years(born: dt.date, on: dt.date) -> int:
    """The age in completed years; the birthday itself counts. Negative before birth."""
    return on.year - born.year - (on < birthday(born, on.year))
