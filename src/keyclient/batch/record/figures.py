"""The figures of one book that are kept for the consolidated figures."""

from decimal import Decimal

from keyclient.batch.record.plans import BookWork
from keyclient.batch.record.risk import BookRisk
from keyclient.model.contract import Contract


class TierFigures(Contract):
    """One tier of a book."""

    tier: str
    customers: int
    value: Decimal


class FunnelFigures(Contract):
    """How many customers of a branch entered the funnel, and how many were won, lost or are open."""

    branch: str
    entered: int
    won: int
    lost: int
    open: int
    reached: dict[str, int]
    """Customers who reached each stage that the book names."""


class GroupFigures(Contract):
    """The customers of one manager in one branch. Who has rows in several groups counts in each."""

    branch: str
    manager: str | None
    """None: customers without a manager."""
    customers: int
    valued: int
    """Customers with a value."""
    value: Decimal
    """The net total of the measure; blanks are ignored."""


class BranchFigures(Contract):
    """The customers of one branch. Who has rows in several branches counts in each, with the money of its own rows."""

    branch: str
    customers: int
    valued: int
    """Customers with a value."""
    value: Decimal
    """The net total of the measure; blanks are ignored."""
    tiers: tuple[TierFigures, ...] | None
    """None if the book has no tiers."""


class SharedCustomer(Contract):
    """A customer whose rows stand in several groups of the book."""

    row: int
    """Her first row in the book."""
    groups: tuple[tuple[str, str | None], ...]
    """Branch and manager of each."""
    valued: tuple[str, ...]
    """The branches in which she has a value."""
    tier: str | None

    @property
    def branches(self) -> frozenset[str]:
        """The branches in which she counts."""
        return frozenset(branch for branch, _ in self.groups)


class SetAsideRow(Contract):
    """A row that was set aside."""

    cell: str
    code: str


class BookFigures(Contract):
    """The figures of one book."""

    measure: str | None
    is_money: bool
    customers: int
    valued: int
    """Customers with a value."""
    total: Decimal | None
    """The net total of the measure."""
    groups: tuple[GroupFigures, ...]
    """By branch and manager."""
    branches: tuple[BranchFigures, ...]
    """By branch."""
    shared: tuple[SharedCustomer, ...] = ()
    """By row."""
    tiers: tuple[TierFigures, ...] | None
    """None if the book has no tiers."""
    ladder: tuple[str, ...]
    """Every stage of the ladder of the book, in order."""
    funnel: tuple[FunnelFigures, ...] | None
    """None if the book has no funnel."""
    risk: BookRisk | None = None
    """None if it is not said who may leave."""
    work: BookWork | None = None
    """None if the book has neither a plan nor a list of calls."""
    aside: tuple[SetAsideRow, ...]
    aside_money: dict[str, Decimal]
    """The amounts in the rows that were set aside, by heading."""
