"""The weights of customers: their positive values of the measure, which show how much a gap matters."""

from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.analysis.check.result import HeldValue
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio
from keyclient.model.trace import Trace

Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]
Groups = npt.NDArray[np.integer[Any]]
Shares = npt.NDArray[np.float64]

LARGEST_SUM = 2**62
"""Whole numbers that add up to no more are summed in 64 bits, larger ones as Python's own."""


class Weights:
    """The customers of a book, each with its positive value; negative, zero and blank values weigh nothing.

    Without a measure there are no weights: every amount and every share of value is None.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self.customers = len(portfolio.frame)
        self._measure = portfolio.measure
        self._known = portfolio.frame["value"] if portfolio.measure is not None else pd.Series()
        self._values = _positive(portfolio, portfolio.measure) if portfolio.measure is not None else None

    @cached_property
    def gross(self) -> Decimal | None:
        """What all customers hold."""
        return None if self._values is None else self._amount(self._values.sum())

    def held(self, who: Flags) -> HeldValue:
        """The customers that are flagged, and what they hold."""
        count, value = int(who.sum()), self.value(who)
        return HeldValue(
            customers=count,
            share_of_customers=count / self.customers if self.customers else None,
            value=value,
            share_of_value=self.share(value),
        )

    def value(self, who: Flags) -> Decimal | None:
        """What the flagged customers hold."""
        return None if self._values is None else self._amount(self._values[who].sum())

    def share(self, value: Decimal | None) -> float | None:
        """A value over that of all customers; None where there is nothing to divide by."""
        return float(value / self.gross) if value is not None and self.gross else None

    def values(self, customers: Indices) -> list[Decimal | None]:
        """What each of some customers holds, negative or not; None where that is not known."""
        if self._measure is None:
            return [None] * len(customers)
        amount = self._measure.amount
        return [None if pd.isna(value) else amount(value) for value in self._known.iloc[customers]]

    def heaviest_first(self, customers: Indices) -> Indices:
        """The places of some customers by what they hold, the most first; equal ones stay in their order."""
        if self._values is None:
            return np.arange(len(customers))
        return np.argsort(-self._values[customers], kind="stable")

    def values_by(self, group: Groups, groups: int, who: Flags) -> list[Decimal | None]:
        """What the flagged customers of each group hold; `group` numbers the groups from 0."""
        if self._values is None:
            return [None] * groups
        sums = np.zeros(groups, dtype=self._values.dtype)
        np.add.at(sums, group[who], self._values[who])
        return [self._amount(total) for total in sums]

    def mean(self, shares: Shares) -> float | None:
        """The weighted mean of a share over the customers; None if all weights are zero."""
        group = np.zeros(self.customers, dtype=np.int64)
        return self.means_by(group, 1, shares)[0]

    def means_by(self, group: Groups, groups: int, shares: Shares) -> list[float | None]:
        """The same for each group on its own."""
        if self._values is None:
            return [None] * groups
        weights = self._values.astype("float64")
        totals = np.bincount(group, weights, minlength=groups).tolist()
        np.multiply(weights, shares, out=weights)
        sums = np.bincount(group, weights, minlength=groups).tolist()
        return [part / total if total else None for part, total in zip(sums, totals, strict=True)]

    def _amount(self, units: float) -> Decimal:
        measure = self._measure
        if measure is None:
            raise ValueError("no measure, no amount")
        return measure.amount(units)


def owners(trace: Trace, positions: Indices, customers: int) -> Flags:
    """The customers behind some rows; a row that was set aside has none."""
    flags = np.zeros(customers, dtype=bool)
    found = trace.customer[positions]
    flags[found[found >= 0]] = True
    return flags


def _positive(portfolio: Portfolio, measure: Measure) -> npt.NDArray[Any]:
    dtype = "float64" if measure.decimals is None else "int64"
    values = portfolio.frame["value"].to_numpy(dtype, na_value=0).clip(min=0)
    if dtype == "int64" and float(values.sum(dtype="float64")) > LARGEST_SUM:
        return values.astype(object)
    return values
