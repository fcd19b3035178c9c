"""Dates as whole numbers, as columns have them: days after 1 January 1970."""

import datetime as dt

EPOCH = dt.date(1970, 1, 1)


def epoch_days(day: dt.date) -> int:
    """How many days after 1 January 1970 a date is."""
    return (day - EPOCH).days


def epoch_date(days: int) -> dt.date:
    """The date that is so many days after 1 January 1970."""
    return EPOCH + dt.timedelta(days=days)
