"""The facts that `check` gathers about each customer: weight, file, contacts, damaged numbers."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from keyclient.analysis.check.archive import Files, files_of
from keyclient.analysis.check.contact import ContactStatus
from keyclient.analysis.check.identity import Flaw
from keyclient.analysis.check.result import DamagedIds
from keyclient.analysis.check.weights import Flags, Indices, Weights, owners
from keyclient.model.portfolio import Portfolio
from keyclient.model.record import dataclass
from keyclient.model.rules.plausibility import CreditCodeWrong, PhoneWrong, ResidentIdWrong
from keyclient.model.trace import Trace
from keyclient.policy.parts.check import CheckPolicy

DAMAGE = (ResidentIdWrong, CreditCodeWrong, PhoneWrong)
"""Flaws that make an id unusable; in a contradiction between two fields the other one may be wrong."""


@dataclass(frozen=True)
class CustomerFacts:
    """A book, customer by customer."""

    portfolio: Portfolio
    trace: Trace
    weights: Weights
    files: Files
    contacts: ContactStatus
    rounded: Mapping[str, Indices]
    """Positions of the ids that Excel has rounded, by field."""
    wrong: Mapping[str, Indices]
    """Positions of implausible ids, by field."""

    @property
    def frame(self) -> pd.DataFrame:
        """The customers, as in `Portfolio`."""
        return self.portfolio.frame

    @property
    def everybody(self) -> Flags:
        """All customers."""
        return np.ones(len(self.frame), dtype=bool)

    @cached_property
    def damaged(self) -> dict[str, Indices]:
        """Positions of all damaged ids, by field; only fields that have any."""
        names = dict.fromkeys([*self.rounded, *self.wrong])
        none = np.zeros(0, dtype=np.int64)
        return {
            name: np.concatenate([self.rounded.get(name, none), self.wrong.get(name, none)]) for name in names
        }

    @cached_property
    def damaged_owners(self) -> Flags:
        """The customers with a damaged id in any field."""
        return self._owners([position for positions in self.damaged.values() for position in positions])

    @cached_property
    def with_gaps(self) -> Flags:
        """The customers who lack a field, have a damaged number, or had no recent contact."""
        return ~self.files.complete | self.damaged_owners | self.contacts.stale

    def damaged_ids(self) -> tuple[DamagedIds, ...]:
        """The damaged ids in figures."""
        found = [
            DamagedIds(
                field=name,
                rounded=len(self.rounded.get(name, ())),
                wrong=len(self.wrong.get(name, ())),
                held=self.weights.held(self._owners(positions)),
            )
            for name, positions in self.damaged.items()
        ]
        return tuple(sorted(found, key=lambda one: -one.held.customers))

    def _owners(self, positions: Sequence[int] | Indices) -> Flags:
        return owners(self.trace, np.asarray(positions, dtype=np.int64), len(self.frame))


def customer_facts(
    portfolio: Portfolio, trace: Trace, found: Sequence[Flaw], policy: CheckPolicy
) -> CustomerFacts:
    """The facts about each customer. `found`: implausible cells, without columns that are wrong as a whole."""
    wrong: dict[str, Indices] = {}
    for flaw in found:
        if flaw.rule in DAMAGE and len(flaw.positions):
            known = wrong.get(flaw.field, np.zeros(0, dtype=np.int64))
            wrong[flaw.field] = np.concatenate([known, flaw.positions])
    return CustomerFacts(
        portfolio=portfolio,
        trace=trace,
        weights=Weights(portfolio),
        files=files_of(portfolio.frame, policy),
        contacts=ContactStatus(portfolio, policy.stale_days),
        rounded={name: positions for name, positions in trace.damaged.items() if len(positions)},
        wrong=wrong,
    )
