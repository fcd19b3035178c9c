"""How many persons each two branches share."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.overlap.claims import Claims
from keyclient.analysis.overlap.named_claims import BLANK
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.result import BranchPair, SharingBranch
from keyclient.analysis.overlap.who import Ints


def branch_pairs(persons: Persons, claims: Claims, shared: Ints) -> tuple[BranchPair, ...]:
    """All pairs with a person in common, the most persons first."""
    stands = branches_of(persons, claims, shared)
    both = stands.merge(stands, on="person", suffixes=("", "_other"))
    pairs = both[both["branch"] < both["branch_other"]]
    counts = pairs.groupby(["branch", "branch_other"], as_index=False).size()
    found = [
        BranchPair(branch=one, other=other, persons=int(count))
        for one, other, count in counts.itertuples(index=False)
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.persons, pair.branch, pair.other)))


def sharing_branches(persons: Persons, claims: Claims, shared: Ints) -> tuple[SharingBranch, ...]:
    """How many persons each branch shares with any other, each once; the most persons first."""
    stands = branches_of(persons, claims, shared)
    several = stands[stands["person"].duplicated(keep=False)]
    counts = several.groupby("branch", as_index=False).size()
    found = [
        SharingBranch(branch=branch, persons=int(count)) for branch, count in counts.itertuples(index=False)
    ]
    return tuple(sorted(found, key=lambda one: (-one.persons, one.branch)))


def branches_of(persons: Persons, claims: Claims, shared: Ints) -> pd.DataFrame:
    """Each person once for every branch that claims her, under one spelling of it.

    A claim without a branch counts for none, or for its book where the book has no branches at all.
    """
    frame = claims.of(shared)
    is_spelled = frame["branch"].notna()
    spelled = frame["branch"][is_spelled].groupby(frame["branch_code"][is_spelled]).min()
    named = frame["branch_code"] != BLANK
    branch = (
        frame["branch_code"]
        .map(spelled)
        .astype(object)
        .where(named, _book_names(persons, claims)[frame["book"]])
    )
    stands = pd.DataFrame({"person": frame["person"], "branch": branch})
    return stands[stands["branch"].notna()].drop_duplicates()


def _book_names(persons: Persons, claims: Claims) -> NDArray[Any]:
    """The path of each book that names no branch, None for the others."""
    frame = claims.frame
    with_branches = frame["book"][frame["branch"].notna()].unique()
    names = np.array([book.path if book.branch is None else None for book in persons.books], dtype=object)
    names[with_branches] = None
    return names
