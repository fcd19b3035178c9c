"""The figures of one book that are kept for the consolidated figures."""

from decimal import Decimal

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
    """The customers of one manager in one branch."""

    branch: str
    manager: str | None
    """None: customers without a manager."""
    customers: int
    valued: int
    """Customers with a value."""
    value: Decimal
    """The net total of the measure; blanks are ignored."""


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
    tiers: tuple[TierFigures, ...] | None
    """None if the book has no tiers."""
    ladder: tuple[str, ...]
    """Every stage of the ladder of the book, in order."""
    funnel: tuple[FunnelFigures, ...] | None
    """None if the book has no funnel."""
    aside: tuple[SetAsideRow, ...]
    aside_money: dict[str, Decimal]
    """The amounts in the rows that were set aside, by heading."""
