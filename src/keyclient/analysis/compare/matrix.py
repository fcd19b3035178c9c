"""Who went from which tier to which."""

from collections.abc import Iterator

import numpy as np

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.compare.panel import ABSENT, Flags, Ints, Panel
from keyclient.analysis.compare.result import MatrixCell
from keyclient.metrics.proportions import wilson
from keyclient.policy.parts.compare import ComparePolicy

NEW, LOST = "new", "lost"
"""In place of a tier: not in the book before; no longer listed."""


def matrix(panel: Panel, places: Ints, policy: ComparePolicy) -> tuple[MatrixCell, ...]:
    """Every pair of tiers that has customers, from the book before the newest, best tiers first; `new` and `lost` last.

    `places`: the tiers of the panel by some floors. Shares are of all customers who were in a tier, those lost too.
    """
    return tuple(_cells(panel, places[-2], places[-1], policy))


def _cells(panel: Panel, was: Ints, now: Ints, policy: ComparePolicy) -> Iterator[MatrixCell]:
    names = [step.tier.name for step in panel.now.steps]
    for start in (*range(len(names)), ABSENT):
        row = was == start
        starters = int(row.sum())
        for end in (*range(len(names)), ABSENT):
            inside = row & (now == end)
            if (start, end) != (ABSENT, ABSENT) and inside.any():
                ends = (NEW if start == ABSENT else names[start], LOST if end == ABSENT else names[end])
                yield _cell(panel, ends, inside, None if start == ABSENT else starters, policy)


def _cell(
    panel: Panel, ends: tuple[str, str], inside: Flags, starters: int | None, policy: ComparePolicy
) -> MatrixCell:
    amount, count = panel.measure.amount, int(inside.sum())
    interval = None if starters is None else wilson(count, starters, policy.z)
    before, after = panel.values[-2], panel.values[-1]
    return MatrixCell(
        from_=ends[0],
        to=ends[1],
        customers=count,
        opening=amount(exact_sum(before[inside])),
        closing=amount(exact_sum(after[inside])),
        share_of_row=None if starters is None else count / starters,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        few=count < policy.few,
    )


def tier_changes(places: Ints) -> int:
    """How many customers of both books are in another tier now."""
    was, now = places[-2], places[-1]
    return int(np.sum((was != ABSENT) & (now != ABSENT) & (was != now)))
