"""How many key customers each manager can look after where the policy does not say, and in which branch she sits."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

NOBODY = -1
"""The manager of customers without one; the branch of managers whose customers are in none."""
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def seats_there(key_customers: Ints, home: Ints, asked: int | None) -> Ints:
    """As many as `asked` for each manager; None: as many as the busiest manager of the same branch has key customers today.

    One entry a manager; `home`: her branch, or `NOBODY`, which counts as one branch.
    """
    if asked is not None:
        return np.full(len(home), asked, dtype=np.int64)
    seats = np.zeros(len(home), dtype=np.int64)
    for branch in np.unique(home):
        inside = home == branch
        seats[inside] = key_customers[inside].max(initial=0)
    return seats


def homes(managers: int, manager: Ints, branch: Ints, key: Flags) -> Ints:
    """The branch of each of so many managers: where most of her key customers are, then most of all, then the first by name.

    `manager`, `branch`, `key`: one entry for each customer, manager and branch. `NOBODY` where no branch is named.
    """
    pairs = pd.DataFrame({"manager": manager, "branch": branch, "key": key, "all": 1})
    named = pairs[(pairs["manager"] != NOBODY) & (pairs["branch"] != NOBODY)]
    counts = named.groupby(["manager", "branch"], sort=True)[["key", "all"]].sum().reset_index()
    most = counts.sort_values(["key", "all"], ascending=False, kind="stable").drop_duplicates("manager")
    home = np.full(managers, NOBODY, dtype=np.int64)
    home[most["manager"].to_numpy()] = most["branch"].to_numpy()
    return home
