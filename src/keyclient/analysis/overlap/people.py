"""Who the persons are over all their records, as pairs of them are compared."""

from functools import cached_property

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.coincidences import (
    Told,
    chance_of_same,
    expected_birthdays,
    who_may_be_one,
)
from keyclient.analysis.overlap.pairs import Traits, count_pairs
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.public import Reach
from keyclient.analysis.overlap.trade_names import is_company_name, trade_names
from keyclient.analysis.overlap.who import UNBORN, UNKNOWN, Flags, Ints, distinct, texts, unmasked


class People:
    """The names, telephones, birth dates and trade names of persons, over all their records."""

    def __init__(self, persons: Persons, phones: Reach) -> None:
        self._persons, self._phones = persons, phones
        self.traits = _traits(persons)

    @cached_property
    def names(self) -> Told:
        """Their names."""
        return _told(self._persons.person, self._persons.who.name)

    @cached_property
    def trades(self) -> Told:
        """The trade names of companies."""
        return _told(self._persons.person, _trades(self._persons))

    @cached_property
    def phones(self) -> Told:
        """Their telephones that are not public."""
        private = self._phones.private
        return _told(self._persons.person[self._phones.record[private]], self._phones.key[private])

    @cached_property
    def births(self) -> Told:
        """Their birth dates."""
        person = np.flatnonzero(self.traits.born != UNBORN)
        return Told(person, pd.factorize(self.traits.born[person])[0])

    @cached_property
    def ids(self) -> Told:
        """Their customer ids."""
        return _told(self._persons.person, self._persons.ids)

    def expected_ids(self, found: int) -> float:
        """How many of so many pairs of one customer id are two people: as large a share as of all other ids with two names or valid numbers.

        Where most that can be compared agree, the rest are rather one person under two names. Without any other, nobody can tell.
        """
        who, judged, agreed = self._persons.who, 0.0, 0.0
        for told in (who.name, who.number):
            known = (self._persons.ids != UNKNOWN) & (told != UNKNOWN)
            ids = self._persons.ids[known]
            judged += _pairs_within(ids)
            agreed += _pairs_within(pd.factorize(ids * (len(told) + 1) + told[known])[0])
        others, differ = judged - 1, max(judged - agreed - 1, 0.0)
        return found * differ / others if others > 0 else float(found)

    def expected_phones(self) -> float:
        """How many pairs of one name have one telephone by coincidence."""
        return self._pairs(among(self.names, self.phones.person)) * self._chance_of_same_phone

    def expected_trades(self) -> float:
        """How many companies of one trade name and different names have one telephone by coincidence."""
        trades, names = (
            among(told, self.phones.person) for told in (self.trades, among(self.names, self.trades.person))
        )
        return max(self._pairs(trades) - self._pairs(names), 0.0) * self._chance_of_same_phone

    def expected_birthdays(self) -> float:
        """How many pairs of one name are born on one day by coincidence."""
        who = np.arange(self._persons.count)
        who[self.births.person] = self.births.person[who_may_be_one(self.births, (self.names,))]
        names = among(self.names, self.births.person)
        born, has_number = self.traits.born[names.person], self.traits.has_number[names.person]
        return expected_birthdays(names.value, born, has_number, who[names.person])

    @cached_property
    def _chance_of_same_phone(self) -> float:
        return chance_of_same(self.phones, who_may_be_one(self.phones, (self.names, self.trades)))

    def _pairs(self, told: Told) -> float:
        has_number, born = self.traits.has_number[told.person], self.traits.born[told.person]
        return float(count_pairs(told.value, has_number, born).sum())


def in_common(one: Told, other: Told) -> Told:
    """The persons by what they say of both: whoever has the same in both has the same value."""
    left = pd.DataFrame({"person": one.person, "one": one.value})
    both = left.merge(pd.DataFrame({"person": other.person, "other": other.value}), on="person")
    width = int(other.value.max(initial=0)) + 1
    codes = pd.factorize(both["one"].to_numpy() * width + both["other"].to_numpy())[0]
    return Told(both["person"].to_numpy(), np.asarray(codes, dtype=np.int64))


def among(told: Told, persons: Ints) -> Told:
    """What some persons say."""
    chosen = np.isin(told.person, persons)
    return Told(told.person[chosen], told.value[chosen])


def _told(person: Ints, value: Ints) -> Told:
    known = value != UNKNOWN
    return Told(*distinct(person[known], value[known]))


def _traits(persons: Persons) -> Traits:
    has_number = np.zeros(persons.count, dtype=bool)
    has_number[persons.person[persons.who.number != UNKNOWN]] = True
    born = np.full(persons.count, UNBORN)
    np.maximum.at(born, persons.person, persons.who.born)
    return Traits(has_number, born)


def _trades(persons: Persons) -> Ints:
    """The trade name of each record that is of a company, as a code."""
    is_company: Flags = persons.who.is_corporate | is_company_name(persons.who.names)
    names = unmasked(texts(persons.records, "name")).where(is_company)
    return np.asarray(pd.factorize(trade_names(names), sort=True)[0], dtype=np.int64)


def _pairs_within(values: Ints) -> float:
    size = np.bincount(values, minlength=1).astype(np.float64)
    return float((size * (size - 1) / 2).sum())
