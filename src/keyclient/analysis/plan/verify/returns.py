"""What the work on the plan brought: those worked on against customers like them who were left alone."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints, Numbers
from keyclient.analysis.plan.verify_result import Return
from keyclient.metrics.stratified_means import MeanDifference, Side, mean_difference
from keyclient.model.measure import Measure
from keyclient.policy.parts.plan import PlanPolicy

BETTER, NO_BETTER, TOO_FEW = "better", "no_better", "too_few"


@dataclass(frozen=True, eq=False)
class Compared:
    """The customers of the plan's book, one entry each."""

    before: Numbers
    """In units of the measure; NaN where blank."""
    after: Numbers
    """In the last book; NaN where blank, and where she cannot be followed."""
    tier: Ints
    worked: Flags
    """A line of hers is in progress or done, or she was contacted after the plan."""
    left_alone: Flags
    """Not worked on, and no contact after the plan is known."""


def returns(compared: Compared, measure: Measure, policy: PlanPolicy) -> Return:
    """The mean change of those worked on, that of those left alone as if they were of each kind as often, and the difference.

    A kind is a tier of the plan's book and one of `policy.strata` parts of its customers by value. Customers whose value is
    not known in both books are not compared, nor kinds with fewer than two on a side. Under `policy.few` on either side
    nothing is said.
    """
    change = compared.after - compared.before
    known = ~np.isnan(change)
    kind = strata(compared.tier, compared.before, policy.strata)
    sides = list(_sides(change, kind, compared.worked & known, compared.left_alone & known))
    found = mean_difference(sides, policy.z)
    gone = int((compared.worked & ~known).sum())
    if found is None or min(found.some, found.others) < policy.few:
        return _too_few(found, compared, known, gone)
    unit = float(measure.amount(1))
    some, others, difference, low, high = (
        figure * unit
        for figure in (found.some_mean, found.others_mean, found.difference, found.low, found.high)
    )
    return Return(
        worked=found.some,
        left_alone=found.others,
        worked_change=some,
        left_alone_change=others,
        difference=difference,
        low=low,
        high=high,
        verdict=BETTER if low > 0 else NO_BETTER,
        unmatched=int((compared.worked & known).sum()) - found.some,
        unknown=gone,
    )


def _too_few(found: MeanDifference | None, compared: Compared, known: Flags, gone: int) -> Return:
    worked, alone = (0, 0) if found is None else (found.some, found.others)
    return Return(
        worked=worked,
        left_alone=alone,
        worked_change=None,
        left_alone_change=None,
        difference=None,
        low=None,
        high=None,
        verdict=TOO_FEW,
        unmatched=int((compared.worked & known).sum()) - worked,
        unknown=gone,
    )


def strata(tier: Ints, value: Numbers, parts: int) -> Ints:
    """The kind of each customer: her tier, and which of so many parts of its customers by value; equal values share one.

    Who has no value is in the lowest part.
    """
    kind = np.asarray(tier, dtype=np.int64) * parts
    for place in np.unique(tier):
        own = np.flatnonzero((tier == place) & ~np.isnan(value))
        if len(own):
            edges = np.quantile(value[own], np.arange(1, parts) / parts, method="higher")
            kind[own] += np.searchsorted(edges, value[own], side="right")
    return kind


def _sides(change: Numbers, kind: Ints, worked: Flags, alone: Flags) -> Iterator[tuple[Side, Side]]:
    for one in np.intersect1d(kind[worked], kind[alone]):
        is_kind = kind == one
        yield _side(change[is_kind & worked]), _side(change[is_kind & alone])


def _side(change: Numbers) -> Side:
    mean = float(change.mean())
    return Side(len(change), mean, float(((change - mean) ** 2).sum()))


def after_in(value: Numbers, place: Ints) -> Numbers:
    """The value of each customer of the plan's book in another one. `place`: where she stands there."""
    found = np.full(len(place), np.nan)
    here = place != ABSENT
    found[here] = value[place[here]]
    return found
