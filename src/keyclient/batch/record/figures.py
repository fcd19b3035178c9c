"""What of a book goes into the figures over all books, beside its customers."""

from decimal import Decimal

from keyclient.model.contract import Contract


class TierFigures(Contract):
    """One tier of a book."""

    tier: str
    customers: int
    value: Decimal


class FunnelFigures(Contract):
    """How many of a branch entered the funnel, and what became of them."""

    branch: str
    entered: int
    won: int
    lost: int
    open: int
    reached: dict[str, int]
    """By stage, of those that the book names."""


class GroupFigures(Contract):
    """The customers of one manager in one branch."""

    branch: str
    manager: str | None
    """None: those without one."""
    customers: int
    valued: int
    """Customers with a value."""
    value: Decimal
    """The net of the measure; blanks count nothing."""


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
    """The net of the measure."""
    groups: tuple[GroupFigures, ...]
    """By branch and manager."""
    tiers: tuple[TierFigures, ...] | None
    """None where there are no tiers."""
    ladder: tuple[str, ...]
    """Every stage that the book could have named, in order."""
    funnel: tuple[FunnelFigures, ...] | None
    """None where there is no funnel."""
    aside: tuple[SetAsideRow, ...]
    aside_money: dict[str, Decimal]
    """What stands in the rows that were set aside, by heading."""
