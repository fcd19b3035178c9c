"""How many persons each two branches share."""

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.claims import Claims
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.result import BranchPair
from keyclient.analysis.overlap.who import Ints


def branch_pairs(persons: Persons, claims: Claims, shared: Ints) -> tuple[BranchPair, ...]:
    """All pairs with a person in common, the most persons first. Claims without a branch count for their book."""
    stands = _stands(persons, claims.of(shared))
    both = stands.merge(stands, on="person", suffixes=("", "_other"))
    pairs = both[both["branch"] < both["branch_other"]]
    counts = pairs.groupby(["branch", "branch_other"], as_index=False).size()
    found = [
        BranchPair(branch=one, other=other, persons=int(count))
        for one, other, count in counts.itertuples(index=False)
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.persons, pair.branch, pair.other)))


def _stands(persons: Persons, frame: pd.DataFrame) -> pd.DataFrame:
    """Each person once for every branch that claims her, under one spelling of it."""
    named = frame["branch"].notna()
    spelled = frame["branch"][named].groupby(frame["branch_code"][named]).min()
    books = np.array([book.path for book in persons.books], dtype=object)
    branch = frame["branch_code"].map(spelled).astype(object).where(named, books[frame["book"]])
    return pd.DataFrame({"person": frame["person"], "branch": branch}).drop_duplicates()
