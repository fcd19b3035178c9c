"""The deadline of each line: which of an owner's lines come first, and before which date each has to be done."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.deadlines import Deadlines, PlanDays, ToDo, deadlines, plan_days
from keyclient.analysis.plan.owners import Owners


@dataclass(frozen=True, eq=False)
class Due:
    """The deadlines of the lines, in the order in which these were given."""

    found: Deadlines
    lines: ToDo
    days: PlanDays
    names: tuple[str, ...]
    """The owners by their numbers in `lines`."""


def due(basis: Basis, owners: Owners, at: Ints, entry: Ints) -> Due:
    """Those of the lines of customers at some positions, each of an entry of the catalogue. Raises `NoWorkingDayError`."""
    codes, names = pd.factorize(owners.name.iloc[at], sort=True)
    entries = basis.policy.plan.entries
    ahead, lead = (
        np.array(some, dtype=np.int64)[entry]
        for some in zip(*((e.days, e.lead) for e in entries), strict=True)
    )
    lines = ToDo(
        np.where(codes < 0, NOBODY, codes).astype(np.int64),
        _ranks(basis, at),
        _dates(basis, at, entry),
        ahead,
        lead,
    )
    days = plan_days(basis.as_of, basis.until, basis.policy.calendar)
    found = deadlines(lines, days, basis.policy.plan.per_day)
    return Due(found, lines, days, tuple(str(name) for name in names))


def reason_days(basis: Basis, at: Ints, entry: Ints) -> Ints:
    """The day of the reason of each line, as `date.toordinal`; `NO_DAY` where it is not dated."""
    found = np.full(len(at), NO_DAY)
    for place, one in enumerate(basis.policy.plan.entries):
        reason, mine = basis.reason(one), entry == place
        if reason is not None and mine.any():
            found[mine] = reason.day[at[mine]]
    return found


def _dates(basis: Basis, at: Ints, entry: Ints) -> Ints:
    """The date before which each line has to be done: that of its reason, or an earlier one on which her money matures.

    Whoever is called about something else is not to be called too late for that.
    """
    own, matures = reason_days(basis, at, entry), basis.occasions.found[Occasion.MATURES].day[at]
    earlier = (matures != NO_DAY) & ((own == NO_DAY) | (matures < own))
    return np.where(earlier, matures, own)


def _ranks(basis: Basis, at: Ints) -> Ints:
    """The place of each line by value, the largest first, then id and row."""
    frame = basis.book.portfolio.frame
    ids = frame["customer_id"].astype("str").to_numpy(object)[at] if "customer_id" in frame else None
    rows = pd.DataFrame(
        {
            "value": basis.value[at],
            "customer_id": pd.array([None] * len(at) if ids is None else ids, dtype="str"),
            "row": frame["row"].to_numpy()[at],
        }
    )
    order = rows.sort_values(
        ["value", "customer_id", "row"], ascending=[False, True, True], na_position="last"
    )
    ranks = np.empty(len(at), dtype=np.int64)
    ranks[order.index.to_numpy()] = np.arange(len(at))
    return ranks
