"""By what a call is found again when the list is read back: a short number that is the same for a customer in every list."""

import base64
import hashlib
from collections.abc import Iterable, Sequence

import pandas as pd

from keyclient.model.portfolio import Portfolio

_LENGTH = 10
"""Fifty bits: that any two of a hundred thousand customers agree happens in one of two hundred thousand books."""
_PERSON = ("name", "birth_date", "id_number")


def call_ids(portfolio: Portfolio, at: Iterable[int]) -> list[str]:
    """Those of the customers at some positions.

    Each is of her `customer_id`, and where that is blank or that of several, of name, birth date and id number too; whoever is
    not told apart by these has one of her row.
    """
    keys = _keys(portfolio).tolist()
    return [_short(str(keys[position])) for position in at]


def masked_ids(rows: Sequence[int]) -> list[str]:
    """Ids that say nothing about customers whose numbers are hidden; a list with them is not read back."""
    return [f"#{row}" for row in rows]


def _short(key: str) -> str:
    digest = hashlib.sha256(f"call {key}".encode()).digest()
    return base64.b32encode(digest)[:_LENGTH].decode()


def _keys(portfolio: Portfolio) -> "pd.Series[str]":
    frame = portfolio.frame
    blank = pd.Series("", index=frame.index, dtype="str")
    key = frame["customer_id"].astype("str").fillna("") if "customer_id" in frame else blank
    weak = (key == "") | key.duplicated(keep=False)
    person = blank
    for name in _PERSON:
        if name in frame:
            person = person + "|" + frame[name].astype("str").fillna("")
    key = key.where(~weak, key + person)
    weak = (key.str.strip("|") == "") | key.duplicated(keep=False)
    return key.where(~weak, key + "#" + frame["row"].astype("str"))
