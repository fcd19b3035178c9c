"""Whose customers come in and go out: by manager, by branch, by any column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.common.in_groups import in_groups, in_parts
from keyclient.analysis.common.owners import managers, spellings, spelt
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.what_if.flows import Pair, Worth
from keyclient.analysis.what_if.result import OwnedFlow
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.managers import ManagersPolicy


@dataclass(frozen=True, eq=False)
class Owned:
    """One entry for each customer in each group that has rows of hers."""

    names: tuple[str, ...]
    """The groups, sorted."""
    group: Ints
    """The number of the group, or `NOBODY`."""
    customer: Ints
    """The position of the customer in the frame of the book."""
    worth: Worth
    """What her rows there hold."""

    def entries(self) -> Iterator[tuple[int, Ints]]:
        """The entries of each group, nobody's first."""
        order = np.argsort(self.group, kind="stable")
        numbers = range(NOBODY, len(self.names))
        starts = np.searchsorted(self.group[order], [*numbers, len(self.names)])
        for number, start, end in zip(numbers, starts[:-1], starts[1:], strict=True):
            yield number, order[start:end]

    def count(self, flags: Flags) -> Ints:
        """How many customers with a flag each group has, nobody's last."""
        own = self.group[np.asarray(flags, dtype=bool)[self.customer]]
        return np.bincount(np.where(own == NOBODY, len(self.names), own), minlength=len(self.names) + 1)


def by_manager(portfolio: Portfolio, policy: ManagersPolicy) -> Owned | None:
    """The customers of each manager in one spelling; None where the book names none."""
    parts = _parts(portfolio, "manager")
    return None if parts is None else _owned(portfolio, parts, managers(parts["manager"], policy))


def by_branch(portfolio: Portfolio) -> Owned | None:
    """The customers of each branch in one spelling; None where the book names none."""
    parts = _parts(portfolio, "branch")
    if parts is None:
        return None
    return _owned(portfolio, parts, spelt(parts["branch"], spellings([parts["branch"]])))


def by_column(portfolio: Portfolio, column: str) -> Owned:
    """The customers of each group of the column that was asked for."""
    parts = in_groups(portfolio, column)
    return _owned(portfolio, parts, parts["group"].mask(parts["group"] == ""))


def owned_flows(owned: Owned, pair: Pair, seats: Mapping[int, int] | None = None) -> tuple[OwnedFlow, ...]:
    """Those in focus of each group with anybody in it by either policy: largest by the tried one first, nobody last.

    `seats`: of each manager by number; None where nothing is said of seats.
    """
    base, reform = (side.in_focus[owned.customer] for side in (pair.base, pair.reform))
    keys = [None if side.key is None else owned.count(side.key) for side in (pair.base, pair.reform)]
    lines = []
    for number, own in owned.entries():
        flow = Worth(owned.worth.values[own], owned.worth.measure).flow(base[own], reform[own])
        before, after = (None if seats is None or key is None else int(key[number]) for key in keys)
        seated = None if seats is None or number == NOBODY else seats[number]
        line = OwnedFlow(
            group=None if number == NOBODY else owned.names[number],
            key_base=before,
            key_reform=after,
            seats=seated,
            over=None if seated is None or after is None else max(0, after - seated),
            **flow,
        )
        if line.base.customers or line.reform.customers or before or after:
            lines.append(line)
    return tuple(sorted(lines, key=_order))


def _order(line: OwnedFlow) -> tuple[bool, float, int, str]:
    value = line.reform.value
    return line.group is None, -float(value or 0), -line.reform.customers, line.group or ""


def _parts(portfolio: Portfolio, name: str) -> pd.DataFrame | None:
    frame = portfolio.frame
    if name not in frame or not frame[name].notna().any():
        return None
    return in_parts(portfolio, [name])


def _owned(portfolio: Portfolio, parts: pd.DataFrame, names: pd.Series) -> Owned:
    """Two spellings of one group within a customer's rows are one entry."""
    codes, different = pd.factorize(names.astype("object"), sort=True)
    customer = pd.Index(portfolio.frame["row"]).get_indexer(pd.Index(parts["row"]))
    values = parts["value"] if "value" in parts else pd.Series(0, index=parts.index)
    kind = "float64" if portfolio.measure is not None and portfolio.measure.decimals is None else "int64"
    entries = pd.DataFrame({"group": codes, "customer": customer, "value": values.to_numpy(kind, na_value=0)})
    if entries.duplicated(["group", "customer"]).any():
        entries = entries.groupby(["group", "customer"])["value"].sum().reset_index()
    group, customers = (entries[name].to_numpy("int64") for name in ("group", "customer"))
    worth = Worth(entries["value"].to_numpy(), portfolio.measure)
    return Owned(tuple(map(str, different)), group, customers, worth)
