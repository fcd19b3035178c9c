"""When a customer was last heard of: by a contact or a transaction, whichever came later."""

import datetime as dt
from collections.abc import Collection

import narwhals as nw

HEARD = ("last_contact", "last_transaction")
"""Columns that tell when a customer was last heard of."""


def last_heard(columns: Collection[str]) -> nw.Expr | None:
    """The later of those of `HEARD` that are among the columns; null where both are. None without any of them."""
    known = [nw.col(name) for name in HEARD if name in columns]
    return nw.max_horizontal(*known) if known else None


def is_silent(heard: nw.Expr, as_of: dt.date, days: int) -> nw.Expr:
    """Whether nothing was heard for `days` days or more up to the data date; null where that is not known."""
    return heard <= dt.datetime.combine(as_of - dt.timedelta(days), dt.time())
