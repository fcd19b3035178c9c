"""Who gets a line: the customers of the plan with entry, owner and deadline of each, in the order of the plan."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from keyclient.analysis.common.customer_keys import CustomerKeys, customer_keys
from keyclient.analysis.common.evidence.arrays import ABSENT, Ints
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.catalogue import matched
from keyclient.analysis.plan.due import Due, due, reason_days
from keyclient.analysis.plan.line_id import line_ids
from keyclient.analysis.plan.owners import Owners, owners


@dataclass(frozen=True, eq=False)
class Planned:
    """The lines, by owner (nobody last), deadline, value (the largest first), id and row. Arrays have one entry a line."""

    basis: Basis
    owners: Owners
    keys: CustomerKeys
    due: Due
    """In another order."""
    at: Ints
    """The position of the customer in the frame of the newest book."""
    entry: Ints
    """The place of the entry in the catalogue."""
    deadline: Ints
    """As `date.toordinal`."""
    line_id: list[str]
    left_out: int
    """Customers whom the plan is for, and whom no entry of the catalogue fits."""

    @cached_property
    def weak(self) -> int:
        """How many customers of the lines are found again by their row alone."""
        return int(self.keys.weak[self.at].sum())


def planned(basis: Basis) -> Planned:
    """The lines of the newest book. Raises `NoWorkingDayError`."""
    portfolio = basis.book.portfolio
    own, keys, found = owners(portfolio), customer_keys(portfolio), matched(basis)
    at = np.flatnonzero(found != ABSENT)
    when = due(basis, own, at, found[at])
    order = _order(when)
    at = at[order]
    return Planned(
        basis,
        own,
        keys,
        when,
        at,
        found[at],
        when.found.day[order],
        _ids(basis, keys, at, found[at]),
        int((basis.whom & (found == ABSENT)).sum()),
    )


def _order(when: Due) -> Ints:
    """By owner, deadline and rank."""
    owner = np.where(when.lines.owner == NOBODY, len(when.names), when.lines.owner)
    return np.lexsort((when.lines.rank, when.found.day, owner))


def _ids(basis: Basis, keys: CustomerKeys, at: Ints, entry: Ints) -> list[str]:
    entries = basis.policy.plan.entries
    names = [entries[place].name for place in entry.tolist()]
    return line_ids(keys.key.iloc[at].tolist(), names, reason_days(basis, at, entry).tolist())
