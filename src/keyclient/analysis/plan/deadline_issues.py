"""What is to be known about the deadlines of a plan."""

from collections.abc import Iterator, Sequence

import numpy as np

from keyclient.analysis.common.weekends import calendar_issues
from keyclient.analysis.plan.deadlines import Deadlines, PlanDays, ToDo
from keyclient.model.issue import Issue
from keyclient.model.label import listed_first
from keyclient.model.rules import deadlines as rules
from keyclient.policy.models import Policy

_MOST = 5
"""Owners who are named."""


def deadline_issues(
    found: Deadlines, lines: ToDo, owners: Sequence[str], days: PlanDays, policy: Policy
) -> Iterator[Issue]:
    """Lines for which there are not enough days, and years whose holidays are not known. `owners`: their names by number."""
    yield from calendar_issues(range(days.first.year, days.last.year + 1), policy.calendar)
    crowded = np.flatnonzero(found.crowded)
    if len(crowded):
        names = sorted({owners[number] for number in np.unique(lines.owner[crowded])})
        yield rules.PlanCrowded(
            count=len(crowded), owners=listed_first(names, _MOST), per_day=policy.plan.per_day
        )
    if found.too_soon.any():
        yield rules.PlanDatesTooSoon(count=int(found.too_soon.sum()), first=days.first)
