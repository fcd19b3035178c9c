"""Age and open needs of every customer, and what may be offered for the need that counts most at her age."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints, Numbers
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import People, gap_column, people
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.lifecycle import LifecyclePolicy


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


def life_of(portfolio: Portfolio, policy: LifecyclePolicy) -> Life:
    """The customers of a book. A family above her risk rating is not offered."""
    needs = NeedMap(policy)
    found = people(portfolio, needs)
    at = pd.Index(found["row"].to_numpy()).get_indexer(pd.Index(portfolio.frame["row"]))
    gaps = [_flags(found, gap_column(place))[at] for place in range(len(needs.needs))]
    need, family = _offered(found, at, needs, gaps)
    age = found["age"].to_pandas().to_numpy("float64", na_value=np.nan)[at]
    return Life(age, dict(zip(needs.needs, gaps, strict=True)), need, family)


def _flags(found: People, name: str) -> Flags:
    return np.asarray(found[name].to_numpy(), dtype=bool)


def _offered(found: People, at: Ints, needs: NeedMap, gaps: list[Flags]) -> tuple[Ints, Ints]:
    """The need and the family of each customer."""
    place = found["place"].to_numpy()[at]
    codes, ratings = pd.factorize(found["rating"].to_pandas().astype("object"))
    rating = codes[at]
    families = {name: number for number, name in enumerate(needs.policy.families)}
    need, family = np.full(len(at), ABSENT), np.full(len(at), ABSENT)
    for weight in ("core", "secondary"):
        for number, name in enumerate(needs.needs):
            offers = [needs.offer(name, one).offered for one in (*ratings, None)]
            first = np.array([families[some[0]] if some else ABSENT for some in offers])[rating]
            in_band = np.isin(place, needs.bands_with(number, weight))
            mine = gaps[number] & in_band & (first != ABSENT) & (need == ABSENT)
            need, family = np.where(mine, number, need), np.where(mine, first, family)
    return need, family
