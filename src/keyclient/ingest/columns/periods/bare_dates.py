"""Columns headed 日期, 年份 or 时间 and nothing else: whether these are the data dates of a book whose customers repeat."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.base.grid import Flags
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.recurrence import share_recurring
from keyclient.ingest.columns.periods.row_dates import Periods, periods_under
from keyclient.ingest.columns.periods.words_of_rows import words_of_rows
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.layout.headings import heading_key
from keyclient.model.fields import fields
from keyclient.model.record import dataclass

HEADINGS = ("日期", "年份", "年", "年月日", "时间", "date", "year", "time", "day")
LEAST_UNIQUE = 0.95
"""The share of the rows that are the only one of their customer at their date, in a book of several dates."""
LEAST_FILLED = 0.5
"""The share of its customers that such a book has at a date, on average over its dates."""
LEAST_STAYING = 0.5
"""The share of those at one of its dates who stand at the next."""
LEAST_SEVERAL = 2
"""One customer with several dates proves nothing."""
MOST_ALIKE = 0.05
"""Where fewer of a customer's accounts or products stand at several dates, the dates are those of accounts or products."""
YEARS = range(1980, 2100)
"""A column of other years holds no data dates."""


@dataclass(frozen=True)
class BareDates:
    """A column that may hold the data dates."""

    periods: Periods
    is_series: bool
    """Whether it does: nearly every customer, account or product stands once at each date, and most at each."""
    several: int
    """Customers with several of the dates."""
    before: Flags
    """Rows of an earlier date than their customer's latest."""


def bare_dates(columns: Columns, chosen: ChosenMeasure | None) -> BareDates | None:
    """The first such column in which customers have several dates; None in a table of deals, of stages, or without balances.

    Without ids customers are told apart by their names.
    """
    readings = columns.readings
    named = next((name for name in ("customer_id", "name") if name in readings), None)
    no_book = {"opportunity_id", "stage", "stage_date"}.intersection(readings)
    if named is None or no_book or not _has_balances(columns, chosen):
        return None
    reading = readings[named]
    ids = np.where(reading.valid, pd.factorize(pd.Series(reading.values))[0], -1)
    found = (_read(columns, chosen, ids, name) for name in HEADINGS)
    return next((dates for dates in found if dates is not None), None)


def _has_balances(columns: Columns, chosen: ChosenMeasure | None) -> bool:
    measured = () if chosen is None else tuple(chosen.readings)
    money = (name for name in all_columns(columns, chosen) if name in measured or _is_money(name))
    return any(map(is_balance, money))


def _is_money(name: str) -> bool:
    return name in fields() and fields()[name].is_money


def _read(
    columns: Columns, chosen: ChosenMeasure | None, ids: npt.NDArray[np.int64], name: str
) -> BareDates | None:
    """What the column of a name says of the dates of customers; None where none has several."""
    understanding = columns.body.located.understanding
    headings = [item for item in understanding.headings if item.key == heading_key(name)]
    free = [item for item in headings if understanding.field_at(item.position) is None]
    periods = periods_under(columns.body, free[0]) if len(free) == 1 else None
    if periods is None or not periods.are_several or any(day.year not in YEARS for day in periods.dates):
        return None
    rows = pd.DataFrame({"id": ids, "date": periods.of_row})
    known = rows[(rows["id"] >= 0) & (rows["date"] >= 0)]
    dates_of = known.drop_duplicates().groupby("id")["date"].agg(["count", "max"])
    several = int((dates_of["count"] > 1).sum())
    if not several:
        return None
    latest = rows["id"].map(dates_of["max"]).fillna(-1).to_numpy()
    before = (periods.of_row >= 0) & (periods.of_row < latest)
    words = [codes[known.index] for codes in words_of_rows(columns, chosen)]
    return BareDates(periods, _is_series(known, words), several, np.asarray(before))


def _is_series(known: pd.DataFrame, words: Sequence[npt.NDArray[np.int64]]) -> bool:
    """Whether the customers stand once at most of the dates; or, with several rows at a date, their accounts or products."""
    if _is_regular(known["id"], known):
        return not any(_are_of_words(known, codes) for codes in words)
    items = (_items(known, codes) for codes in words)
    return any(_is_regular(item, known) for item in items)


def _is_regular(who: "pd.Series[int]", known: pd.DataFrame) -> bool:
    """Whether nearly all who have rows stand once at each date, most at each, and most of one date at the next."""
    rows = pd.DataFrame({"who": who, "date": known["date"]})
    pairs = rows.drop_duplicates()
    sizes = pairs["who"].value_counts()
    dates = int(pairs["date"].nunique())
    stays = share_recurring(pairs["who"].to_numpy(np.int64), pairs["date"].to_numpy(np.int64))
    return (
        int((sizes > 1).sum()) >= LEAST_SEVERAL
        and len(pairs) >= LEAST_UNIQUE * len(rows)
        and len(pairs) >= LEAST_FILLED * len(sizes) * dates
        and stays >= LEAST_STAYING
    )


def _are_of_words(known: pd.DataFrame, codes: npt.NDArray[np.int64]) -> bool:
    """Whether the dates go along with a column: hardly any of its cells stands at two dates of one customer."""
    several = known["id"].map(known.groupby("id")["date"].nunique()).gt(1).to_numpy() & (codes >= 0)
    if not several.any() or 2 * len(np.unique(codes[several])) > several.sum():
        return False
    rows = known.assign(who=_items(known, codes))[several]
    dates = rows.groupby("who")["date"].nunique()
    return int((dates > 1).sum()) <= MOST_ALIKE * len(dates)


def _items(known: pd.DataFrame, codes: npt.NDArray[np.int64]) -> "pd.Series[int]":
    """The same number for the rows of one customer and one word."""
    key = known["id"].to_numpy(np.int64) * (int(codes.max(initial=0)) + 2) + codes + 1
    return pd.Series(pd.factorize(key)[0], index=known.index)
