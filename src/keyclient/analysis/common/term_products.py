"""What matures, one row a product: a customer with several products has a row for each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from keyclient.analysis.common.refusals import DatelessError, SumTooLargeError
from keyclient.metrics.profile import LARGEST_SUM
from keyclient.model.fields import fields
from keyclient.model.portfolio import Portfolio

LAST_YEAR = 2199
"""A later date, such as 9999-12-31, is that of a product without an end."""
DATE, AMOUNT = "maturity_date", "maturity_amount"


def products(portfolio: Portfolio, texts: Sequence[str] = ()) -> pd.DataFrame:
    """The rows that say when or how much matures, each with the `row` of its customer and its `own_row` in the book.

    Further columns: `customer_id` (text; NA without one), `date`, `days` (from the data date; NA without a date),
    `amount` (fen; 0 if unknown), `is_unknown` (whether there is a date without an amount), and the `texts` that the book
    has, "" if blank. A blank text of a row is that of its customer. Raises `DatelessError` and `SumTooLargeError`.
    """
    frame = portfolio.frame
    if DATE not in frame:
        raise DatelessError(book=_path(portfolio))
    wanted = [name for name in dict.fromkeys((DATE, AMOUNT, *texts)) if name in frame]
    if portfolio.rows_of is None:
        rows = frame[["row", *wanted]].assign(own_row=frame["row"])
    else:
        rows = portfolio.rows_of(wanted)
    amount = rows[AMOUNT] if AMOUNT in rows else pd.Series(pd.NA, rows.index, dtype="Int64")
    if not abs(amount.to_numpy("float64", na_value=0.0)).sum() < LARGEST_SUM:
        raise SumTooLargeError(measure=fields()[AMOUNT].column.label)
    rows = rows.assign(amount=amount)[rows[DATE].notna() | (amount.fillna(0) != 0)]
    return _described(rows, portfolio, [name for name in texts if name in frame])


def _described(rows: pd.DataFrame, portfolio: Portfolio, texts: Sequence[str]) -> pd.DataFrame:
    customers = portfolio.frame.set_index("row")
    at = customers.index.get_indexer(pd.Index(rows["row"]))
    known: dict[str, object] = {}
    for name in texts:
        own = rows[name].astype("str").reset_index(drop=True)
        whole = customers[name].astype("str").iloc[at].reset_index(drop=True)
        known[name] = own.where(own.notna(), whole).fillna("").array
    ids = customers["customer_id"].iloc[at].array if "customer_id" in customers else None
    days = (rows[DATE] - pd.Timestamp(portfolio.as_of)).dt.days
    return pd.DataFrame(
        {
            "row": rows["row"].to_numpy(np.int64),
            "own_row": rows["own_row"].to_numpy(np.int64),
            "customer_id": pd.array([None] * len(rows), dtype="str") if ids is None else ids,
            "date": rows[DATE].array,
            "days": days.astype("Int64").array,
            "amount": rows["amount"].fillna(0).to_numpy(np.int64),
            "is_unknown": rows["amount"].isna().to_numpy(bool),
            **known,
        }
    )


def _path(portfolio: Portfolio) -> str:
    return portfolio.sources[0].path if portfolio.sources else ""


class RareProducts(NamedTuple):
    """How many of some products are odd in a way that is told."""

    negative: int
    """With an amount below zero."""
    endless: int
    """With a date so late that it stands for none."""


def rare_products(rows: pd.DataFrame) -> RareProducts:
    """Those among some products."""
    return RareProducts(int((rows["amount"] < 0).sum()), int((rows["date"].dt.year > LAST_YEAR).sum()))
