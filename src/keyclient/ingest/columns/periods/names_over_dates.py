"""Books without ids whose customers stand at several data dates: nothing tells one customer's rows from another's."""

import pandas as pd

from keyclient.ingest.columns.choose import ChosenMeasure, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.row_dates import Periods
from keyclient.ingest.customers.balances import is_balance
from keyclient.model.fields import IDENTITIES

LEAST_RECURRING = 0.5
"""The share of the names at the latest date that stand at an earlier one as well, if the dates are those of the book and
not of each customer's last change."""


def is_series_of_names(columns: Columns, chosen: ChosenMeasure | None, dates: Periods | None) -> bool:
    """Whether a book has the same names at several data dates, no ids, and balances: its latest date alone counts."""
    if dates is None or not dates.are_several or chosen is None or "name" not in columns.readings:
        return False
    if any(name in columns.headings for name in IDENTITIES) or not all(
        map(is_balance, measure_columns(chosen))
    ):
        return False
    reading = columns.readings["name"]
    names = pd.factorize(pd.Series(reading.values))[0]
    known = reading.valid & (dates.of_row >= 0)
    is_last = dates.of_row == len(dates.days) - 1
    now, before = set(names[known & is_last]), set(names[known & ~is_last])
    return len(now & before) > LEAST_RECURRING * len(now)
