"""Birth dates that cannot be right on the data date."""

import datetime as dt
from collections.abc import Iterator

import numpy as np

from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.customers.from_ids import companies
from keyclient.model.age import OLDEST, completed_years
from keyclient.model.issue import Issue
from keyclient.model.rules.lifecycle import AgeImpossible


def age_issues(columns: Columns, as_of: dt.date) -> Iterator[Issue]:
    """Birth dates after the data date, or so early that nobody is that old. Companies have no age."""
    births = columns.readings.get("birth_date")
    if births is None:
        return
    years = as_of.year - 1970 - births.values.astype("datetime64[Y]").astype(int)
    doubtful = births.valid & ((years <= 0) | (years > OLDEST)) & ~companies(columns)
    for row in np.flatnonzero(doubtful).tolist():
        born: dt.date = births.values[row].item()
        if not 0 <= completed_years(born, as_of) <= OLDEST:
            at = columns.body.address(row, columns.headings["birth_date"])
            yield AgeImpossible(at, "birth_date", born.isoformat(), as_of=as_of, oldest=OLDEST)
