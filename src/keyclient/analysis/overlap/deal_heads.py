"""Which deals of one book are of one customer."""

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.who import UNKNOWN, Ints


def heads_of(joined: Persons, deals: Ints) -> Ints:
    """The customer of each deal: the person; a row with neither id nor number is of whoever else has its deal number.

    It stays by itself where its deal stands with several names, or with several customers who have an id or number.
    """
    told = pd.DataFrame(
        {
            "person": joined.person,
            "deal": deals,
            "name": pd.Series(joined.who.name).where(joined.who.name != UNKNOWN),
            "is_weak": (joined.ids == UNKNOWN) & (joined.who.number == UNKNOWN),
        }
    )
    by_deal = told.groupby("deal")
    strong = told["person"].mask(told["is_weak"]).groupby(told["deal"])
    is_one = (by_deal["name"].transform("nunique") <= 1) & (strong.transform("nunique") <= 1)
    hers = strong.transform("min").fillna(by_deal["person"].transform("min")).astype("int64")
    return np.asarray(told["person"].where(~(told["is_weak"] & is_one), hers).to_numpy(dtype=np.int64))
