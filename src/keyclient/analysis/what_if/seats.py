"""The seats that a policy asks of the managers, against those there are."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from keyclient.analysis.what_if.flows import Pair
from keyclient.analysis.what_if.owned import NOBODY, Owned
from keyclient.analysis.what_if.result import Seats

ByManager = Mapping[int, int]


def seats_of(managers: Owned, branches: Owned | None, pair: Pair, each: int | None) -> ByManager | None:
    """The seats of each manager by number: those of the policy, else as many as the busiest of her branch has today.

    Today is the policy in force; her branch is where most of her key customers are, then most of all. None where nothing
    is said of key customers.
    """
    key = pair.base.key
    if key is None:
        return None
    if each is not None:
        return dict.fromkeys(range(len(managers.names)), each)
    today = managers.count(key)[:-1]
    homes = _homes(managers, branches, pair)
    most = pd.Series(today).groupby(homes).transform("max")
    return {number: int(seats) for number, seats in enumerate(most)}


def seats_asked(managers: Owned, pair: Pair, seats: ByManager, each: int | None) -> Seats | None:
    """The figures of all managers; None where nothing is said of key customers."""
    if pair.base.key is None or pair.reform.key is None:
        return None
    before, after = managers.count(pair.base.key), managers.count(pair.reform.key)
    there = np.array([seats[number] for number in range(len(managers.names))], dtype=np.int64)
    over = np.maximum(after[:-1] - there, 0)
    return Seats(
        each=each,
        capacity=int(there.sum()),
        asked_base=int(before[:-1].sum()),
        asked_reform=int(after[:-1].sum()),
        managers_over=int(np.count_nonzero(over)),
        over=int(over.sum()),
        unowned=int(after[-1]),
    )


def _homes(managers: Owned, branches: Owned | None, pair: Pair) -> "pd.Series[int]":
    """The branch of each manager by number; `NOBODY` where none is named."""
    home = pd.Series(NOBODY, index=range(len(managers.names)))
    if branches is None or pair.base.key is None:
        return home
    whose = pd.DataFrame({"manager": managers.group, "customer": managers.customer})
    where = pd.DataFrame({"branch": branches.group, "customer": branches.customer})
    pairs = whose.merge(where, on="customer")
    pairs["key"] = pair.base.key[pairs["customer"].to_numpy()].astype("int64")
    named = pairs[(pairs["manager"] != NOBODY) & (pairs["branch"] != NOBODY)]
    counts = named.groupby(["manager", "branch"], sort=True)["key"].agg(["sum", "size"]).reset_index()
    most = counts.sort_values(["sum", "size"], ascending=False, kind="stable").drop_duplicates("manager")
    home.loc[most["manager"]] = most["branch"].to_numpy()
    return home
