"""How many pairs of a rule are to be expected by coincidence."""

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.pairs import count_pairs
from keyclient.analysis.overlap.who import Flags, Ints, distinct

_LONGEST_YEAR = 366
"""Two people born in one year share the day once in so many pairs at least."""


def chance_of_same(value: Ints, name: Ints) -> float:
    """The chance that two unrelated people have the same value: the share of the pairs of people who do.

    One entry for each person and value. Those of one name and value are one person here, since they may be just that: a
    person who is there twice must not make coincidences look likely.
    """
    different, _ = distinct(value, name)
    size, everybody = np.bincount(different).astype(np.float64), float(len(different))
    pairs = everybody * (everybody - 1)
    return float((size * (size - 1)).sum() / pairs) if pairs else 0.0


def expected_birthdays(name: Ints, born: Ints, has_number: Flags) -> float:
    """How many pairs of one name are born on one day by coincidence: those born in one year, each with the chance of that year.

    One entry for each person and name; all birth dates are known. Names belong to their generation: two people of one name
    are born in one year far more often than others, and only the day is left to chance. Years in which everybody is
    born on New Year's Day have their own chance, which is high.
    """
    days = pd.DataFrame({"name": name, "born": born, "year": _years(born)})
    chance = _chance_by_year(days.drop_duplicates())
    group, first = np.unique(
        days["name"].to_numpy() * _span(days["year"]) + days["year"], return_inverse=True
    )
    pairs = count_pairs(first, has_number)
    return float((pairs * chance.reindex(group % _span(days["year"])).to_numpy()).sum())


def _chance_by_year(people: pd.DataFrame) -> pd.Series:
    """By year: the chance that two people of different names who are born in it share the day."""
    by_day = people.groupby(["year", "born"]).size().astype("float64")
    shared = (by_day * (by_day - 1)).groupby("year").sum()
    size = people.groupby("year").size().astype("float64")
    found = (shared / (size * (size - 1)).where(size > 1)).fillna(0.0)
    return found.clip(lower=1 / _LONGEST_YEAR)


def _years(born: Ints) -> Ints:
    """Years from 0."""
    years = born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    return np.asarray(years - years.min(initial=0))


def _span(years: pd.Series) -> int:
    return int(years.max()) + 1 if len(years) else 1
