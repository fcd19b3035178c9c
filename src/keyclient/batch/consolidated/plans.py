"""Plans and lists of calls of all branches, added up."""

from collections.abc import Iterable, Sequence

from keyclient.analysis.common.group_names import called_as_last
from keyclient.batch.record.plans import BookWork, BranchWork, ManagerWork, RunWork, WorkCount
from keyclient.batch.record.state import BookState


def run_work(states: Sequence[BookState]) -> RunWork:
    """The books that count, added up by branch and by manager, whatever they are ranked by."""
    told = [state.figures.work for state in states if state.figures.work is not None]
    managers = tuple(_managers(told))
    if not managers:
        return RunWork(books_without=len(states) - len(told))
    names = sorted({one.branch for one in managers})
    return RunWork(
        whole=BranchWork(branch=None, **_sums(managers)),
        branches=tuple(
            BranchWork(branch=name, **_sums([one for one in managers if one.branch == name]))
            for name in names
        ),
        managers=managers,
        brought=tuple(one.brought for one in told if one.brought is not None),
        books_without=len(states) - len(told),
    )


def _managers(told: Iterable[BookWork]) -> list[ManagerWork]:
    """Those of several books of one branch are one, however they are written; by branch and name, nobody last."""
    books = [one.managers for one in told]
    called = called_as_last(*([one.manager for one in book if one.manager] for book in books))
    found: dict[tuple[str, str | None], list[ManagerWork]] = {}
    for one in (one for book in books for one in book):
        found.setdefault((one.branch, one.manager and called[one.manager]), []).append(one)
    keys = sorted(found, key=lambda who: (who[0], who[1] is None, who[1] or ""))
    return [ManagerWork(branch=branch, manager=name, **_sums(found[branch, name])) for branch, name in keys]


def _sums(lines: Sequence[WorkCount]) -> dict[str, int | None]:
    """Every count added up; a count that no line knows is None."""
    return {name: _sum([getattr(one, name) for one in lines]) for name in WorkCount.model_fields}


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
