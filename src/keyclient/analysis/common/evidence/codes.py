"""One number for each customer of several books."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.other_person import other_persons
from keyclient.model.portfolio import Portfolio


def customer_codes(portfolios: Sequence[Portfolio]) -> tuple[list[Ints], int]:
    """A number for each customer of each book, one for all books; `ABSENT` for one who cannot be followed.

    A customer id that is one person's in a book and another's in the next follows nobody.
    """
    alone = [_ids_alone(portfolio) for portfolio in portfolios]
    ids = pd.concat(alone, ignore_index=True)
    pairs = pairwise([_persons(*book) for book in zip(portfolios, alone, strict=True)])
    others = [one for before, now in pairs for one in other_persons(before, now)]
    codes, known = pd.factorize(ids.mask(ids.isin(others)) if others else ids)
    ends = np.cumsum([len(portfolio.frame) for portfolio in portfolios])
    return [np.asarray(part) for part in np.split(codes, ends[:-1])], len(known)


def _ids_alone(portfolio: Portfolio) -> "pd.Series[Any]":
    """The ids of a book; NA where several customers share one, or it has lost digits."""
    frame = portfolio.frame
    if "customer_id" not in frame:
        return pd.Series(pd.NA, index=frame.index, dtype="str")
    ids = frame["customer_id"].astype("str")
    return ids.mask(ids.duplicated(keep=False) | frame["row"].isin(portfolio.rounded))


def _persons(portfolio: Portfolio, ids: "pd.Series[Any]") -> pd.DataFrame:
    """Who the customers of a book are, as far as it says."""
    names = [name for name in ("id_number", "name", "birth_date", "kind") if name in portfolio.frame]
    return portfolio.frame[names].assign(customer_id=ids)
