"""What a list of calls is made of, gathered: the reasons of the book, the plan in force, and what was read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags, Ints, Numbers
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.occasions.book import OccasionBook
from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.occasions.occasion import OCCASIONS, Occasion
from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.today.plan_due import PlanDue
from keyclient.analysis.today.read_back import ReadBack
from keyclient.model.label import Lang
from keyclient.policy.parts.today import TodayPolicy

_ORDER = [one.occasion for one in OCCASIONS]
_SPLIT = Occasion.OVERDUE
"""The reason that so many have who are no key customers that they would leave no seat to others: they come last."""


@dataclass(frozen=True)
class Turn:
    """Who gets seats together: those with one reason first."""

    reason: Occasion
    are_others: bool = False
    """Whether they are no key customers, where these have a turn of their own."""


@dataclass(frozen=True, eq=False)
class Gathered:
    """The reasons that count, and what they are about."""

    books: RiskBooks
    occasions: OccasionBook
    plan: PlanDue
    back: ReadBack
    policy: TodayPolicy
    lang: Lang
    hides: bool = False
    """Whether what people wrote in the plan is hidden: names and numbers may stand in it."""

    @property
    def size(self) -> int:
        """How many customers there are."""
        return len(self.books.books[-1].portfolio.frame)

    @property
    def reasons(self) -> tuple[Occasion, ...]:
        """Those that count, in the order in which lists are filled."""
        wanted = frozenset(self.policy.reasons)
        return tuple(one for one in _ORDER if one.value in wanted)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """In the order in which lists are filled: the reasons; whoever is no key customer and overdue comes last."""
        turns = tuple(map(Turn, self.reasons))
        return (*turns, Turn(_SPLIT, are_others=True)) if _SPLIT in self.reasons else turns

    @property
    def quotas(self) -> dict[int, int]:
        """The most customers of one list by the number of the turn."""
        given: Mapping[str, int] = self.policy.quotas
        most = {at: given[one.reason.value] for at, one in enumerate(self.turns) if one.reason.value in given}
        others = {at: self.policy.overdue_others for at, one in enumerate(self.turns) if one.are_others}
        return most | others

    def takes_part(self, turn: Turn) -> Flags:
        """Who may get a seat in a turn: the reason holds, and if that has two turns this is hers."""
        holds = self.holds(turn.reason)
        if turn.reason is not _SPLIT:
            return holds
        return holds & ~self.occasions.key if turn.are_others else holds & self.occasions.key

    def holds(self, reason: Occasion) -> Flags:
        """Whether a reason holds for each customer."""
        if reason is not Occasion.PLAN_DUE:
            found = self.occasions.found.get(reason)
            return np.zeros(self.size, dtype=bool) if found is None else found.holds
        flags = np.zeros(self.size, dtype=bool)
        flags[list(self.plan.lines)] = True
        return flags

    def amount(self, reason: Occasion) -> Numbers:
        """What a reason is about for each customer; NaN where it is about no money."""
        found = self.occasions.found.get(reason)
        return np.full(self.size, np.nan) if found is None else found.amount

    def day(self, reason: Occasion, at: int) -> int:
        """The ordinal of the day of a reason of one customer; `NO_DAY` where it has none."""
        if reason is Occasion.PLAN_DUE:
            return self.plan.lines[at][0].day.toordinal() if at in self.plan.lines else NO_DAY
        found = self.occasions.found.get(reason)
        return NO_DAY if found is None else int(found.day[at])

    def told(self, at: Ints) -> list[tuple[Told, ...]]:
        """The reasons of some customers in words, in order; overdue is the last one of whoever is no key customer."""
        told = self.occasions.told(at, among=self.reasons)
        return [self._all(int(one), reasons) for one, reasons in zip(at, told, strict=True)]

    def _all(self, at: int, told: Sequence[Told]) -> tuple[Told, ...]:
        counted = [*told]
        if at in self.plan.lines and Occasion.PLAN_DUE in self.reasons:
            counted.append(Told(Occasion.PLAN_DUE.value, None, self.due(at, hides=self.hides)))
        is_key = bool(self.occasions.key[at])
        return tuple(sorted(counted, key=lambda one: self._place(Occasion(one.code), is_key=is_key)))

    @staticmethod
    def _place(reason: Occasion, *, is_key: bool) -> int:
        return len(_ORDER) if reason is _SPLIT and not is_key else _ORDER.index(reason)

    def due(self, at: int, *, hides: bool) -> str:
        """The lines of the plan of one customer in words. `hides`: nothing that people wrote."""
        return self.plan.text(at, self.books.books[-1].portfolio.as_of, self.lang, hides=hides)
