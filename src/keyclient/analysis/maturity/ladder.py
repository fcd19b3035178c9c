"""The ladder of maturities: which step each product is on, and what each step holds."""

import datetime as dt
from typing import TypedDict

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.analysis.maturity.result import Due, Horizon, Rung
from keyclient.analysis.maturity.rows import YUAN
from keyclient.model.measure import Amount
from keyclient.policy.parts.maturity import MaturityPolicy

Flags = npt.NDArray[np.bool_]


class Held(TypedDict):
    """The figures of some products, under their names in the JSON."""

    customers: int
    products: int
    amount: Amount
    unknown: int


NOTHING = Held(customers=0, products=0, amount=YUAN.amount(0), unknown=0)
"""The figures of no products."""


class Places:
    """Where each product stands: matured already, within some days, later, or nobody knows when."""

    def __init__(self, products: pd.DataFrame, policy: MaturityPolicy) -> None:
        days = products["days"].to_numpy("float64", na_value=np.nan)
        self._days = days
        self._last, self._step = policy.horizons[-1], policy.step
        self.undated: Flags = np.isnan(days)
        self.overdue: Flags = days <= 0
        self.beyond: Flags = days > self._last

    def within(self, days: int) -> Flags:
        """Those that mature after the data date, at most so many days later."""
        found: Flags = (self._days > 0) & (self._days <= days)
        return found

    @property
    def rungs(self) -> "pd.Series[int]":
        """The step of each product on the ladder, from 0, by its place among the products; others have none."""
        on = np.flatnonzero(self.within(self._last))
        return pd.Series((self._days[on].astype(np.int64) - 1) // self._step, index=on)


def due(products: pd.DataFrame) -> Due:
    """What some products come to."""
    return Due(**whole(products))


def whole(products: pd.DataFrame) -> Held:
    """The figures of some products."""
    return held_by(products, np.zeros(len(products), dtype=np.int64)).get(0, NOTHING)


def ladder(
    products: pd.DataFrame, places: Places, as_of: dt.date, policy: MaturityPolicy
) -> tuple[Rung, ...]:
    """Every step, empty ones too. The last one is shorter if the days of the last horizon are no multiple of a step."""
    rungs, last = places.rungs, policy.horizons[-1]
    held = held_by(products.iloc[rungs.index], np.asarray(rungs, dtype=np.int64))
    return tuple(
        Rung(
            from_=as_of + dt.timedelta(days=before + 1),
            to=as_of + dt.timedelta(days=min(before + policy.step, last)),
            **held.get(before // policy.step, NOTHING),
        )
        for before in range(0, last, policy.step)
    )


def horizon(held: Held, days: int, as_of: dt.date) -> Horizon:
    """What matures within some days."""
    return Horizon(days=days, to=as_of + dt.timedelta(days=days), **held)


def held_by(products: pd.DataFrame, keys: npt.NDArray[np.int64]) -> dict[int, Held]:
    """The figures of the products of each key."""
    frame = products[["row", "amount", "is_unknown"]].assign(key=keys)
    grouped = frame.groupby("key")
    columns = (
        grouped["row"].nunique(),
        grouped.size(),
        grouped["amount"].sum(),
        grouped["is_unknown"].sum(),
    )
    return {
        int(key): Held(
            customers=int(customers), products=int(size), amount=YUAN.amount(amount), unknown=int(unknown)
        )
        for key, customers, size, amount, unknown in zip(columns[0].index, *columns, strict=True)
    }
