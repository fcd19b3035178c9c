"""Customers whom only one of two books lists, who may be one under two numbers: neither known to be gone, nor to be new."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints
from keyclient.analysis.common.leading_zeros import LostZeros, lost_zeros
from keyclient.analysis.common.renumbered import WHO, perhaps_one

_ID = "customer_id"
_Side = tuple[pd.DataFrame, Ints]
"""The customers of one book whom the other does not list, and their numbers over all books."""


class OtherNumbers(NamedTuple):
    """What two books say of those whom only one of them lists."""

    zeros: LostZeros
    """Of the ids of `gone_ids` and `new_ids`."""
    gone_ids: "pd.Series"
    new_ids: "pd.Series"
    renumbered: frozenset[str]
    """Ids of the older book that may be others in the newer one."""
    gone: frozenset[int]
    """The rows of those of the older book who may be in the newer one."""
    new: frozenset[int]
    """The rows of those of the newer book who may have been in the older one."""


def other_numbers(before: _Side, now: _Side) -> OtherNumbers:
    """By ids that differ in leading zeros alone, and by what says that two persons are one."""
    gone, new = (_looked_for(*side) for side in (before, now))
    gone_ids, new_ids = (_ids(side[side[_ID].notna()]) for side in (gone, new))
    zeros = lost_zeros(gone_ids, new_ids)
    pairs = perhaps_one(*(side[[name for name in WHO if name in side]] for side in (gone, new)))
    from_old, to_new = gone_ids.index[zeros.gone], new_ids.index[zeros.new]
    is_renumbered = ~pairs["old"].isin(from_old)
    return OtherNumbers(
        zeros,
        gone_ids,
        new_ids,
        renumbered=frozenset(gone_ids.reindex(pairs["old"][is_renumbered]).dropna()),
        gone=frozenset(map(int, (*from_old, *pairs["old"]))),
        new=frozenset(map(int, (*to_new, *pairs["new"]))),
    )


def _looked_for(frame: pd.DataFrame, codes: Ints) -> pd.DataFrame:
    """By row, those with an id of their own or none at all; nobody of a book without ids."""
    if _ID not in frame:
        return pd.DataFrame({_ID: pd.Series([], dtype="str")}, index=pd.Index([], dtype="int64"))
    has_own = np.not_equal(codes, ABSENT) | frame[_ID].isna().to_numpy(dtype=bool)
    return frame[has_own].set_index("row")


def _ids(side: pd.DataFrame) -> "pd.Series":
    return side[_ID].astype("str")


def among(rows: frozenset[int], frame: pd.DataFrame) -> Flags:
    """Which customers of a frame stand in some rows."""
    if not rows:
        return np.zeros(len(frame), dtype=bool)
    return np.asarray(frame["row"].isin(rows).to_numpy(dtype=bool))
