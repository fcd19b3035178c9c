"""The tier above the one that a customer holds, and what she lacks of it."""

from typing import NamedTuple

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.tier_steps import Step
from keyclient.model.label import Label
from keyclient.model.measure import Amount, Measure


class Target(NamedTuple):
    """The next tier of one customer, by the floors of the newest book."""

    tier: str
    """Its name in the policy."""
    label: Label
    measure: Measure
    """What its floor is about."""
    floor: Amount | None
    """None where nobody has a positive value."""
    gap: Amount | None
    """0 where her value reaches it; None where that is blank, or there is no floor."""
    loyalty: float | None
    """The score that it asks for as well."""


def targets(look: Look, positions: Ints) -> list[Target | None]:
    """The next tier of some customers; None for one who holds the best."""
    places = look.book.place[positions]
    return [
        None if place == 0 else _target(look, look.book.tiers.steps[place - 1], at)
        for at, place in zip(positions.tolist(), places.tolist(), strict=True)
    ]


def _target(look: Look, step: Step, at: int) -> Target:
    rung, gap = step.rung, None
    if rung is not None and rung.floor is not None:
        value = look.column(rung.column)[at]
        gap = None if np.isnan(value) else step.measure.amount(max(rung.floor - value, 0))
    return Target(step.tier.name, step.tier.label, step.measure, step.floor, gap, step.tier.loyalty)
