"""Whom the book of a plan lists: where a line that people kept or added finds its customer, and what is usual in it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from keyclient.analysis.common.group_names import group_key
from keyclient.analysis.common.known_customers import KnownCustomers
from keyclient.analysis.common.owners import names_nobody, names_several
from keyclient.model.measure import Amount
from keyclient.policy.parts.managers import ManagersPolicy


class InBook(NamedTuple):
    """What the book says of one customer now."""

    customer_id: str | None
    row: int
    tier: str | None
    value: Amount | None
    cell: str | None
    """Of the grid."""
    owner: str | None
    """Her manager; None: nobody."""


@dataclass(frozen=True, eq=False)
class Managers:
    """The managers of a book, as people name them."""

    policy: ManagersPolicy = field(default_factory=ManagersPolicy)
    names: frozenset[str] = frozenset()
    """As the book spells them; empty where it names none."""

    def named(self, typed: str) -> str | None:
        """A name in the spelling of the book, else as it was typed; None for a word for nobody."""
        return None if names_nobody(typed, self.policy) else self._known.get(group_key(typed), typed)

    def is_strange(self, name: str | None) -> bool:
        """Whether a name is one person who is none of the managers of the book, which names some."""
        if name is None or not self.names or name in self.names:
            return False
        return not names_several(name, self.policy)

    @cached_property
    def _known(self) -> dict[str, str]:
        return {group_key(name): name for name in self.names}


@dataclass(frozen=True, eq=False)
class PlanBook:
    """The newest book, as the lines of an earlier plan see it."""

    frame: pd.DataFrame
    """One row a customer, with `customer_id` and `name` where the book has them."""
    as_of: dt.date
    until: dt.date
    """The last day of the plan: when an added line without a deadline is due."""
    sha256: str
    at: Callable[[int], InBook]
    """The customer at a position of the frame; asked only for those whom a written line is about."""
    plain: Callable[[str], str] = str
    """A criterion in one way of writing, whatever its language; as it is where it cannot be understood."""
    managers: Managers = field(default_factory=Managers)
    is_open: Callable[[dt.date], bool] = bool
    """Whether the bank is open on a day."""
    dated: frozenset[str] = frozenset()
    """The entries of the catalogue about a day that no other line of the customer may wait beyond: when money matures."""

    def find(self, customer_id: str | None, name: str | None) -> InBook | None:
        """A customer by her id, else by a name that nobody else has; None where the book lists no such customer."""
        place = self._customers.position(customer_id, name)
        return None if place is None else self.at(place)

    @cached_property
    def _customers(self) -> KnownCustomers:
        return KnownCustomers(self.frame)
