"""The lines that are judged, and what each of them asks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from keyclient.analysis.plan.criteria.criterion import Criterion
from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.criteria.refusals import CriterionError, NoCriterionError
from keyclient.analysis.plan.criteria.render import render
from keyclient.analysis.plan.result import PlanLine
from keyclient.analysis.plan.verify.why import WHY_WORDS, Why
from keyclient.model.label import Label, Lang
from keyclient.policy.models import Policy

DROPPED = "dropped"
WORKED = frozenset({"doing", "done"})


class Required(NamedTuple):
    """What a line asks."""

    criterion: Criterion | Why
    """Why there is none that can be judged."""
    text: str
    """In the language of the answer, else as it was written."""
    refused: Label | None = None
    """Why it cannot be understood."""


def judged_lines(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """Those that were not dropped."""
    return [line for line in lines if line.status != DROPPED]


def required(lines: Sequence[PlanLine], policy: Policy, lang: Lang) -> list[Required]:
    """What each line asks; a text that many lines have is read once."""
    known: dict[str, Required] = {}
    for text in {line.criterion: None for line in lines}:
        known[text] = _read(text, policy, lang)
    return [known[line.criterion] for line in lines]


def _read(text: str, policy: Policy, lang: Lang) -> Required:
    try:
        criterion = parse_criterion(text, policy)
    except NoCriterionError:
        return Required(Why.NO_CRITERION, "", WHY_WORDS[Why.NO_CRITERION])
    except CriterionError as refusal:
        why = WHY_WORDS[Why.NOT_UNDERSTOOD].filled(cause=refusal.cause, place=refusal.place)
        return Required(Why.NOT_UNDERSTOOD, text, why)
    return Required(criterion, render(criterion, lang))


def not_understood(lines: Sequence[PlanLine], asks: Sequence[Required]) -> Iterator[tuple[PlanLine, Label]]:
    """The lines whose criterion cannot be understood, and why."""
    for line, one in zip(lines, asks, strict=True):
        if one.criterion is Why.NOT_UNDERSTOOD and one.refused is not None:
            yield line, one.refused
