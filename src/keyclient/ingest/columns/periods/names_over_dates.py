"""Books without ids whose customers stand at several data dates: nothing tells one customer's rows from another's."""

import numpy as np
import pandas as pd

from keyclient.ingest.columns.choose import ChosenMeasure, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.recurrence import share_recurring
from keyclient.ingest.columns.periods.row_dates import Periods
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.customers.leavers import Leavers, gone_by
from keyclient.model.fields import IDENTITIES
from keyclient.model.record import dataclass

LEAST_STAYING = 0.1
"""The share of names that stand at two dates in a row, in a book that has the same customers at each of its dates; among
new customers by date only namesakes do."""
LEAST_RECURRING = 0.5
"""The share of the names at the latest date that stand at any earlier one, which is enough by itself."""


@dataclass(frozen=True)
class NamesOverDates:
    """The names at the data dates of a book without ids."""

    dates: Periods
    is_series: bool
    """Whether they are the same customers at several dates: then the latest date alone counts."""
    now: int
    """Names at the latest date."""
    recurring: int
    """Those of them that stand at an earlier date as well."""
    left: Leavers | None
    """Those at earlier dates only, in a series."""


def names_over_dates(
    columns: Columns, chosen: ChosenMeasure | None, dates: Periods | None
) -> NamesOverDates | None:
    """The names of a book with balances at several data dates, and no ids; None of any other book."""
    if dates is None or not dates.are_several or chosen is None or "name" not in columns.readings:
        return None
    if any(name in columns.headings for name in IDENTITIES) or not all(
        map(is_balance, measure_columns(chosen))
    ):
        return None
    reading = columns.readings["name"]
    names = pd.factorize(pd.Series(reading.values))[0].astype(np.int64)
    known = reading.valid & (dates.of_row >= 0) & (names >= 0)
    last = len(dates.days) - 1
    now = np.unique(names[known & (dates.of_row == last)])
    recurring = len(np.intersect1d(now, names[known & (dates.of_row < last)]))
    stays = share_recurring(names[known], dates.of_row[known]) >= LEAST_STAYING
    is_series = recurring > 0 and (stays or recurring > LEAST_RECURRING * len(now))
    left = gone_by(names, known, dates, last) if is_series else None
    return NamesOverDates(dates, is_series, len(now), recurring, left)
