"""The public holidays of China as published, year by year, where keyclient[calendar] is installed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

_NATIONAL_DAY = 10, 1
"""Always a holiday: a year without it is not published, though the one after it may begin in its December."""


@dataclass(frozen=True)
class PublishedCalendar:
    """What has been published."""

    holidays: Collection[dt.date]
    workdays: Collection[dt.date]
    """Saturdays and Sundays on which people work."""

    def has(self, year: int) -> bool:
        """Whether the holidays of a year are published."""
        return dt.date(year, *_NATIONAL_DAY) in self.holidays


@cache
def published_calendar() -> PublishedCalendar | None:
    """None without the package. Its own functions are not asked: they raise for a year that it does not know."""
    try:
        from chinese_calendar import constants
    except ImportError:
        return None
    return PublishedCalendar(constants.holidays.keys(), constants.workdays.keys())
