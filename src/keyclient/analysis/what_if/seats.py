"""The seats that a policy asks of the managers, against those there are."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.common.seats_there import NOBODY, homes, seats_there
from keyclient.analysis.what_if.flows import Pair
from keyclient.analysis.what_if.owned import Owned
from keyclient.analysis.what_if.result import Seats

ByManager = Mapping[int, int]


def seats_of(managers: Owned, branches: Owned | None, pair: Pair, each: int | None) -> ByManager | None:
    """The seats of each manager by number, see `seats_there`: today is the policy in force.

    None where nothing is said of key customers.
    """
    key = pair.base.key
    if key is None:
        return None
    there = seats_there(managers.count(key)[:-1], _homes(managers, branches, key), each)
    return dict(enumerate(there.tolist()))


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


def _homes(managers: Owned, branches: Owned | None, key: Flags) -> Ints:
    """The branch of each manager by number; `NOBODY` where none is named."""
    if branches is None:
        return np.full(len(managers.names), NOBODY, dtype=np.int64)
    whose = pd.DataFrame({"manager": managers.group, "customer": managers.customer})
    where = pd.DataFrame({"branch": branches.group, "customer": branches.customer})
    pairs = whose.merge(where, on="customer")
    flags = np.asarray(key, dtype=bool)[pairs["customer"].to_numpy()]
    return homes(len(managers.names), pairs["manager"].to_numpy(), pairs["branch"].to_numpy(), flags)
