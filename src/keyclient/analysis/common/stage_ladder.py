"""Which ladder the stages of a book belong to."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import pandas as pd

from keyclient.model.label import Label
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.stages import Ladder, Stage

CLOSED = Stage("closed", Label("closed", "已成交"))
"""Added after the stages of a policy whose last stage is not where customers are won."""


def ladder_of(names: Collection[str], frames: Iterable[pd.DataFrame], policy: FunnelPolicy) -> Ladder:
    """The ladder with the most known names (the first of equals); one of the policy's own may need a stage for the won above it.

    `frames`: the rows, with `stage` and `outcome` where they have them.
    """
    best = max(policy.ladders, key=lambda ladder: ladder.known(list(names)))
    if policy.stages and _closes_above(best, names, frames, policy):
        return Ladder((*best.stages, replace(CLOSED, aliases=policy.outcome_words["won"])))
    return best


def _closes_above(
    ladder: Ladder, names: Iterable[str], frames: Iterable[pd.DataFrame], policy: FunnelPolicy
) -> bool:
    """Whether winning lies beyond the last stage of a ladder.

    It does if the book has a word for won that is no stage of the ladder, or if some rows at the last stage are
    still open.
    """
    if any(ladder.place(name) is None and policy.outcome_of(name) == "won" for name in names):
        return True
    last = [name for name in names if ladder.place(name) == ladder.closing]
    return any(
        bool((frame["stage"].isin(last) & (frame["outcome"] == "open")).any())
        for frame in frames
        if {"stage", "outcome"} <= set(frame.columns)
    )
