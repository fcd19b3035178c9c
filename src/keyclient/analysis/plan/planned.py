"""Who gets a line: the customers of the plan with entry, owner and deadline of each, in the order of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from keyclient.analysis.common.customer_keys import CustomerKeys, customer_keys
from keyclient.analysis.common.evidence.arrays import ABSENT, Ints
from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.catalogue import matched
from keyclient.analysis.plan.due import due_days
from keyclient.analysis.plan.line_id import line_ids
from keyclient.analysis.plan.owners import Owners, owners


@dataclass(frozen=True, eq=False)
class Planned:
    """The lines, by owner (nobody last), deadline, value (the largest first), id and row. One entry a line."""

    basis: Basis
    owners: Owners
    at: Ints
    """The position of the customer in the frame of the newest book."""
    entry: Ints
    """The place of the entry in the catalogue."""
    deadline: Ints
    """As `date.toordinal`."""
    overfull: Mapping[str | None, int]
    """How many lines of an owner found no day with room, by owner."""
    line_id: list[str]
    left_out: int
    """Customers whom the plan is for, and whom no entry of the catalogue fits."""
    keys: CustomerKeys

    @cached_property
    def weak(self) -> int:
        """How many customers of the lines are found again by their row alone."""
        return int(self.keys.weak[self.at].sum())


def planned(basis: Basis) -> Planned:
    """The lines of the newest book."""
    own, keys, found = owners(basis.book.portfolio), customer_keys(basis.book.portfolio), matched(basis)
    at = np.flatnonzero(found != ABSENT)
    entry = found[at]
    owner = own.name.iloc[at].reset_index(drop=True)
    due = due_days(basis, at, owner, *_before(basis, at, entry))
    order = _order(basis, at, owner, due.day)
    at, entry = at[order], entry[order]
    ids = _ids(basis, keys, at, entry)
    return Planned(basis, own, at, entry, due.day[order], due.overfull, ids,
                   int((basis.whom & (found == ABSENT)).sum()), keys)  # fmt: skip


def _before(basis: Basis, at: Ints, entry: Ints) -> tuple[Ints, Ints]:
    """The day by which the reason of each line is over (`NO_DAY`: it has none), and how many working days before it is done.

    That is the date of its own reason, or the day on which money of the customer matures where that is earlier.
    """
    found = _days(basis, at, entry)
    matures = basis.occasions.found[Occasion.MATURES].day[at]
    both = np.where((found == NO_DAY) | ((matures != NO_DAY) & (matures < found)), matures, found)
    ahead = np.array([one.days for one in basis.policy.plan.entries])[entry]
    days = np.where(both == NO_DAY, NO_DAY, both)
    return days, ahead


def _order(basis: Basis, at: Ints, owner: "pd.Series[str]", day: Ints) -> Ints:
    frame = basis.book.portfolio.frame
    ids = frame["customer_id"].astype("str").to_numpy(object)[at] if "customer_id" in frame else None
    rows = pd.DataFrame(
        {
            "owner": owner,
            "day": day,
            "value": basis.value[at],
            "customer_id": pd.array([None] * len(at) if ids is None else ids, dtype="str"),
            "row": frame["row"].to_numpy()[at],
        }
    )
    order = ["owner", "day", "value", "customer_id", "row"]
    sorted_rows = rows.sort_values(order, ascending=[True, True, False, True, True], na_position="last")
    return sorted_rows.index.to_numpy()


def _ids(basis: Basis, keys: CustomerKeys, at: Ints, entry: Ints) -> list[str]:
    entries = basis.policy.plan.entries
    names = [entries[place].name for place in entry.tolist()]
    return line_ids(keys.key.iloc[at].tolist(), names, _days(basis, at, entry).tolist())


def _days(basis: Basis, at: Ints, entry: Ints) -> Ints:
    """The day of the reason of each line, if it is dated."""
    found = np.full(len(at), NO_DAY)
    for place, one in enumerate(basis.policy.plan.entries):
        reason, mine = basis.reason(one), entry == place
        if reason is not None and mine.any():
            found[mine] = reason.day[at[mine]]
    return found
