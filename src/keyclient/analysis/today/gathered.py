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
    def quotas(self) -> dict[int, int]:
        """The most customers of one list by the number of the reason."""
        given: Mapping[str, int] = self.policy.quotas
        return {at: given[one.value] for at, one in enumerate(self.reasons) if one.value in given}

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
        """The reasons of some customers in words, in order."""
        told = self.occasions.told(at, among=self.reasons)
        return [self._all(int(one), reasons) for one, reasons in zip(at, told, strict=True)]

    def _all(self, at: int, told: Sequence[Told]) -> tuple[Told, ...]:
        counted = [*told]
        if at in self.plan.lines and Occasion.PLAN_DUE in self.reasons:
            counted.append(Told(Occasion.PLAN_DUE.value, None, self.due(at, hides=self.hides)))
        return tuple(sorted(counted, key=lambda one: _ORDER.index(Occasion(one.code))))

    def due(self, at: int, *, hides: bool) -> str:
        """The lines of the plan of one customer in words. `hides`: nothing that people wrote."""
        return self.plan.text(at, self.books.books[-1].portfolio.as_of, self.lang, hides=hides)
