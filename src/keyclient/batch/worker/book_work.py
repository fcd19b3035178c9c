"""What is to be done for the customers of a book, by branch and manager, and what became of the plan before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from keyclient.analysis.plan.result import PlanResult
from keyclient.analysis.plan.verify_result import ManagerVerdict
from keyclient.analysis.today.result import TodayResult
from keyclient.batch.record.plans import BookWork, ManagerWork, PlanReturn
from keyclient.batch.worker.judged_plan import JudgedPlan
from keyclient.batch.worker.portfolio_files import customer_branches
from keyclient.model.portfolio import Portfolio

_FINISHED = frozenset({"done", "dropped"})
_VERDICTS = {
    "met": "met",
    "missed": "missed",
    "open": "still_open",
    "undecidable": "undecidable",
    "lost": "lost",
}
_Who = tuple[str, str | None]
"""Branch and manager."""


@dataclass
class _Counts:
    """What was counted so far, by branch and manager."""

    found: dict[_Who, Counter[str]] = field(default_factory=dict)
    has_dates: bool = False

    def add(self, who: _Who, *names: str, count: int = 1) -> None:
        own = self.found.setdefault(who, Counter())
        for name in names:
            own[name] += count

    def lines(self) -> Iterator[ManagerWork]:
        known = (name for name in ManagerWork.model_fields if name not in ("branch", "manager", "contacted"))
        names = tuple(known)
        for branch, manager in sorted(self.found, key=lambda who: (who[0], who[1] is None, who[1] or "")):
            own = self.found[branch, manager]
            contacted = own["contacted"] if self.has_dates else None
            counts = {name: own[name] for name in names}
            yield ManagerWork(branch=branch, manager=manager, contacted=contacted, **counts)


class BookBranches(NamedTuple):
    """The branches of the customers of a book."""

    book: str
    """What the book is called."""
    of: Sequence[str]
    """That of each customer, in the order of the frame."""
    default: str
    """The one where the book names none."""


def book_work(
    portfolio: Portfolio,
    branches: BookBranches,
    results: tuple[PlanResult | None, TodayResult | None],
    judged: JudgedPlan | None,
) -> BookWork | None:
    """The figures of a book; None for one without a plan and without a list.

    A manager's list counts in the branch of most of its customers, and so do the contacts that a book tells of a manager's
    lines. Lines about nobody in the book count in the branch where it names none.
    """
    default = branches.default
    plan, calls = results
    if plan is None and calls is None:
        return None
    branch_of = dict(zip(portfolio.frame["row"].tolist(), branches.of, strict=True))
    counts = _Counts()
    if plan is not None:
        _count_plan(counts, plan, portfolio, branch_of, default)
    for one in () if calls is None else calls.managers:
        counts.add((one.branch or default, one.manager), "calls", count=one.customers)
    if judged is not None:
        _count_verdicts(counts, judged, default)
    brought = None if judged is None else _brought(branches, portfolio, judged)
    return BookWork(managers=tuple(counts.lines()), brought=brought)


def _count_plan(
    counts: _Counts, plan: PlanResult, portfolio: Portfolio, branch_of: Mapping[int, str], default: str
) -> None:
    for line in plan.lines:
        branch = default if line.row is None else branch_of.get(line.row, default)
        names = ["lines"]
        if line.status not in _FINISHED:
            names.append("open")
            names += ["due"] if line.deadline <= portfolio.as_of else []
            names += ["without_owner"] if line.owner is None else []
        counts.add((branch, line.owner), *names)


def _count_verdicts(counts: _Counts, judged: JudgedPlan, default: str) -> None:
    frame = judged.of.portfolio.frame
    branch_of = dict(zip(frame["row"].tolist(), customer_branches(frame, default), strict=True))
    called = {one.manager: one for one in judged.result.managers}
    most: dict[str | None, Counter[str]] = {}
    for line in judged.result.lines:
        branch = default if line.row is None else branch_of.get(line.row, default)
        counts.add((branch, line.owner), "judged", _VERDICTS[line.verdict])
        most.setdefault(line.owner, Counter())[branch] += 1
    for manager, found in most.items():
        _count_contacts(
            counts, called.get(manager), (min(found, key=lambda name: (-found[name], name)), manager)
        )


def _count_contacts(counts: _Counts, of: ManagerVerdict | None, who: _Who) -> None:
    if of is not None and of.contacted is not None:
        counts.has_dates = True
        counts.add(who, "contacted", count=of.contacted)


def _brought(branches: BookBranches, portfolio: Portfolio, judged: JudgedPlan) -> PlanReturn:
    found = judged.result.return_
    return PlanReturn(
        book=branches.book,
        branches=tuple(sorted(set(branches.of))),
        made_for=judged.of.portfolio.as_of,
        as_of=portfolio.as_of,
        worked=found.worked,
        left_alone=found.left_alone,
        difference=found.difference,
        low=found.low,
        high=found.high,
        verdict=found.verdict,
    )
