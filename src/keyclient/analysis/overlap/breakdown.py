"""The shared persons by the step that decided, and by their tier alone and together."""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from keyclient.analysis.overlap.combined import Combined, Tiers
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.result import StepTotal, TierTogether
from keyclient.analysis.overlap.same import Same
from keyclient.analysis.overlap.totals import best_alone
from keyclient.analysis.overlap.who import Ints
from keyclient.analysis.overlap.whose import AGREED, UNDECIDED, step_name


def step_totals(same: Same, combined: Combined | None) -> tuple[StepTotal, ...]:
    """How many persons each step decided, and what they are worth; steps that decided nobody are left out."""
    return tuple(_steps(same, combined))


def _steps(same: Same, combined: Combined | None) -> Iterator[StepTotal]:
    for step in range(AGREED, UNDECIDED + 1):
        persons = same.persons[same.whose.step == step]
        if len(persons):
            yield StepTotal(step=step_name(step), persons=len(persons), value=_worth(persons, combined))


def together_totals(persons: Persons, same: Same, tiers: Tiers) -> tuple[TierTogether, ...]:
    """Of those with several records, who is in a better tier together; the best tier together first, then the best alone."""
    if tiers.combined is None:
        return ()
    joined, steps = same.joined, tiers.combined.steps
    now, alone = tiers.combined.places[joined], best_alone(persons, tiers.combined)[joined]
    places = range(len(steps))
    return tuple(
        TierTogether(
            alone=steps[before].tier.name,
            together=steps[after].tier.name,
            persons=len(who),
            value=_worth(who, tiers.combined),
        )
        for after in places
        for before in places[after + 1 :]
        for who in [joined[(now == after) & (alone == before)]]
        if len(who)
    )


def _worth(persons: Ints, combined: Combined | None) -> Decimal | None:
    """What some persons are worth; None where that is known of nobody."""
    if combined is None:
        return None
    values = combined.persons["value"].take(np.asarray(persons)).dropna()
    return combined.measure.amount(values.sum()) if len(values) else None
