"""A customer's last activity: the last contact or transaction, whichever is later."""

import datetime as dt
from collections.abc import Collection

import narwhals as nw

from keyclient.metrics.extremes import greatest

ACTIVITY_COLUMNS = ("last_contact", "last_transaction")
"""The columns with dates of activity."""


def last_activity(columns: Collection[str]) -> nw.Expr | None:
    """The latest date in those `ACTIVITY_COLUMNS` that are among the columns, null if all are null; None without any."""
    known = [nw.col(name) for name in ACTIVITY_COLUMNS if name in columns]
    return greatest(known) if known else None


def is_inactive(heard: nw.Expr, as_of: dt.date, days: int) -> nw.Expr:
    """Whether there was no activity for `days` days or more up to the data date; null if unknown."""
    return heard <= dt.datetime.combine(as_of - dt.timedelta(days), dt.time())
