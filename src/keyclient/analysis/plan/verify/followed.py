"""Where the customers of lines stand in a book."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints
from keyclient.analysis.plan.verify.why import Why
from keyclient.model.portfolio import Portfolio

_ID = "customer_id"


@dataclass(frozen=True, eq=False)
class Followed:
    """One entry a line."""

    place: Ints
    """The position in the frame; `ABSENT` where she cannot be found."""
    why: Ints
    """`Why` she cannot be; `DECIDED` where she can."""


def followed(ids: "pd.Series[str]", portfolio: Portfolio, before: Ints | None = None) -> Followed:
    """By `customer_id`, one that nobody else has in this book and that has all its digits.

    `ids`: of the customers of the lines, NA without one; `before`: why they could not be found in the book of the plan: who
    has the id of another one there, or one that has lost digits, cannot be followed into any book. Who is set aside in the
    book, since her row cannot be read, is unreadable, not absent.
    """
    frame = portfolio.frame
    earlier = np.full(len(ids), Why.DECIDED) if before is None else before
    is_unnumbered = ids.isna().to_numpy(dtype=bool)
    if _ID not in frame:
        why = np.where(is_unnumbered, Why.UNNUMBERED, Why.NO_IDS)
        return Followed(np.full(len(ids), ABSENT), why)
    known = frame[_ID].astype("str").reset_index(drop=True)
    place = _places(ids, known)
    is_damaged = _are_in(ids, frame[_ID][frame["row"].isin(portfolio.rounded)])
    why = np.select(
        [
            is_unnumbered,
            np.isin(earlier, [Why.SHARED, Why.DAMAGED]),
            is_damaged,
            place != ABSENT,
            _are_in(ids, known[known.duplicated(keep=False)]),
            _are_in(ids, _aside(portfolio)),
        ],
        [Why.UNNUMBERED, earlier, Why.DAMAGED, Why.DECIDED, Why.SHARED, Why.UNREADABLE],
        default=Why.ABSENT,
    )
    return Followed(np.where(why == Why.DECIDED, place, ABSENT), why)


def _places(ids: "pd.Series[str]", known: "pd.Series[str]") -> Ints:
    """Where each id stands that stands there once."""
    alone = known[known.notna() & ~known.duplicated(keep=False)]
    if alone.empty:
        return np.full(len(ids), ABSENT)
    at = pd.Index(alone).get_indexer(pd.Index(ids.astype("str")))
    return np.where(at == ABSENT, ABSENT, alone.index.to_numpy()[at])


def _are_in(ids: "pd.Series[str]", known: "pd.Series") -> Flags:
    return np.asarray(ids.isin(known.dropna()).to_numpy(dtype=bool))


def _aside(portfolio: Portfolio) -> "pd.Series":
    """The ids of those whose rows or values cannot be read."""
    frames = [frame for frame in (portfolio.unread, portfolio.aside) if frame is not None and _ID in frame]
    return pd.concat([pd.Series([], dtype="str"), *(frame[_ID].astype("str") for frame in frames)])
