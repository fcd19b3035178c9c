"""Customers whose value cannot be read: they are set aside, and listed with the cell to mend."""

import numpy as np
import pandas as pd

from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.customers.collect import Customers, without_value
from keyclient.ingest.customers.frame import Flags, build_frame

_WHO = ("customer_id", "name", "phone", "manager", "branch")
_WHOSE = ("customer_id", "manager", "branch")


def unread_customers(
    columns: Columns, chosen: ChosenMeasure | None, customers: Customers
) -> pd.DataFrame | None:
    """One row for each row set aside for its value, as in `Portfolio.unread`; None where there are none.

    Rows in a foreign currency are not among them: their amounts are told.
    """
    if chosen is None or not customers.set_aside.any():
        return None
    body, foreign = columns.body, set(columns.foreign)
    at: dict[int, tuple[str, str | None]] = {
        row: (body.address(row, None), None) for row, (_, is_over) in body.uneven.items() if is_over
    }
    for name, reading in chosen.readings.items():
        heading = chosen.headings[name]
        for row in reading.bad:
            at.setdefault(row, (body.address(row, heading), reading.texts.get(row)))
    found = [row for row in sorted(at) if customers.set_aside[row] and row not in foreign]
    if not found:
        return None
    who = {name: columns.readings[name] for name in _WHO if name in columns.readings}
    frame = build_frame(who, body.rows).iloc[np.array(found)].reset_index(drop=True)
    cells = pd.array([at[row][0] for row in found], dtype="str")
    return frame.assign(cell=cells, typed=pd.array([at[row][1] for row in found], dtype="str"))


def customers_aside(
    columns: Columns, chosen: ChosenMeasure | None, customers: Customers, within: Flags | None
) -> pd.DataFrame | None:
    """The rows of the period whose value is not known, as in `Portfolio.aside`; None where there are none.

    Who has an amount in a foreign currency beside others is in the book with those.
    """
    aside = customers.set_aside & without_value(columns, chosen)
    if within is not None:
        aside &= within
    if "customer_id" not in columns.readings or not aside.any():
        return None
    who = {name: columns.readings[name] for name in _WHOSE if name in columns.readings}
    frame = build_frame(who, columns.body.rows)
    foreign = np.isin(np.arange(len(frame)), list(columns.foreign))
    listed = frame["customer_id"].isin(customers.frame["customer_id"]).to_numpy(dtype=bool)
    found = frame[aside & ~(foreign & listed) & frame["customer_id"].notna().to_numpy(dtype=bool)]
    return found.drop(columns="row").reset_index(drop=True) if len(found) else None


def customers_rounded(columns: Columns) -> frozenset[int]:
    """The rows whose customer number has lost digits, as Excel numbers them."""
    reading = columns.readings.get("customer_id")
    if reading is None or not reading.suspect:
        return frozenset()
    return frozenset((columns.body.rows[list(reading.suspect)] + 1).tolist())
