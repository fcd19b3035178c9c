"""The columns of a book as evidence reads them."""

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Flags, Numbers
from keyclient.metrics.exact_shares import fraction
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.measure_fields import AVERAGES, FLOWS
from keyclient.model.portfolio import Portfolio

_ASSETS = ("deposits", "investments")
"""What a customer has with the bank, where the book has no sum of it."""


def numbers(portfolio: Portfolio, name: str) -> Numbers:
    """A numeric column; NaN where it is blank, and where the book has none."""
    frame = portfolio.frame
    if name not in frame:
        return np.full(len(frame), np.nan)
    return np.asarray(frame[name].to_numpy("float64", na_value=np.nan))


def texts(portfolio: Portfolio, name: str) -> "pd.Series[str]":
    """A column of texts; NA where it is blank, and where the book has none."""
    frame = portfolio.frame
    if name not in frame:
        return pd.Series(pd.NA, index=range(len(frame)), dtype="str")
    return frame[name].astype("str").reset_index(drop=True)


def days_ago(portfolio: Portfolio, name: str) -> Numbers:
    """Days from a date to the data date, below 0 for a later one; NaN where it is blank, and where the book has none."""
    frame = portfolio.frame
    if name not in frame:
        return np.full(len(frame), np.nan)
    days = (pd.Timestamp(portfolio.as_of) - frame[name]).dt.days
    return np.asarray(days.to_numpy("float64", na_value=np.nan))


def is_filled(portfolio: Portfolio, name: str) -> Flags:
    """Whether each customer has something in a column."""
    frame = portfolio.frame
    if name not in frame:
        return np.zeros(len(frame), dtype=bool)
    return np.asarray(frame[name].notna().to_numpy(bool))


def reaches(part: Numbers, share: float, whole: Numbers) -> Flags:
    """Whether a part is at least a share of a positive whole, exactly at the edge."""
    exact = fraction(share)
    return np.asarray((whole > 0) & (part * exact.denominator >= whole * exact.numerator), dtype=bool)


def assets(portfolio: Portfolio, measure: Measure) -> Numbers:
    """What each customer has with the bank, in fen; NaN where the book does not say.

    The measure where it is that, else the AUM or its average, else deposits and investments, else the average of deposits.
    """
    if is_assets(measure):
        return numbers(portfolio, "value")
    for name in ("aum", AVERAGES["aum"]):
        if name in portfolio.frame:
            return numbers(portfolio, name)
    parts = [numbers(portfolio, name) for name in _ASSETS if name in portfolio.frame]
    if not parts:
        return numbers(portfolio, AVERAGES["deposits"])
    known = np.logical_or.reduce([~np.isnan(part) for part in parts])
    return np.where(known, np.nansum(parts, axis=0), np.nan)


def is_assets(measure: Measure) -> bool:
    """Whether a measure is money that the customer has, neither earned from her nor lent to her."""
    return measure.kind is MeasureKind.MONEY and {*FLOWS, "loans"}.isdisjoint(measure.columns)
