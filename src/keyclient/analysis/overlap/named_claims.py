"""Which branch and manager a claim is of, where it leaves one of them blank or its branch is only what a file is called."""

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.who import Flags, Ints

BLANK = -1
"""The code of a blank branch or manager."""


def is_only_of_file(group: Ints, branch: Ints, manager: Ints, is_made: Flags) -> Flags:
    """The claims whose branch is made up from the name of a file, while their manager stands in another branch of the group too.

    A file name alone makes no second claim of one manager: it may be the second list of one branch.
    """
    named = (branch != BLANK) & (manager != BLANK)
    if not (named & is_made).any():
        return np.zeros(len(group), dtype=bool)
    return np.asarray(is_made & named & (_different(group, manager, branch, named)[0] > 1))


def with_blanks_told(group: Ints, branch: Ints, manager: Ints) -> tuple[Ints, Ints]:
    """Branch and manager of each claim; a blank is told by the only branch of that manager in the group, or the only manager of that branch."""
    named = (branch != BLANK) & (manager != BLANK)
    branches, branch_there = _different(group, manager, branch, named)
    managers, manager_there = _different(group, branch, manager, named)
    return (
        np.where((branch == BLANK) & (manager != BLANK) & (branches == 1), branch_there, branch),
        np.where((manager == BLANK) & (branch != BLANK) & (managers == 1), manager_there, manager),
    )


def several(group: pd.Series, branch: Ints, manager: Ints) -> Flags:
    """Whether the group of each claim names several managers, or several branches."""
    found = np.zeros(len(group), dtype=bool)
    for names in (branch, manager):
        known = pd.Series(names, index=group.index).where(lambda codes: codes != BLANK)
        found |= known.groupby(group).transform("nunique").to_numpy() > 1
    return found


def _different(group: Ints, key: Ints, told: Ints, named: Flags) -> tuple[Ints, Ints]:
    """How many different things the named claims of a group with one key tell, by claim; and the least of them."""
    width = int(key.max(initial=BLANK)) + 2
    both = group * width + key + 1
    pairs = pd.DataFrame({"both": both[named], "told": told[named]}).drop_duplicates()
    counted = pairs.groupby("both")["told"].agg(["size", "min"]).reindex(both)
    counts = counted["size"].fillna(0).to_numpy(dtype="int64")
    return counts, counted["min"].fillna(BLANK).to_numpy(dtype="int64")
