"""The plan that is judged: what people filled in and gave back, else what the book gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from keyclient.analysis.plan.masked import NOTHING, Theirs
from keyclient.analysis.plan.result import PlanLine
from keyclient.model.issue import Issue


@dataclass(frozen=True, eq=False)
class ToJudge:
    """The lines of a plan."""

    lines: Sequence[PlanLine]
    issues: tuple[Issue, ...] = ()
    """What could not be read of a plan that was given back, or lacks a customer or a criterion."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of customers as that plan has them, by the id of the line."""
    theirs: Theirs = NOTHING
    """What people wrote in words."""
