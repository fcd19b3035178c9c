"""Persons who may be one: offered with the number of coincidences to expect, never joined."""

from dataclasses import dataclass

import numpy as np

from keyclient.analysis.overlap.coincidences import Told
from keyclient.analysis.overlap.pairs import CROWD, Pairs, Traits, count_pairs, list_pairs
from keyclient.analysis.overlap.people import People, in_common
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.public import Reach
from keyclient.policy.parts.overlap import OverlapPolicy

NAME_AND_PHONE = "name_and_phone"
NAME_AND_BIRTH_DATE = "name_and_birth_date"
TRADE_NAME_AND_PHONE = "trade_name_and_phone"
CUSTOMER_ID = "customer_id"


@dataclass(frozen=True, eq=False)
class Perhaps:
    """One rule, and the pairs of persons whom it finds."""

    rule: str
    found: int
    """Pairs of whom at most one has a valid number, and whose birth dates do not differ."""
    expected: float
    """Pairs to be expected by coincidence."""
    shown: bool
    """Whether few enough are to be expected for the pairs to be listed."""
    pairs: Pairs
    """All but those of more than `CROWD` who have the same in common; in order, whatever the order of the books."""


def perhaps(persons: Persons, phones: Reach, policy: OverlapPolicy) -> tuple[Perhaps, ...]:
    """What each rule finds.

    Companies of one trade name are told only where their whole names differ. Those of one customer id have different names: all
    others are joined.
    """
    people = People(persons, phones)
    by_phone = in_common(people.names, people.phones)
    by_trade = in_common(people.trades, people.phones)
    by_birthday = in_common(people.names, people.births)
    same_name, same_id = _found(by_phone, people.traits), _found(people.ids, people.traits)
    return (
        _rule(NAME_AND_PHONE, same_name, people.expected_phones(), policy),
        _rule(NAME_AND_BIRTH_DATE, _found(by_birthday, people.traits), people.expected_birthdays(), policy),
        _rule(
            TRADE_NAME_AND_PHONE,
            _without(_found(by_trade, people.traits), same_name),
            people.expected_trades(),
            policy,
        ),
        _rule(CUSTOMER_ID, same_id, people.expected_ids(same_id.number), policy),
    )


@dataclass(frozen=True, eq=False)
class _Found:
    pairs: Pairs
    crowded: float
    """Pairs of crowds, which are not listed."""

    @property
    def number(self) -> int:
        """All pairs."""
        return len(self.pairs.one) + round(self.crowded)


def _rule(rule: str, found: _Found, expected: float, policy: OverlapPolicy) -> Perhaps:
    shown = bool(found.number) and expected <= policy.coincidences * found.number
    return Perhaps(rule, found.number, expected, shown, found.pairs)


def _found(alike: Told, traits: Traits) -> _Found:
    pairs = list_pairs(alike.value, alike.person)
    is_crowd = np.bincount(alike.value, minlength=1)[alike.value] > CROWD
    person = alike.person[is_crowd]
    crowded = count_pairs(alike.value[is_crowd], traits.has_number[person], traits.born[person])
    return _Found(pairs.among(traits.may_be_one(pairs)), float(crowded.sum()))


def _without(found: _Found, known: _Found) -> _Found:
    """What is not known already."""
    width = int(max(pairs.other.max(initial=0) for pairs in (found.pairs, known.pairs))) + 1
    is_known = np.isin(
        found.pairs.one * width + found.pairs.other, known.pairs.one * width + known.pairs.other
    )
    return _Found(found.pairs.among(~is_known), max(found.crowded - known.crowded, 0.0))
