"""The plan with what people wrote into the one before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.common.working_days import is_open
from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.criteria.refusals import CriterionError
from keyclient.analysis.plan.criteria.render import render
from keyclient.analysis.plan.kept import kept
from keyclient.analysis.plan.lines import NEW
from keyclient.analysis.plan.masked import NOTHING, Theirs
from keyclient.analysis.plan.plan_book import InBook, Managers, PlanBook
from keyclient.analysis.plan.planned import Planned
from keyclient.analysis.plan.resources import served_managers
from keyclient.analysis.plan.result import FINISHED, Kept, PlanLine, PlanResult
from keyclient.analysis.plan.totals import Totals
from keyclient.analysis.plan.verify.to_judge import ToJudge
from keyclient.model.filled_in import FilledIn
from keyclient.model.issue import Issue
from keyclient.model.rules.filled_in import DeletedStayOut, LinesGone, OwnersDiffer
from keyclient.model.rules.plan import CriterionUnclear, LinesWait
from keyclient.policy.models import Policy

_ABOUT_THE_NEXT_PLAN = (LinesGone, DeletedStayOut, OwnersDiffer, LinesWait, CriterionUnclear)


@dataclass(frozen=True, eq=False)
class Written:
    """A plan, and what is to be known about the one before it."""

    result: PlanResult
    remembered: tuple[str, ...] = ()
    """The ids of lines that people deleted."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of customers as the earlier plan has them, by the id of the line."""
    theirs: Theirs = NOTHING
    """What people wrote in words."""
    issues: tuple[Issue, ...] = ()


def with_written(whole: PlanResult, planned: Planned, written: Sequence[FilledIn], sha256: str) -> Written:
    """The plan with the lines of the one before it. `whole`: with all lines; `sha256`: of the book."""
    if not written:
        return Written(whole)
    basis = planned.basis
    found = kept(list(whole.lines), written, _book(planned, sha256), basis.lang)
    if found.kept is None:
        return Written(whole, issues=found.issues)
    issues: list[CriterionUnclear] = []
    lines = sorted((_understood(line, basis.policy, issues) for line in found.lines), key=_order)
    owners = {line.owner for line in lines} | set(_owners_before(found.kept))
    theirs = Theirs(
        found.theirs,
        frozenset(issue.line for issue in issues),
        frozenset(filter(None, owners - _managers(planned).names)),
    )
    result = _counted(whole, lines, planned)
    return Written(
        result.model_copy(update={"kept": found.kept}),
        found.remembered,
        found.names,
        theirs,
        (*found.issues, *issues),
    )


def to_judge(written: Written) -> ToJudge:
    """The lines that stand in the plan as people left it, those that they added too, those that they deleted not.

    What is told about the next plan alone is left out, and so is what the judgment tells itself.
    """
    return ToJudge(
        [line for line in written.result.lines if line.origin != NEW],
        tuple(issue for issue in written.issues if not isinstance(issue, _ABOUT_THE_NEXT_PLAN)),
        written.names,
        written.theirs,
    )


def _owners_before(kept: Kept) -> Iterator[str | None]:
    """Whom people took a line from, or typed."""
    for one in kept.differences:
        if one.column == "owner":
            yield one.before
            yield one.after


def _counted(whole: PlanResult, lines: Sequence[PlanLine], planned: Planned) -> PlanResult:
    """The plan with other lines."""
    basis = planned.basis
    totals = Totals.of_lines(lines, [entry.name for entry in basis.policy.plan.entries])
    served = served_managers(basis.books, basis.class_a, planned.owners.name, totals.effort)
    return whole.model_copy(
        update={
            "lines": LazyRows(PlanLine, ListSource(lines)),
            "total_lines": len(lines),
            "open_lines": totals.lines,
            "overdue": sum(one.deadline <= basis.as_of for one in lines if one.status not in FINISHED),
            "without_owner": totals.without_owner,
            "owners": totals.managers,
            "entries": totals.entries,
            "served": served,
        }
    )


def _book(planned: Planned, sha256: str) -> PlanBook:
    basis = planned.basis
    frame = basis.book.portfolio.frame

    def at(position: int) -> InBook:
        one = np.array([position])
        (tier,), (value,), (cell,) = basis.tier_names(one), basis.amounts(one), basis.cell_names(one)
        (own,) = planned.owners.of(one)
        number = frame["customer_id"].iloc[position] if "customer_id" in frame else None
        return InBook(
            number if isinstance(number, str) else None,
            int(frame["row"].iloc[position]),
            tier,
            value,
            cell,
            own,
        )

    policy = basis.policy
    return PlanBook(
        frame,
        basis.as_of,
        basis.until,
        sha256,
        at,
        partial(_plain, policy),
        _managers(planned),
        partial(is_open, calendar=policy.calendar),
        frozenset(one.name for one in policy.plan.entries if one.trigger == Occasion.MATURES.value),
    )


def _managers(planned: Planned) -> Managers:
    names = planned.owners.name.dropna().unique()
    return Managers(planned.basis.policy.managers, frozenset(map(str, names)))


def _plain(policy: Policy, text: str) -> str:
    """A criterion in one way of writing; as it is where it cannot be understood."""
    try:
        return render(parse_criterion(text, policy))
    except CriterionError:
        return text


def _understood(line: PlanLine, policy: Policy, issues: list[CriterionUnclear]) -> PlanLine:
    """The line with its criterion in one way of writing; as people wrote it where it cannot be understood."""
    if not line.criterion:
        return line
    try:
        return replace(line, criterion=render(parse_criterion(line.criterion, policy)))
    except CriterionError as error:
        issues.append(
            CriterionUnclear(field="criterion", value=line.criterion, line=line.line_id, reason=error.cause)
        )
        return line


def _order(line: PlanLine) -> tuple[object, ...]:
    """By owner (nobody last), deadline, value (the largest first), id and row."""
    value = (line.value is None, 0 if line.value is None else -line.value)
    known = (line.customer_id is None, line.customer_id or "", line.row is None, line.row or 0)
    return (line.owner is None, line.owner or "", line.deadline, *value, *known, line.line_id)
