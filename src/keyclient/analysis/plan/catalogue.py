"""Which entry of the catalogue makes the line of each customer: the first that fits and whose proof can be written."""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints
from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.proofs import amount_units
from keyclient.policy.parts.catalogue import Entry, places

_TEXTS: tuple[Literal["target", "strategy", "activity"], ...] = ("target", "strategy", "activity")


def matched(basis: Basis) -> Ints:
    """The place of the entry for each customer; `ABSENT` for those whom the plan is not for, or whom no entry fits."""
    entries = basis.policy.plan.entries
    found = basis.first([basis.holds(entry) & basis.fits(entry) & sayable(basis, entry) for entry in entries])
    return np.where(basis.whom, found, ABSENT)


def sayable(basis: Basis, entry: Entry) -> Flags:
    """For whom everything is known that stands in braces in an entry."""
    said = [entry.words(which) for which in _TEXTS]
    templates = (entry.proof, *(words.en for words in said), *(words.zh for words in said))
    wanted = {name for template in templates for name in places(template)}
    flags = np.ones(basis.customers, dtype=bool)
    for name, known in _KNOWN.items():
        if name in wanted:
            flags &= known(basis, entry)
    return flags


def _has_amount(basis: Basis, entry: Entry) -> Flags:
    """An amount that can be reached: a positive whole of what it is made of."""
    return np.asarray(np.nan_to_num(amount_units(basis, entry)) > 0)


def _has_day(basis: Basis, entry: Entry) -> Flags:
    found = basis.reason(entry)
    return np.zeros(basis.customers, dtype=bool) if found is None else np.not_equal(found.day, NO_DAY)


_KNOWN: Mapping[str, Callable[[Basis, Entry], Flags]] = {
    "date": _has_day,
    "kept": _has_amount,
    "grown": _has_amount,
    "won_back": _has_amount,
    "balance": lambda basis, _: ~np.isnan(basis.balance.units),
    "gap": lambda basis, _: basis.book.place > 0,
    "next_tier": lambda basis, _: basis.book.place > 0,
    "need": lambda basis, _: np.not_equal(basis.life.need, ABSENT),
    "offer": lambda basis, _: np.not_equal(basis.life.family, ABSENT),
    "family": lambda basis, _: np.not_equal(basis.life.family, ABSENT),
    "event": lambda basis, _: np.not_equal(basis.event, ABSENT),
    "perk": lambda basis, _: np.full(basis.customers, bool(basis.policy.plan.perks)),
}
