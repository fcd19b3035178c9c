"""What a book says of each customer of some lines, as numbers that a condition compares."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.common.stage_ladder import ladder_of
from keyclient.analysis.common.tier_book import TierBook, places_by
from keyclient.analysis.common.tier_steps import UnmeasuredTierError
from keyclient.analysis.plan.criteria.criterion import (
    VALUE,
    AmountCondition,
    Condition,
    ContactCondition,
    HoldsCondition,
    StageCondition,
)
from keyclient.analysis.plan.verify.why import Why
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio, held_column
from keyclient.policy.models import Policy
from keyclient.policy.parts.stages import Ladder

LOST = -1
"""The level of a stage of those who are lost: below the first."""


class Subject(NamedTuple):
    """What a condition is about, whatever it asks of it."""

    kind: str
    name: str = ""


class Levels(NamedTuple):
    """One entry a customer. More is better or later; tiers count down from 0, so that the best has the most."""

    level: NDArray[Any]
    """int64 for what is counted in whole units, float64 for the rest; of no meaning where not known."""
    known: Flags
    why: Ints
    """`Why` a level is not known."""


TIER, STAGE, CONTACT, HOLDS, AMOUNT = "tier", "stage", "last_contact", "holds", "amount"


def subject_of(condition: Condition) -> Subject:
    """What a condition is about."""
    match condition:
        case AmountCondition():
            return Subject(AMOUNT, condition.field)
        case HoldsCondition():
            return Subject(HOLDS, condition.family)
        case ContactCondition():
            return Subject(CONTACT)
        case StageCondition():
            return Subject(STAGE)
        case _:
            return Subject(TIER)


class Book:
    """One book as conditions look at it. What a subject needs is made once."""

    def __init__(self, portfolio: Portfolio, plan: TierBook, policy: Policy) -> None:
        """`plan`: the plan's own book, by whose floors customers are placed."""
        self.portfolio = portfolio
        self.measure = plan.measure
        self.tiers = plan.names
        self.tier_labels = tuple(step.tier.label for step in plan.steps)
        self.ladder: Ladder | None = None
        self._plan, self._policy = plan, policy
        self._found: dict[Subject, Levels] = {}

    def levels(self, subject: Subject) -> Levels:
        """What the book says of each of its customers."""
        if subject not in self._found:
            make: dict[str, Callable[[str], Levels]] = {
                AMOUNT: self._amounts,
                TIER: self._tiers,
                HOLDS: self._held,
                CONTACT: self._contacts,
                STAGE: self._stages,
            }
            self._found[subject] = make[subject.kind](subject.name)
        return self._found[subject]

    def _amounts(self, name: str) -> Levels:
        if name == VALUE and not self.is_ranked_alike:
            return self._none(Why.OTHER_MEASURE)
        if name not in self.portfolio.frame:
            return self._none(Why.NO_COLUMN)
        return _known(self.portfolio.frame[name])

    def _tiers(self, name: str) -> Levels:
        del name
        if not self.is_ranked_alike:
            return self._none(Why.OTHER_MEASURE)
        try:
            places = places_by(self._plan, self.portfolio, self._policy.tier)
        except UnmeasuredTierError:
            return self._none(Why.OTHER_MEASURE)
        valued = _known(self.portfolio.frame["value"])
        return valued._replace(level=-places)

    @property
    def is_ranked_alike(self) -> bool:
        """Whether its values are those of the plan's own book."""
        own: Measure | None = self.portfolio.measure
        return own is not None and (own.name, own.decimals) == (self.measure.name, self.measure.decimals)

    def _held(self, family: str) -> Levels:
        name = held_column(family)
        if name not in self.portfolio.frame:
            return self._none(Why.NO_COLUMN)
        return _known(self.portfolio.frame[name].astype("Int64"))

    def _contacts(self, name: str) -> Levels:
        del name
        if CONTACT not in self.portfolio.frame:
            return self._none(Why.NO_COLUMN)
        days = self.portfolio.frame[CONTACT]
        level = days.to_numpy("datetime64[D]").astype(np.int64)
        known = days.notna().to_numpy(dtype=bool)
        is_later = known & (days > pd.Timestamp(self.portfolio.as_of)).to_numpy(dtype=bool)
        why = np.select([is_later, known], [Why.LATER, Why.DECIDED], default=Why.BLANK)
        return Levels(level, known & ~is_later, why)

    def _stages(self, name: str) -> Levels:
        del name
        frame = self.portfolio.frame
        columns = [column for column in (STAGE, "outcome") if column in frame]
        if not columns:
            return self._none(Why.NO_COLUMN)
        blank = pd.Series(pd.NA, index=frame.index, dtype="str")
        stages = frame[STAGE].astype("str") if STAGE in frame else blank
        outcome = (frame["outcome"].astype("str") if "outcome" in frame else blank).fillna("")
        self.ladder = ladder_of(
            sorted(stages.dropna().unique()),
            [pd.DataFrame({STAGE: stages, "outcome": outcome})],
            self._policy.funnel,
        )
        codes, words = pd.factorize(stages)
        places = np.array([self._place(str(word)) for word in words] + [LOST], dtype=np.int64)[codes]
        is_lost = (outcome == "lost").to_numpy(dtype=bool)
        is_won = (outcome == "won").to_numpy(dtype=bool)
        known = is_lost | is_won | (places != LOST)
        level = np.select([is_lost, is_won], [LOST, self.ladder.closing], default=places)
        is_named = stages.notna().to_numpy(dtype=bool)
        why = np.select([known, is_named], [Why.DECIDED, Why.UNKNOWN_STAGE], default=Why.BLANK)
        return Levels(level, known, why)

    def _place(self, word: str) -> int:
        place = None if self.ladder is None else self.ladder.place(word)
        return LOST if place is None else place

    def _none(self, why: Why) -> Levels:
        size = len(self.portfolio.frame)
        return Levels(np.zeros(size, np.int64), np.zeros(size, dtype=bool), np.full(size, why))


def _known(column: "pd.Series[Any]") -> Levels:
    """A column of numbers; blanks are not known."""
    known = column.notna().to_numpy(dtype=bool)
    is_whole = pd.api.types.is_integer_dtype(column.dtype)
    level = column.to_numpy("int64" if is_whole else "float64", na_value=0)
    return Levels(level, known, np.where(known, Why.DECIDED, Why.BLANK))
