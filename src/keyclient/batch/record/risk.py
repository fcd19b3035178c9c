"""Which key customers of the branches may leave, and on whom they hang: part of `run.json` and of the consolidated figures."""

from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share

TOLD = ("red", "orange", "yellow", "grey")
"""The severities of whom something is to be said, worst first."""


class RiskCount(Contract):
    """The key customers of one severity, and what is at stake with them."""

    severity: str
    customers: int
    gone: Amount | None
    """Of the measure, of those of whom it is known; None where it is of none, as the other two."""
    maturing: Amount | None
    remaining: Amount | None


class BranchRisk(Contract):
    """One branch, or all together."""

    branch: str | None
    """None: all branches."""
    severities: tuple[RiskCount, ...]
    """Each of red, orange, yellow and grey."""


class ManagerHolds(Contract):
    """What hangs on one manager of one branch."""

    branch: str
    manager: str | None
    """None: the key customers of the branch without a manager."""
    key_customers: int
    value: Amount
    """Of the key customers."""
    in_branch: Amount
    """What of it is in the branch, of positive values."""
    unseated: int
    """Key customers for whom nobody in her book has a seat free."""


class BranchValue(Contract):
    """The positive value of the key customers of one branch."""

    branch: str
    value: Amount


class BookRisk(Contract):
    """The same of one book."""

    branches: tuple[BranchRisk, ...]
    managers: tuple[ManagerHolds, ...]
    values: tuple[BranchValue, ...]


class ManagerInRun(ManagerHolds):
    """The same of all books of a run."""

    share_of_branch: Share | None
    """`in_branch` of the positive value of all key customers of the branch, as `risk` has it."""


class RunRisk(Contract):
    """All books that are ranked by the measure of most books, each judged by itself, without earlier ones."""

    whole: BranchRisk | None = None
    """The branches added up; None: no book says anything."""
    branches: tuple[BranchRisk, ...] = ()
    """By name."""
    managers: tuple[ManagerInRun, ...] = ()
    """Largest value first."""
    books_without: int = 0
    """Books that count of which nothing is said: no value, or another measure."""
