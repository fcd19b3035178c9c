"""When a customer under watch drops, if nothing saves it."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise


def drop_day(days: Sequence[dt.date], books: int) -> dt.date | None:
    """The day after the period of the book that is so many `books` after the newest: 31 May gives 1 June.

    `days`: the data dates of the books so far, oldest first. Books follow each other as far apart as the two nearest of
    them, in whole months, or in days if they are less than a month apart. None where the dates do not say so.
    """
    if len(days) < 2:
        return None
    newest = days[-1]
    months = min(_months(before, after) for before, after in pairwise(days))
    if months > 0:
        return _first_of(newest, months * books + 1)
    apart = min((after - before).days for before, after in pairwise(days))
    return newest + dt.timedelta(days=apart * books + 1) if apart > 0 else None


def _months(before: dt.date, after: dt.date) -> int:
    return (after.year - before.year) * 12 + after.month - before.month


def _first_of(day: dt.date, months: int) -> dt.date:
    """The first day of the month that is so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(min(year, dt.MAXYEAR), month + 1, 1)
