"""Which amounts in a customer's rows are added up, and which would count money twice.

An amount that stands in all rows of every repeated customer is one amount. A balance of several data dates is that of
the customer's latest date. Neither depends on the order of rows.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.customers.frame import Flags
from keyclient.model.record import dataclass

Integers = npt.NDArray[np.int64]
Values: TypeAlias = "pd.Series[Any]"


@dataclass(frozen=True)
class RepeatedAmount:
    """A column in which customers have one amount in several rows."""

    column: str
    surplus: Flags
    """Rows of the frame whose amount stands in another row of the customer already."""
    customers: int
    """Customers with the same amount in all their rows."""
    of: int
    """Customers with an amount in several rows."""
    is_of_account: bool = False
    """Whether every row may have an amount of its own, so that a single customer proves nothing."""

    @property
    def counts_once(self) -> bool:
        """Whether no customer has different amounts, so that each has one."""
        return self.customers == self.of and not (self.customers == 1 and self.is_of_account)


@dataclass(frozen=True)
class Counted:
    """What is added up of the rows of a table."""

    frame: pd.DataFrame
    """The rows, blank where an amount does not count."""
    repeats: tuple[RepeatedAmount, ...] = ()
    earlier: Mapping[str, Flags] = field(default_factory=dict)
    """By balance: the rows of an earlier data date than the customer's latest, where any of them has an amount."""

    @property
    def uncounted(self) -> Mapping[str, Flags]:
        """By column: the rows whose amount does not count."""
        found = dict(self.earlier)
        for repeat in self.repeats:
            if repeat.counts_once:
                found[repeat.column] = found.get(repeat.column, False) | repeat.surplus
        return found


@dataclass(frozen=True)
class Compared:
    """Which rows are compared for an amount that repeats."""

    group: Integers
    """The customer of every row."""
    copies: Flags
    """Rows that equal an earlier one in every cell, which prove nothing."""
    period: Integers | None = None
    """The data date of every row as a rising number, if there are several; amounts of one date are compared."""
    event: Integers | None = None
    """The event of every row, if the table has events; what is earned is compared within one event."""
    of_account: Collection[str] = ()
    """Columns in which every row may have an amount of its own."""
    apart: Mapping[str, Integers] = field(default_factory=dict)
    """By column: what tells one amount from another, such as the day on which each matures."""

    def key(self, column: str) -> Integers:
        """The same number for rows whose amounts in a column are compared with each other."""
        key = self.group
        for mark in (self.period, None if is_balance(column) else self.event, self.apart.get(column)):
            if mark is not None:
                key = pd.factorize(key * (int(mark.max(initial=0)) + 2) + mark + 1)[0].astype(np.int64)
        return key


def count_amounts(rows: pd.DataFrame, summed: Iterable[str], compared: Compared) -> Counted:
    """What counts in the columns that are `summed`."""
    repeats = (_repeat(name, rows[name], compared.key(name), compared.copies) for name in summed)
    found = tuple(
        replace(repeat, is_of_account=repeat.column in compared.of_account)
        for repeat in repeats
        if repeat is not None
    )
    return Counted(_blanked(rows, Counted(rows, found).uncounted), found)


def latest_balances(
    rows: pd.DataFrame, group: Integers, balances: Collection[str], period: Integers
) -> Counted:
    """What counts in columns that are `balances`: the rows of each customer's latest `period`."""
    old = before_latest(group, period)
    earlier = {name: old for name in balances if (old & rows[name].notna().to_numpy()).any()}
    return Counted(_blanked(rows, earlier), (), earlier)


def latest_words(
    rows: pd.DataFrame, group: Integers, columns: Collection[str], period: Integers
) -> pd.DataFrame:
    """The rows with cells in some columns only at the latest `period` at which the customer has any there."""
    earlier = {}
    for name in columns:
        known = rows[name].notna().to_numpy()
        earlier[name] = known & before_latest(group, np.where(known, period, -1))
    return _blanked(rows, earlier)


def before_latest(group: Integers, period: Integers) -> Flags:
    """The rows of an earlier period than their customer's latest."""
    latest = np.full(len(group), -1, dtype=np.int64)
    np.maximum.at(latest, group, period)
    return period < latest[group]


def _blanked(rows: pd.DataFrame, uncounted: Mapping[str, Flags]) -> pd.DataFrame:
    return rows.assign(**{name: rows[name].mask(flags) for name, flags in uncounted.items()})


def _repeat(column: str, values: Values, key: Integers, copies: Flags) -> RepeatedAmount | None:
    """How the rows of one key repeat an amount; None where no customer with rows that differ does."""
    several = (np.bincount(key)[key] > 1) if len(key) else np.zeros(0, dtype=bool)
    codes, amounts = pd.factorize(values[several])
    if not len(amounts):
        return None
    zero = np.flatnonzero(np.asarray(amounts == 0, dtype=bool))
    table = pd.DataFrame(
        {
            "code": codes,
            "filled": (codes >= 0) & ~np.isin(codes, zero),
            "known": codes >= 0,
            "distinct": ~copies[several],
        }
    )
    customers = table.groupby(key[several]).agg(
        least=("code", "min"),
        most=("code", "max"),
        filled=("filled", "any"),
        known=("known", "sum"),
        distinct=("distinct", "sum"),
    )
    repeated = customers["filled"] & (customers["known"] > 1)
    same = repeated & (customers["least"] == customers["most"])
    if not (same & (customers["distinct"] > 1)).any():
        return None
    surplus = np.zeros(len(key), dtype=bool)
    at = np.flatnonzero(several)[np.isin(key[several], customers.index[same])]
    surplus[at] = pd.Series(key[at]).duplicated().to_numpy()
    return RepeatedAmount(column, surplus, int(same.sum()), int(repeated.sum()))
