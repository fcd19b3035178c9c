"""How many pairs of a rule are to be expected by coincidence."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.pairs import count_pairs
from keyclient.analysis.overlap.who import Flags, Ints, different, distinct

_LONGEST_YEAR = 366
"""Two people born in one year share the day once in so many pairs at least."""
_FEW = 30
"""Of fewer people a couple is too large a share to say how many strangers have a value in common: they are counted as so many."""


class Told(NamedTuple):
    """What persons say of themselves, or have in common: one entry for each person and value, each once."""

    person: Ints
    value: Ints


def who_may_be_one(told: Told, names: Sequence[Told]) -> Ints:
    """Who each entry is: those of one value who are called alike by any of the names are one, directly or through another.

    They may be just that, and a person who is there twice must not make coincidences look likely.
    """
    who = np.arange(len(told.person))
    entry, group = _ties(told, names)
    while len(entry):
        lowest = np.full(int(group.max()) + 1, len(who))
        np.minimum.at(lowest, group, who[entry])
        found = who.copy()
        np.minimum.at(found, entry, lowest[group])
        if np.array_equal(found, who):
            break
        who = found
    return who


def _ties(told: Told, names: Sequence[Told]) -> tuple[Ints, Ints]:
    """For each entry that is not the only one of its value, and each name of hers: which value and name these are."""
    shared = np.flatnonzero(np.bincount(told.value, minlength=1)[told.value] > 1)
    left = pd.DataFrame({"person": told.person[shared], "entry": shared, "value": told.value[shared]})
    ties = [
        left.merge(pd.DataFrame({"person": one.person, "name": one.value, "kind": kind}), on="person")
        for kind, one in enumerate(names)
    ]
    tied = pd.concat(ties)
    return tied["entry"].to_numpy(), tied.groupby(["value", "kind", "name"]).ngroup().to_numpy()


def chance_of_same(told: Told, who: Ints) -> float:
    """The chance that two unrelated people have the same value: the share of the pairs of people who do, of `_FEW` people at least.

    `who`: as of `who_may_be_one`. Whoever has two telephones has two chances.
    """
    values, _ = distinct(told.value, who)
    size = np.bincount(values).astype(np.float64)
    a_person = len(told.person) / max(len(different(told.person)), 1)
    people = max(len(values) / max(a_person, 1.0), _FEW)
    return float((size * (size - 1)).sum() / (people * (people - 1)))


def expected_birthdays(name: Ints, born: Ints, has_number: Flags, who: Ints) -> float:
    """How many pairs of one name are born on one day by coincidence: those born in one year, each with the chance of that year.

    One entry for each person and name; all birth dates are known; `who` as of `who_may_be_one`. Names belong to their
    generation: two people of one name are born in one year far more often than others, and only the day is left to chance.
    Years in which everybody is born on New Year's Day have their own chance, which is high.
    """
    days = pd.DataFrame({"name": name, "born": born, "year": _years(born), "who": who})
    chance = _chance_by_year(days[["year", "born", "who"]].drop_duplicates())
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
