"""By what a customer is found again in the next book: the same text whatever else changes, as far as the book allows."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Flags
from keyclient.model.portfolio import Portfolio

_PERSON = ("id_number", "name", "birth_date")


class CustomerKeys(NamedTuple):
    """One entry a customer, in the order of the frame; no two are equal."""

    key: "pd.Series[str]"
    weak: Flags
    """Whether the row had to help: the book has nothing else that tells her apart, and the key changes when rows are sorted."""


def customer_keys(portfolio: Portfolio) -> CustomerKeys:
    """The `customer_id`; where it is blank, that of several, or has lost digits, with id number, name and birth date; else the row."""
    frame = portfolio.frame
    ids = _texts(frame, "customer_id").reset_index(drop=True)
    shared = (ids == "") | ids.duplicated(keep=False) | frame["row"].isin(portfolio.rounded).to_numpy(bool)
    if not bool(shared.any()):
        return CustomerKeys(ids, np.zeros(len(ids), dtype=bool))
    person = pd.Series("", index=ids.index, dtype="str")
    for name in _PERSON:
        person = person + "|" + _texts(frame, name).reset_index(drop=True)
    key = ids.where(~shared, ids + person)
    weak = (shared & (person == "|" * len(_PERSON))) | key.duplicated(keep=False)
    with_row = key + "#" + frame["row"].astype("str").reset_index(drop=True)
    return CustomerKeys(key.where(~weak, with_row), weak.to_numpy(bool))


def _texts(frame: pd.DataFrame, name: str) -> "pd.Series[str]":
    """A column as text, "" where it is blank or the book has none."""
    if name not in frame:
        return pd.Series("", index=frame.index, dtype="str")
    column = frame[name]
    if column.dtype.kind == "M":
        column = column.dt.strftime("%Y-%m-%d")
    return column.astype("str").fillna("")
