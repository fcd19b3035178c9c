"""Who answers for each line: exactly one manager, or an issue."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.common.evidence.columns import texts
from keyclient.analysis.common.in_groups import in_parts
from keyclient.model.portfolio import Portfolio


@dataclass(frozen=True, eq=False)
class Owners:
    """One entry a customer, in the order of the frame."""

    name: "pd.Series[str]"
    """Her manager, in one spelling; NA: nobody."""
    several: Flags
    """Whether her rows name several managers: `name` is that of most of them."""

    def of(self, at: Ints) -> list[str | None]:
        """The managers of some customers."""
        return [name if isinstance(name, str) else None for name in self.name.to_numpy(object)[at]]


def owners(portfolio: Portfolio) -> Owners:
    """The managers of the customers of a book as it is judged (`RiskBook.portfolio`): words for nobody are blanks there."""
    name = texts(portfolio, "manager")
    if portfolio.split is None or "manager" not in portfolio.frame:
        return Owners(name, np.zeros(len(name), dtype=bool))
    parts = in_parts(portfolio, ["manager"])[["row", "manager"]].dropna().drop_duplicates()
    counts = parts["row"].value_counts()
    several = portfolio.frame["row"].isin(counts.index[counts > 1])
    return Owners(name, several.to_numpy(bool))
