"""Customers who have left: they stand in a book of several data dates, but not at the latest of them."""

from dataclasses import replace

import numpy as np
import pandas as pd

from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.row_dates import Periods
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.customers.counted import Integers
from keyclient.ingest.customers.frame import Flags
from keyclient.model.record import dataclass

STILL_THERE = 0.5
"""A date is one of the whole book, and not of each customer's last change, if so many of the customers of the date before
stand there; or if it has so many of all customers, and so many of its own stand at an earlier date."""


@dataclass(frozen=True)
class Leavers:
    """The customers who have left, and their rows in the body of the table."""

    rows: Flags
    last: Flags
    """Those of each customer's own latest date."""
    customers: int
    latest: str
    """The latest date of the book."""
    customer: Integers
    """The customer of every row of the body; what it says of rows that are none of these customers' does not count."""
    there: int
    """How many customers stand at it."""
    now: Flags
    """The rows of the latest date, also those set aside."""


def leavers(
    columns: Columns,
    chosen: ChosenMeasure | None,
    periods: Periods | None,
    kept: Integers,
    group: Integers,
    within: Flags | None = None,
) -> Leavers | None:
    """The customers without a row of the latest date, if that is a date of the whole book and balances are ranked.

    `kept`: the rows of the body that count; `group`: their customers; `within`: the rows of the period asked for. Rows
    without a date say nothing; a row that is set aside shows that its customer is there.
    """
    if periods is None or chosen is None or not all(map(is_balance, chosen.readings)):
        return None
    customer = _customer_of_row(columns, kept, group)
    dated = periods.of_row >= 0
    if within is not None:
        dated &= within
    last = int(periods.of_row[dated].max(initial=-1))
    if last < 1 or not is_of_whole_book(customer[dated], periods.of_row[dated], last):
        return None
    left = gone_by(customer, dated, periods, last)
    if left is None:
        return None
    counts = np.zeros(len(dated), dtype=bool)
    counts[kept[~set_aside_at(columns, periods, kept, last)]] = True
    rows = left.rows & counts
    gone = len(np.unique(customer[rows]))
    return replace(left, rows=rows, last=left.last & counts, customers=gone) if gone else None


def gone_by(customer: Integers, dated: Flags, periods: Periods, last: int) -> Leavers | None:
    """Those who stand at earlier dates than the `last` only; None where nobody does.

    `customer` of every row of the body; `dated`: the rows that have one and a date.
    """
    who, period = customer[dated], periods.of_row[dated]
    latest = np.full(int(who.max(initial=-1)) + 1, -1, dtype=np.int64)
    np.maximum.at(latest, who, period)
    gone = latest[who] < last
    if not gone.any():
        return None
    rows, current, now = (np.zeros(len(dated), dtype=bool) for _ in range(3))
    rows[dated] = gone
    current[dated] = gone & (period == latest[who])
    now[dated] = period == last
    there = len(np.unique(who[period == last]))
    return Leavers(rows, current, len(np.unique(who[gone])), periods.days[last], customer, there, now)


def is_of_whole_book(group: Integers, period: Integers, last: int) -> bool:
    """Whether the customers of the last date are those of the book at that date, by `STILL_THERE`."""
    earlier = period < last
    if not earlier.any():
        return False
    now, past = np.unique(group[period == last]), np.unique(group[earlier])
    before = np.unique(group[period == period[earlier].max()])
    if len(np.intersect1d(now, before)) >= STILL_THERE * len(before):
        return True
    is_large = len(now) >= STILL_THERE * len(np.unique(group))
    return is_large and len(np.intersect1d(now, past)) >= STILL_THERE * len(now)


def _customer_of_row(columns: Columns, kept: Integers, group: Integers) -> Integers:
    """The customer of every row of the body: of one that is set aside the one of its id, else one of its own."""
    customer = np.full(len(columns.body.rows), -1, dtype=np.int64)
    customer[kept] = group
    aside = np.flatnonzero(customer < 0)
    first = int(group.max(initial=-1)) + 1
    customer[aside] = first + np.arange(len(aside))
    if len(aside) and "customer_id" in columns.readings:
        ids = pd.factorize(pd.Series(columns.readings["customer_id"].values))[0]
        of_id = np.full(int(ids.max(initial=-1)) + 1, -1, dtype=np.int64)
        named = ids[aside] >= 0
        of_id[ids[aside[named]]] = customer[aside[named]]
        counted = kept[ids[kept] >= 0]
        of_id[ids[counted]] = customer[counted]
        customer[aside[named]] = of_id[ids[aside[named]]]
    return customer


def set_aside_at(columns: Columns, periods: Periods, kept: Integers, last: int) -> Flags:
    """Rows that count, of customers whose row of the latest date is set aside."""
    if "customer_id" not in columns.readings:
        return np.zeros(len(kept), dtype=bool)
    ids = pd.Series(columns.readings["customer_id"].values)
    aside = periods.of_row == last
    aside[kept] = False
    return ids.iloc[kept].isin(ids[aside].dropna()).to_numpy()
