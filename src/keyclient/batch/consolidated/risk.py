"""Which key customers of all branches may leave, and on which managers most hangs."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from keyclient.analysis.common.group_names import called_as_last
from keyclient.analysis.common.known_sum import known_sum
from keyclient.batch.record.risk import (
    TOLD,
    BookRisk,
    BranchRisk,
    ManagerHolds,
    ManagerInRun,
    RiskCount,
    RunRisk,
)
from keyclient.batch.record.state import BookState


def run_risk(states: Sequence[BookState], measure: str | None) -> RunRisk:
    """The books that count, added up by branch and by manager. `measure`: the one most books are ranked by."""
    told = [
        state.figures.risk
        for state in states
        if state.figures.risk is not None and state.figures.measure == measure
    ]
    if not told:
        return RunRisk(books_without=len(states))
    branches = _branches(told)
    return RunRisk(
        whole=BranchRisk(branch=None, severities=_added_up(branches)),
        branches=branches,
        managers=tuple(_managers(told)),
        books_without=len(states) - len(told),
    )


def _branches(told: Iterable[BookRisk]) -> tuple[BranchRisk, ...]:
    lines = [line for book in told for line in book.branches]
    names = sorted({line.branch or "" for line in lines})
    return tuple(
        BranchRisk(branch=name, severities=_added_up([line for line in lines if line.branch == name]))
        for name in names
    )


def _added_up(lines: Sequence[BranchRisk]) -> tuple[RiskCount, ...]:
    counts = [count for line in lines for count in line.severities]
    return tuple(_sum(name, [count for count in counts if count.severity == name]) for name in TOLD)


def _sum(severity: str, counts: Sequence[RiskCount]) -> RiskCount:
    return RiskCount(
        severity=severity,
        customers=sum(one.customers for one in counts),
        gone=known_sum(one.gone for one in counts),
        maturing=known_sum(one.maturing for one in counts),
        remaining=known_sum(one.remaining for one in counts),
    )


def _managers(told: Iterable[BookRisk]) -> list[ManagerInRun]:
    """Those of several books of one branch are one, however they are written; the largest value first, then by name."""
    books = [*told]
    called = called_as_last(*([one.manager for one in book.managers if one.manager] for book in books))
    found: dict[tuple[str, str | None], list[ManagerHolds]] = {}
    for one in (one for book in books for one in book.managers):
        found.setdefault((one.branch, one.manager and called[one.manager]), []).append(one)
    of_branch: dict[str, Decimal] = {}
    for value in (value for book in books for value in book.values):
        of_branch[value.branch] = of_branch.get(value.branch, Decimal(0)) + value.value
    lines = [
        _holds(branch, manager, own, of_branch.get(branch, Decimal(0)))
        for (branch, manager), own in found.items()
    ]
    return sorted(lines, key=lambda one: (-one.value, one.manager is None, one.manager or "", one.branch))


def _holds(branch: str, manager: str | None, own: Sequence[ManagerHolds], of_branch: Decimal) -> ManagerInRun:
    inside = sum((one.in_branch for one in own), Decimal(0))
    return ManagerInRun(
        branch=branch,
        manager=manager,
        key_customers=sum(one.key_customers for one in own),
        value=sum((one.value for one in own), Decimal(0)),
        in_branch=inside,
        unseated=sum(one.unseated for one in own),
        share_of_branch=float(inside / of_branch) if of_branch > 0 else None,
    )
