"""Customers who have left: they stand in a book of several data dates, but not at the latest of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.row_dates import Periods
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.customers.counted import Integers, before_latest
from keyclient.ingest.customers.frame import Flags

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


def leavers(
    columns: Columns,
    chosen: ChosenMeasure | None,
    periods: Periods | None,
    kept: npt.NDArray[np.int64],
    group: Integers,
) -> Leavers | None:
    """The customers without a row of the latest date, if that is a date of the whole book and balances are ranked.

    `kept`: the rows of the body that count; `group`: their customers. Rows without a date say nothing, and neither
    does one of the latest date that is set aside.
    """
    if periods is None or chosen is None or not all(map(is_balance, chosen.readings)):
        return None
    period = periods.of_row[kept]
    last = int(period.max(initial=-1))
    if last < 1 or not is_of_whole_book(group, period, last):
        return None
    latest = np.full(len(group), -1, dtype=np.int64)
    np.maximum.at(latest, group, period)
    gone = (latest[group] >= 0) & (latest[group] < last) & ~_set_aside_at(columns, periods, kept, last)
    if not gone.any():
        return None
    rows, current = np.zeros(len(periods.of_row), dtype=bool), np.zeros(len(periods.of_row), dtype=bool)
    rows[kept[gone]] = True
    current[kept[gone & ~before_latest(group, period)]] = True
    return Leavers(rows, current, len(np.unique(group[gone])), periods.days[last])


def is_of_whole_book(group: Integers, period: Integers, last: int) -> bool:
    """Whether the customers of the last date are those of the book at that date, by `STILL_THERE`."""
    dated = period >= 0
    earlier = dated & (period < last)
    if not earlier.any():
        return False
    now, past = np.unique(group[period == last]), np.unique(group[earlier])
    before = np.unique(group[period == period[earlier].max()])
    if len(np.intersect1d(now, before)) >= STILL_THERE * len(before):
        return True
    is_large = len(now) >= STILL_THERE * len(np.unique(group[dated]))
    return is_large and len(np.intersect1d(now, past)) >= STILL_THERE * len(now)


def _set_aside_at(columns: Columns, periods: Periods, kept: npt.NDArray[np.int64], last: int) -> Flags:
    """Rows that count, of customers whose row of the latest date is set aside."""
    if "customer_id" not in columns.readings:
        return np.zeros(len(kept), dtype=bool)
    ids = pd.Series(columns.readings["customer_id"].values)
    aside = periods.of_row == last
    aside[kept] = False
    return ids.iloc[kept].isin(ids[aside].dropna()).to_numpy()
