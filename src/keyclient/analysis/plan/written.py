"""The plan with what people wrote into the one before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.criteria.refusals import CriterionError
from keyclient.analysis.plan.criteria.render import render
from keyclient.analysis.plan.kept import kept
from keyclient.analysis.plan.plan_book import InBook, PlanBook
from keyclient.analysis.plan.planned import Planned
from keyclient.analysis.plan.resources import served_managers
from keyclient.analysis.plan.result import PlanLine, PlanResult
from keyclient.analysis.plan.totals import Totals
from keyclient.model.filled_in import FilledIn
from keyclient.model.issue import Issue
from keyclient.model.rules.plan import CriterionUnclear
from keyclient.policy.models import Policy


@dataclass(frozen=True, eq=False)
class Written:
    """A plan, and what is to be known about the one before it."""

    result: PlanResult
    remembered: tuple[str, ...] = ()
    """The ids of lines that people deleted."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of customers as the earlier plan has them, by the id of the line."""
    issues: tuple[Issue, ...] = ()


def with_written(whole: PlanResult, planned: Planned, written: Sequence[FilledIn], sha256: str) -> Written:
    """The plan with the lines of the one before it. `whole`: with all lines; `sha256`: of the book."""
    if not written:
        return Written(whole)
    basis = planned.basis
    found = kept(list(whole.lines), written, _book(planned, sha256), basis.lang)
    if found.kept is None:
        return Written(whole, issues=found.issues)
    issues: list[Issue] = []
    lines = sorted((_understood(line, basis.policy, issues) for line in found.lines), key=_order)
    result = _counted(whole, lines, planned)
    return Written(
        result.model_copy(update={"kept": found.kept}),
        found.remembered,
        found.names,
        (*found.issues, *issues),
    )


def _counted(whole: PlanResult, lines: Sequence[PlanLine], planned: Planned) -> PlanResult:
    """The plan with other lines."""
    basis = planned.basis
    totals = Totals.of_lines(lines, [entry.name for entry in basis.policy.plan.entries])
    served = served_managers(basis.books, basis.class_a, planned.owners.name, totals.effort)
    return whole.model_copy(
        update={
            "lines": LazyRows(PlanLine, ListSource(lines)),
            "total_lines": totals.lines,
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

    return PlanBook(frame, basis.as_of, basis.until, sha256, at, partial(_plain, basis.policy))


def _plain(policy: Policy, text: str) -> str:
    """A criterion in one way of writing; as it is where it cannot be understood."""
    try:
        return render(parse_criterion(text, policy))
    except CriterionError:
        return text


def _understood(line: PlanLine, policy: Policy, issues: list[Issue]) -> PlanLine:
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
