"""Managers and branches of one book whom another one does not have: an export may not be complete."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.analysis.common.contacts import OWNED
from keyclient.analysis.common.group_names import group_key

MOST_STILL_THERE = 0.5
"""A manager whose customers are still in the book, with another one, has handed them over."""


class LackingGroup(NamedTuple):
    """A manager or branch whom the other book does not have, and most of whose customers it does not have either."""

    by: str
    group: str
    at: npt.NDArray[np.int64]
    """The places of the customers in their book."""
    still: int
    """How many of them the other book has."""


def lacking_groups(
    own: pd.DataFrame, others: Sequence[pd.DataFrame], is_there: npt.NDArray[np.bool_], least: int
) -> tuple[LackingGroup, ...]:
    """The groups of at least so many customers whom the other book does not have.

    `others`: the customers of the other book, and those whose value nobody knows. `is_there`: which customers the other book has. Those who are there under another manager were handed over. The
    managers of a branch that is lacking as a whole are not told once more.
    """
    return tuple(_without_parts(list(_whole(own, others, is_there, least))))


def _whole(
    own: pd.DataFrame, others: Sequence[pd.DataFrame], is_there: npt.NDArray[np.bool_], least: int
) -> Iterator[LackingGroup]:
    for by in reversed(OWNED):
        known = {
            group_key(str(name)) for other in others if by in other for name in other[by].dropna().unique()
        }
        if by not in own or not known:
            continue
        names = own[by].astype("object").reset_index(drop=True)
        alone = {name for name in names.dropna().unique() if group_key(str(name)) not in known}
        gone = names[names.isin(alone)]
        for name, places in gone.groupby(gone).groups.items():
            at = np.asarray(places, dtype=np.int64)
            still = int(is_there[at].sum())
            if len(at) >= least and still <= MOST_STILL_THERE * len(at):
                yield LackingGroup(by, str(name), at, still)


def _without_parts(found: Iterable[LackingGroup]) -> Iterator[LackingGroup]:
    """The groups without managers all of whose customers are those of a branch that is told."""
    branches = [set(group.at.tolist()) for group in found if group.by == "branch"]
    for group in found:
        if group.by == "branch" or not any(branch.issuperset(group.at.tolist()) for branch in branches):
            yield group
