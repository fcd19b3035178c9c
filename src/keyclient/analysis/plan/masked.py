"""The plan without what tells who the customers are, beyond the columns that are masked everywhere.

The words of the plan itself name nobody; what people wrote may: remarks, lines of their own, and what they typed where a
criterion, a status, a date or a manager is wanted.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.plan.kept_line import WRITTEN
from keyclient.analysis.plan.line_id import masked_ids
from keyclient.analysis.plan.result import Difference, Kept, PlanLine, PlanResult, ServedManager
from keyclient.model.filled_in import MASKED
from keyclient.model.forms import PLAN_STATUSES
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.masking import HIDDEN, hide
from keyclient.model.rules.plan import CriterionUnclear, OwnerStrange


class Theirs(NamedTuple):
    """What people wrote in words of their own."""

    lines: frozenset[str] = frozenset()
    """The ids of lines whose reasons, target, strategy and activity are theirs."""
    criteria: frozenset[str] = frozenset()
    """The ids of lines whose criterion is none."""
    owners: frozenset[str] = frozenset()
    """Owners who are no manager of the book."""


NOTHING = Theirs()


def masked_plan(result: PlanResult, theirs: Theirs = NOTHING) -> PlanResult:
    """Ids made of customers' numbers become numbers of lines, and what people wrote is hidden. `result`: with all lines."""
    old = list(result.lines)
    lines = masked_lines(old, theirs)
    told = None if result.kept is None else _differences(result.kept, masked_by(old), theirs)
    served = tuple(_served(one, theirs) for one in result.served)
    hidden = {"lines": LazyRows(PlanLine, ListSource(lines)), "kept": told, "served": served}
    return result.model_copy(update=hidden)


def masked_lines(lines: Sequence[PlanLine], theirs: Theirs = NOTHING) -> list[PlanLine]:
    """All lines of a plan, in their order, with its numbers as ids and with what people wrote hidden."""
    return [
        _words(replace(line, line_id=number, remark=_hidden(line.remark)), line.line_id, theirs)
        for line, number in zip(lines, masked_ids(len(lines)), strict=True)
    ]


def masked_by(lines: Sequence[PlanLine]) -> dict[str, str]:
    """The number of each line by its id."""
    return dict(zip((line.line_id for line in lines), masked_ids(len(lines)), strict=True))


def masked_issues(issues: Iterable[Issue], ids: Mapping[str, str]) -> tuple[Issue, ...]:
    """The issues about lines by their numbers, without names that people wrote."""
    return tuple(_masked_issue(one, ids) for one in issues)


def _masked_issue(one: Issue, ids: Mapping[str, str]) -> Issue:
    match one:
        case CriterionUnclear():
            return replace(one, line=ids.get(one.line, MASKED))
        case OwnerStrange():
            return replace(one, owners=Label(HIDDEN, HIDDEN))
        case _:
            return one


def _words(line: PlanLine, line_id: str, theirs: Theirs) -> PlanLine:
    if line.owner in theirs.owners:
        line = replace(line, owner=_hidden(line.owner))
    if line_id in theirs.criteria:
        line = replace(line, criterion=hide(line.criterion))
    if line_id not in theirs.lines:
        return line
    return replace(
        line,
        reasons=tuple(
            replace(one, text=hide(one.text)) if one.code == WRITTEN else one for one in line.reasons
        ),
        target=hide(line.target),
        strategy=hide(line.strategy),
        activity=hide(line.activity),
    )


def _served(one: ServedManager, theirs: Theirs) -> ServedManager:
    is_theirs = one.manager in theirs.owners
    return one.model_copy(update={"manager": _hidden(one.manager)}) if is_theirs else one


def _differences(kept: Kept, ids: Mapping[str, str], theirs: Theirs) -> Kept:
    """What people changed, without their words."""
    rows = [
        replace(
            one,
            line_id=ids.get(one.line_id, MASKED),
            before=_told(one, one.before, theirs),
            after=ids.get(one.after or "", MASKED) if one.what == "waits" else _told(one, one.after, theirs),
        )
        for one in kept.differences
    ]
    return kept.model_copy(update={"differences": LazyRows(Difference, ListSource(rows))})


def _told(one: Difference, text: str | None, theirs: Theirs) -> str | None:
    """What stood in a column, where that is what belongs there."""
    if text is None:
        return None
    match one.column:
        case "status":
            is_known = text in PLAN_STATUSES
        case "deadline":
            is_known = _is_day(text)
        case "criterion":
            is_known = one.line_id not in theirs.criteria
        case "owner":
            is_known = text not in theirs.owners
        case _:
            is_known = False
    return text if is_known else hide(text)


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        date.fromisoformat(text)
        return True
    return False


def _hidden(text: str | None) -> str | None:
    return None if text is None else hide(text)
