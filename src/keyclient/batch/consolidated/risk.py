"""Which key customers of all branches may leave, and on which managers most hangs."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

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
    """Those of several books of one branch are one; the largest value first, then by name."""
    found: dict[tuple[str, str | None], list[ManagerHolds]] = {}
    for book in told:
        for one in book.managers:
            found.setdefault((one.branch, one.manager), []).append(one)
    values = {key: sum((one.value for one in own), Decimal(0)) for key, own in found.items()}
    of_branch: dict[str, Decimal] = {}
    for (branch, _), value in values.items():
        of_branch[branch] = of_branch.get(branch, Decimal(0)) + max(value, Decimal(0))
    lines = [
        ManagerInRun(
            branch=branch,
            manager=manager,
            key_customers=sum(one.key_customers for one in own),
            value=values[branch, manager],
            unseated=sum(one.unseated for one in own),
            share_of_branch=_share(values[branch, manager], of_branch[branch]),
        )
        for (branch, manager), own in found.items()
    ]
    return sorted(lines, key=lambda one: (-one.value, one.manager is None, one.manager or "", one.branch))


def _share(value: Decimal, whole: Decimal) -> float | None:
    return float(max(value, Decimal(0)) / whole) if whole > 0 else None
