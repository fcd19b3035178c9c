"""Columns headed 日期, 年份 or 时间 and nothing else: whether these are the data dates of a book whose ids repeat."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.base.grid import Flags
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.row_dates import Periods, periods_under
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.layout.headings import heading_key
from keyclient.model.fields import fields

HEADINGS = ("日期", "年份", "年", "年月日", "时间", "时点", "date", "year", "time", "day")
LEAST_UNIQUE = 0.95
"""The share of the rows that are the only one of their customer at their date, in a book of several dates."""
LEAST_FILLED = 0.5
"""The share of its customers that such a book has at a date, on average over its dates."""
LEAST_SEVERAL = 2
"""One customer with several dates proves nothing."""


@dataclass(frozen=True)
class BareDates:
    """A column that may hold the data dates."""

    periods: Periods
    is_series: bool
    """Whether it does: nearly every customer stands once at each date, and most at each."""
    several: int
    """Customers with several of the dates."""
    before: Flags
    """Rows of an earlier date than their customer's latest."""


def bare_dates(columns: Columns, chosen: ChosenMeasure | None) -> BareDates | None:
    """The first such column in which customers have several dates; None in a table of deals, of stages, or without balances."""
    body, readings = columns.body, columns.readings
    no_book = {"opportunity_id", "stage", "stage_date"}.intersection(readings)
    if "customer_id" not in readings or no_book or not _has_balances(columns, chosen):
        return None
    reading = readings["customer_id"]
    ids = np.where(reading.valid, pd.factorize(pd.Series(reading.values))[0], -1)
    found = (_read(body, ids, name) for name in HEADINGS)
    return next((dates for dates in found if dates is not None), None)


def _has_balances(columns: Columns, chosen: ChosenMeasure | None) -> bool:
    measured = () if chosen is None else tuple(chosen.readings)
    money = (name for name in all_columns(columns, chosen) if name in measured or _is_money(name))
    return any(map(is_balance, money))


def _is_money(name: str) -> bool:
    return name in fields() and fields()[name].is_money


def _read(body: Body, ids: npt.NDArray[np.int64], name: str) -> BareDates | None:
    """What the column of a name says of the dates of customers; None where none has several."""
    headings = [item for item in body.located.understanding.headings if item.key == heading_key(name)]
    free = [item for item in headings if body.located.understanding.field_at(item.position) is None]
    periods = periods_under(body, free[0]) if len(free) == 1 else None
    if periods is None or not periods.are_several:
        return None
    rows = pd.DataFrame({"id": ids, "date": periods.of_row})
    known = rows[(rows["id"] >= 0) & (rows["date"] >= 0)]
    pairs = known.drop_duplicates()
    dates_of = pairs.groupby("id")["date"].agg(["count", "max"])
    several = int((dates_of["count"] > 1).sum())
    if not several:
        return None
    unique, filled = len(pairs) / len(known), len(pairs) / (len(dates_of) * len(periods.days))
    is_series = several >= LEAST_SEVERAL and unique >= LEAST_UNIQUE and filled >= LEAST_FILLED
    latest = rows["id"].map(dates_of["max"]).fillna(-1).to_numpy()
    before = (periods.of_row >= 0) & (periods.of_row < latest)
    return BareDates(periods, is_series, several, np.asarray(before))
