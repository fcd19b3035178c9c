"""Plans and lists of calls of all branches: part of `run.json` and of the consolidated figures."""

import datetime as dt

from keyclient.model.contract import Contract


class WorkCount(Contract):
    """What is to be done, and what became of the plan before."""

    lines: int
    """Lines of the plan."""
    open: int
    """Neither done nor dropped."""
    due: int
    """Open lines whose deadline is the data date or earlier."""
    without_owner: int
    """Open lines for which nobody answers."""
    calls: int
    """Customers on the list of calls."""
    judged: int
    """Lines of the plan before, as people gave it back, that a later book has judged."""
    contacted: int | None
    """Of these, whose customer was contacted since; None where no book has dates of contacts."""
    met: int
    missed: int
    still_open: int
    """Not met, with time left."""
    undecidable: int
    lost: int
    """Met, then lost."""


class BranchWork(WorkCount):
    """One branch, or all together."""

    branch: str | None
    """None: all branches."""


class ManagerWork(WorkCount):
    """One manager of one branch."""

    branch: str
    manager: str | None
    """None: lines and calls of nobody."""


class PlanReturn(Contract):
    """What the plan of one book has brought: those worked on against like customers left alone."""

    book: str
    branches: tuple[str, ...]
    made_for: dt.date
    """The data date of the book that the plan was made for."""
    as_of: dt.date
    """That of the book that judges it."""
    worked: int
    left_alone: int
    difference: float | None
    """Of the mean changes, in yuan where the measure is money."""
    low: float | None
    high: float | None
    verdict: str
    """better, no_better or too_few."""


class BookWork(Contract):
    """One book."""

    managers: tuple[ManagerWork, ...]
    """By branch and manager."""
    brought: PlanReturn | None
    """None where no plan was judged."""


class RunWork(Contract):
    """All books that count."""

    whole: BranchWork | None = None
    """The branches added up; None: no book has a plan or a list."""
    branches: tuple[BranchWork, ...] = ()
    """By name."""
    managers: tuple[ManagerWork, ...] = ()
    """By branch and manager."""
    brought: tuple[PlanReturn, ...] = ()
    """By book."""
    books_without: int = 0
    """Books that count without a plan and a list."""
