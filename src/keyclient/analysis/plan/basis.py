"""What the lines of a plan are made from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan

import numpy as np

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints, Numbers
from keyclient.analysis.common.evidence.books import RiskBook, RiskBooks
from keyclient.analysis.common.occasions.book import OccasionBook
from keyclient.analysis.common.occasions.found import Found
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.plan.balance import Balance, balance
from keyclient.analysis.plan.capacity import Moves, moves
from keyclient.analysis.plan.grid import CELLS
from keyclient.analysis.plan.life import Life, life_of
from keyclient.analysis.plan.resources import of_class_a
from keyclient.model.label import Lang
from keyclient.model.measure import Amount
from keyclient.policy.models import Policy
from keyclient.policy.parts.catalogue import Entry, Fitting


@dataclass(frozen=True, eq=False)
class Basis:
    """The newest book with everything that decides who gets which line. Arrays have one entry a customer of its frame."""

    occasions: OccasionBook
    policy: Policy
    cell: Ints
    """The cell of the grid, a place in `CELLS`; `ABSENT` where the value is blank."""
    until: dt.date
    lang: Lang

    @property
    def books(self) -> RiskBooks:
        """The books, the newest last."""
        return self.occasions.books

    @property
    def book(self) -> RiskBook:
        """The newest."""
        return self.books.books[self.books.newest]

    @property
    def as_of(self) -> dt.date:
        """Its data date."""
        return self.book.portfolio.as_of

    @property
    def start(self) -> dt.date:
        """The first day of the plan: the day after the data date."""
        return self.as_of + dt.timedelta(days=1)

    @property
    def customers(self) -> int:
        """How many there are."""
        return len(self.book.portfolio.frame)

    @property
    def value(self) -> Numbers:
        """In units of the measure; NaN where blank."""
        return self.occasions.value

    @cached_property
    def balance(self) -> Balance:
        """What criteria are about."""
        return balance(self.books)

    @cached_property
    def life(self) -> Life:
        """Ages and needs."""
        return life_of(self.book.portfolio, self.occasions.found.needs)

    @cached_property
    def whom(self) -> Flags:
        """Whether the plan is for each customer, see `plan.whom`; also who is handed over."""
        asked = self.policy.plan.whom
        flags = {
            "key": self.occasions.key,
            "near": self._near_key,
            "grow": np.equal(self.cell, CELLS.index("grow")),
        }
        found = np.logical_or.reduce([flags[name] for name in asked])
        found[self.moves.customer] = True
        return np.asarray(found)

    @cached_property
    def moves(self) -> Moves:
        """Whom managers without a seat hand over: nobody without a line that says so."""
        return moves(self.books)

    @cached_property
    def class_a(self) -> Flags:
        """Whether each customer is of class A."""
        return of_class_a(self.books)

    @cached_property
    def _near_key(self) -> Flags:
        """Near a tier that is one of the key tiers."""
        ladder = self.policy.tier.ladder
        names = self.policy.key.of(ladder)
        is_key = np.array([tier.name in names for tier in ladder])
        place = self.book.place
        near = self.occasions.found[Occasion.NEAR].holds & (place > 0)
        return np.asarray(near & is_key[np.maximum(place - 1, 0)])

    def fits(self, fitting: Fitting) -> Flags:
        """Whom something fits."""
        flags = np.ones(self.customers, dtype=bool)
        if fitting.tiers:
            names = [tier.name for tier in self.policy.tier.ladder]
            flags &= np.isin(self.book.place, [names.index(name) for name in fitting.tiers if name in names])
        if fitting.cells:
            flags &= np.isin(self.cell, [CELLS.index(name) for name in fitting.cells])
        if fitting.ages is not None:
            flags &= (self.life.age >= fitting.ages[0]) & (self.life.age < fitting.ages[1])
        if fitting.needs:
            open_needs = [
                self.life.open_needs[name] for name in fitting.needs if name in self.life.open_needs
            ]
            flags &= np.logical_or.reduce(open_needs) if open_needs else False
        return flags

    @cached_property
    def event(self) -> Ints:
        """The place of the first activity of the policy that fits each customer; `ABSENT` where none does."""
        return self.first([self.fits(one) for one in self.policy.plan.activities.values()])

    def first(self, some: Sequence[Flags]) -> Ints:
        """For each customer the place of the first of some flags that holds; `ABSENT` where none does."""
        found = np.full(self.customers, ABSENT)
        for place in reversed(range(len(some))):
            found[some[place]] = place
        return found

    def reason(self, entry: Entry) -> Found | None:
        """The reason of an entry; None where it is for whomever the plan is for."""
        return None if entry.trigger == "key" else self.occasions.found.get(Occasion(entry.trigger))

    def holds(self, entry: Entry) -> Flags:
        """Whether the reason of an entry holds."""
        if entry.trigger == "key":
            return self.whom
        found = self.reason(entry)
        return np.zeros(self.customers, dtype=bool) if found is None else found.holds

    def amounts(self, at: Ints) -> list[Amount | None]:
        """The values of some customers."""
        values = self.value[at].tolist()
        return self.books.measure.amounts([None if isnan(value) else value for value in values])

    def tier_names(self, at: Ints) -> list[str]:
        """The tiers that some customers hold."""
        ladder = self.policy.tier.ladder
        return [ladder[place].name for place in self.book.place[at].tolist()]

    def cell_names(self, at: Ints) -> list[str | None]:
        """The cells of the grid of some customers."""
        return [None if place == ABSENT else CELLS[place] for place in self.cell[at].tolist()]
