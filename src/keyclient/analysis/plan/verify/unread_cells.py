"""Cells that hold something nobody can read: not blank, and told as what they are."""

from dataclasses import replace

import numpy as np

from keyclient.analysis.plan.criteria.criterion import VALUE
from keyclient.analysis.plan.verify.followed import Followed
from keyclient.analysis.plan.verify.levels import AMOUNT, CONTACT, HOLDS, STAGE, Subject, subject_of
from keyclient.analysis.plan.verify.states import Asked, States
from keyclient.analysis.plan.verify.why import Why
from keyclient.model.portfolio import Loaded


def with_unread(states: States, found: Followed, asked: Asked, loaded: Loaded) -> States:
    """The states with `UNREADABLE` in place of `BLANK` where the book has an issue about that very cell."""
    blank = np.flatnonzero((states.why == Why.BLANK) & (states.first_unknown >= 0))
    told = {issue.cell for issue in loaded.issues if issue.cell is not None}
    if not told or not len(blank):
        return states
    why = states.why.copy()
    rows = loaded.portfolio.frame["row"].to_numpy()
    for line in blank:
        condition = asked.conditions[int(states.first_unknown[line])]
        row = int(rows[found.place[line]])
        if any(loaded.address(row, name) in told for name in _fields(subject_of(condition), loaded)):
            why[line] = Why.UNREADABLE
    return replace(states, why=why)


def _fields(subject: Subject, loaded: Loaded) -> tuple[str, ...]:
    """The fields that a subject is read from."""
    measure = loaded.portfolio.measure
    ranked = () if measure is None else measure.columns
    if subject.kind == AMOUNT:
        return ranked if subject.name == VALUE else (subject.name,)
    return {CONTACT: (CONTACT,), STAGE: (STAGE,), HOLDS: ("holdings",)}.get(subject.kind, ranked)
