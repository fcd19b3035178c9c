"""Whether there can be a customer who meets a criterion."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from keyclient.analysis.plan.criteria.criterion import (
    AmountCondition,
    Condition,
    Criterion,
    Sign,
    StageCondition,
    TierCondition,
)
from keyclient.analysis.plan.criteria.refusals import NeverMetError
from keyclient.analysis.plan.criteria.render import said
from keyclient.policy.models import Policy
from keyclient.policy.parts.stages import Ladder

_ENDLESS = Decimal("Infinity")


class _Range(NamedTuple):
    """What conditions leave of the numbers of one subject."""

    low: Decimal
    high: Decimal
    takes_low: bool = True
    takes_high: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no number is left."""
        return self.low > self.high or (self.low == self.high and not (self.takes_low and self.takes_high))

    def within(self, sign: Sign, bound: Decimal) -> "_Range":
        """What one condition more leaves."""
        found = self
        if sign in (Sign.AT_LEAST, Sign.OVER, Sign.EQUAL):
            takes = sign is not Sign.OVER
            own = takes and (found.takes_low or bound > found.low)
            if bound >= found.low:
                found = found._replace(low=bound, takes_low=own)
        if sign in (Sign.AT_MOST, Sign.UNDER, Sign.EQUAL):
            takes = sign is not Sign.UNDER
            own = takes and (found.takes_high or bound < found.high)
            if bound <= found.high:
                found = found._replace(high=bound, takes_high=own)
        return found


def check_possible(criterion: Criterion, places: Sequence[int], policy: Policy) -> None:
    """Raises `NeverMetError` at the first condition that nobody can meet besides those before it.

    `places`: where each condition begins. Tiers and stages are those of the policy: nobody is above the best tier.
    """
    left: dict[str, _Range] = {}
    for place, condition in zip(places, criterion.conditions, strict=True):
        for subject, sign, bound, whole in _bounds(condition, policy):
            left[subject] = left.get(subject, whole).within(sign, bound)
            if _is_between_steps(left[subject], whole) or left[subject].is_empty:
                raise NeverMetError(place=place, part=said(condition))


def _bounds(condition: Condition, policy: Policy) -> Iterator[tuple[str, Sign, Decimal, _Range]]:
    """What a condition is about, what it asks of it, and what there is."""
    if isinstance(condition, AmountCondition):
        yield condition.field, condition.sign, condition.amount, _Range(-_ENDLESS, _ENDLESS)
    elif isinstance(condition, TierCondition):
        names = [tier.name for tier in policy.tier.ladder][::-1]
        yield "tier", condition.sign, Decimal(names.index(condition.tier)), _steps(len(names))
    elif isinstance(condition, StageCondition):
        for number, ladder in enumerate(policy.funnel.ladders):
            if (step := _step(ladder, condition.stage)) is not None:
                yield f"stage {number}", condition.sign, Decimal(step), _steps(len(ladder))
                return


def _step(ladder: Ladder, name: str) -> int | None:
    names = [stage.name for stage in ladder.stages]
    return names.index(name) if name in names else None


def _steps(count: int) -> _Range:
    return _Range(Decimal(0), Decimal(count - 1))


def _is_between_steps(found: _Range, whole: _Range) -> bool:
    """Whether nothing but a place between two steps of a ladder is left."""
    is_ladder = whole.high != _ENDLESS
    return is_ladder and not (found.takes_low or found.takes_high) and found.high - found.low <= 1
