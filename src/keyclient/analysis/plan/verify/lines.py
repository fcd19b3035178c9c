"""The lines that are judged, and what each of them asks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from keyclient.analysis.common.query import Query
from keyclient.analysis.plan.criteria.criterion import Criterion
from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.criteria.refusals import CriterionError, NoCriterionError
from keyclient.analysis.plan.criteria.render import render
from keyclient.analysis.plan.result import PlanLine
from keyclient.analysis.plan.verify.why import WHY_WORDS, Why
from keyclient.model.label import Label
from keyclient.policy.models import Policy

_CAUSE = Label("{cause}, character {place}", "第 {place} 个字：{cause}")
DROPPED = "dropped"
WORKED = frozenset({"doing", "done"})


class Required(NamedTuple):
    """What a line asks."""

    criterion: Criterion | Why
    """Why there is none that can be judged."""
    text: str
    """In the language of the answer, else as it was written; empty where that must not be repeated."""
    refused: Label | None = None
    """That there is none, or that it cannot be understood; None where it can be judged."""
    cause: Label | None = None
    """What cannot be understood, without anything that was typed."""
    kind: Label | None = None
    """The same as `refused` without the place: one for all lines that have the same fault."""


def judged_lines(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """Those that were not dropped."""
    return [line for line in lines if line.status != DROPPED]


def required(lines: Sequence[PlanLine], policy: Policy, query: Query) -> list[Required]:
    """What each line asks; a text that many lines have is read once."""
    known: dict[str, Required] = {}
    for text in {line.criterion: None for line in lines}:
        known[text] = _read(text, policy, query)
    return [known[line.criterion] for line in lines]


def _read(text: str, policy: Policy, query: Query) -> Required:
    try:
        criterion = parse_criterion(text, policy)
    except NoCriterionError:
        return Required(Why.NO_CRITERION, "", WHY_WORDS[Why.NO_CRITERION])
    except CriterionError as refusal:
        cause = _CAUSE.filled(cause=refusal.cause, place=refusal.place)
        why = WHY_WORDS[Why.NOT_UNDERSTOOD].filled(cause=cause)
        kind = WHY_WORDS[Why.NOT_UNDERSTOOD].filled(cause=refusal.cause)
        return Required(Why.NOT_UNDERSTOOD, "" if query.mask else text, why, cause, kind)
    return Required(criterion, render(criterion, query.lang))


def not_understood(lines: Sequence[PlanLine], asks: Sequence[Required]) -> Iterator[tuple[PlanLine, Label]]:
    """The lines whose criterion cannot be understood, and why."""
    for line, one in zip(lines, asks, strict=True):
        if one.cause is not None:
            yield line, one.cause
