"""Who went from which tier to which."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.compare.panel import ABSENT, Ints, Panel
from keyclient.analysis.compare.result import MatrixCell
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.proportions import wilson
from keyclient.model.measure import Measure
from keyclient.policy.parts.compare import ComparePolicy

NEW, LOST = "new", "lost"
"""In place of a tier: not in the book before; no longer listed."""


class Flow(NamedTuple):
    """The customers who went from one place to another, and what they were and are worth."""

    customers: int
    opening: Number
    closing: Number


Flows = Mapping[tuple[int, int], Flow]
"""By the places before and now, those that somebody went; `ABSENT` where not listed."""


def matrix(panel: Panel, places: Ints, policy: ComparePolicy) -> tuple[MatrixCell, ...]:
    """Every pair of tiers that has customers, from the book before the newest, best tiers first; `new` and `lost` last.

    `places`: the tiers of the panel by some floors. Shares are of all customers who were in a tier, those lost too.
    """
    names = [step.tier.name for step in panel.now.steps]
    flows = dict(_flows(panel, places[-2], places[-1], len(names)))
    return tuple(matrix_of(flows, names, panel.measure, policy))


def matrix_of(
    flows: Flows, names: Sequence[str], measure: Measure, policy: ComparePolicy
) -> Iterator[MatrixCell]:
    """The same of what has been counted. `names`: those of the tiers, best first."""
    for start in (*range(len(names)), ABSENT):
        row = [(end, flows[start, end]) for end in (*range(len(names)), ABSENT) if (start, end) in flows]
        starters = None if start == ABSENT else sum(flow.customers for _, flow in row)
        for end, flow in row:
            ends = (NEW if start == ABSENT else names[start], LOST if end == ABSENT else names[end])
            yield _cell(ends, flow, starters, measure, policy)


def _flows(panel: Panel, was: Ints, now: Ints, tiers: int) -> Iterator[tuple[tuple[int, int], Flow]]:
    before, after = panel.values[-2], panel.values[-1]
    for start in (*range(tiers), ABSENT):
        row = was == start
        for end in (*range(tiers), ABSENT):
            inside = row & (now == end)
            if (start, end) != (ABSENT, ABSENT) and inside.any():
                sums = exact_sum(before[inside]), exact_sum(after[inside])
                yield (start, end), Flow(int(inside.sum()), *sums)


def _cell(
    ends: tuple[str, str], flow: Flow, starters: int | None, measure: Measure, policy: ComparePolicy
) -> MatrixCell:
    count = flow.customers
    interval = None if starters is None else wilson(count, starters, policy.z)
    return MatrixCell(
        from_=ends[0],
        to=ends[1],
        customers=count,
        opening=measure.amount(flow.opening),
        closing=measure.amount(flow.closing),
        share_of_row=None if starters is None else count / starters,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        few=count < policy.few,
    )


def tier_changes(places: Ints) -> int:
    """How many customers of both books are in another tier now."""
    was, now = places[-2], places[-1]
    return int(np.sum((was != ABSENT) & (now != ABSENT) & (was != now)))
