"""Age and open needs of every customer, and what may be offered for the need that counts most at her age."""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints, Numbers
from keyclient.analysis.common.occasions.needs import OpenNeeds
from keyclient.metrics.age import age_years
from keyclient.model.age import OLDEST
from keyclient.model.portfolio import Portfolio


@dataclass(frozen=True, eq=False)
class Life:
    """One entry a customer, in the order of the frame."""

    age: Numbers
    """Completed years; NaN where unknown."""
    open_needs: Mapping[str, Flags]
    """For each need those who have it at their age and do not cover it, as far as the book says."""
    need: Ints
    """The place of her open need for which something may be offered, core ones first; `ABSENT` where there is none."""
    family: Ints
    """The place of the first product family that may be offered for it; `ABSENT` where there is none."""


def life_of(portfolio: Portfolio, needs: OpenNeeds) -> Life:
    """The customers of a book. A family above her risk rating is not offered."""
    need, family = _offered(needs)
    open_needs = dict(zip(needs.map.needs, needs.lacks, strict=True))
    return Life(_ages(portfolio), open_needs, need, family)


def _ages(portfolio: Portfolio) -> Numbers:
    frame = portfolio.frame
    kinds = {"birth_date": nw.Datetime("s"), "age": nw.Int64()}
    known = [name for name in kinds if name in frame]
    if not known:
        return np.full(len(frame), np.nan)
    people = nw.from_native(nw.from_native(frame[known], eager_only=True).to_arrow(), eager_only=True)
    absent = {name: nw.lit(None, dtype=kind) for name, kind in kinds.items() if name not in known}
    found = people.with_columns(**absent).select(age=age_years(portfolio.as_of, OLDEST))
    return np.asarray(found["age"].to_pandas().to_numpy("float64", na_value=np.nan))


def _offered(needs: OpenNeeds) -> tuple[Ints, Ints]:
    """The need and the family of each customer."""
    codes, ratings = pd.factorize(needs.rating)
    families = {name: number for number, name in enumerate(needs.map.policy.families)}
    need, family = np.full(len(codes), ABSENT), np.full(len(codes), ABSENT)
    for weight in ("core", "secondary"):
        for number, name in enumerate(needs.map.needs):
            offers = [needs.map.offer(name, one).offered for one in (*ratings, None)]
            first = np.array([families[some[0]] if some else ABSENT for some in offers])[codes]
            in_band = np.isin(needs.band, needs.map.bands_with(number, weight))
            mine = needs.lacks[number] & in_band & (first != ABSENT) & (need == ABSENT)
            need, family = np.where(mine, number, need), np.where(mine, first, family)
    return need, family
