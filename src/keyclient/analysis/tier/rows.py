"""The customers that `tier` lists: those of the ranking, near a tier, beside the book's own tier, under watch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import starmap
from typing import Literal, TypeVar, cast

from keyclient.analysis.common.rows import Rows
from keyclient.model.measure import Amount

RowT = TypeVar("RowT")
CellsT = TypeVar("CellsT")
Direction = Literal["higher", "lower"]

TieredCells = tuple[str | None, int, Amount | None, float | None, str, str, int | None]
"""The figures of a `TieredCustomer`, in its order."""
NearCells = tuple[str | None, int, str, str, Amount, Amount, float | None, Amount]
"""The figures of a `NearCustomer`, in its order."""
DifferingCells = tuple[str | None, int, Amount | None, str, str, str, Direction]
"""The figures of a `DifferingCustomer`, in its order."""
WatchedCells = tuple[str | None, int, Amount | None, str, str, int]
"""The figures of a `WatchedCustomer`, in its order."""


@dataclass(frozen=True, slots=True)
class TieredCustomer:
    """One customer with its tier."""

    customer_id: str | None
    row: int
    value: Amount | None
    loyalty: float | None
    """0 to 100; None is unknown."""
    tier: str
    reason: str
    """In words, in the language of the answer."""
    watch: int | None
    """Books in a row below the tier that the customer keeps, 0 where it is not below; None without earlier books."""


@dataclass(frozen=True, slots=True)
class NearCustomer:
    """One customer near the tier above."""

    customer_id: str | None
    row: int
    tier: str
    next_tier: str
    value: Amount
    """Of the measure that the floor of the next tier is about."""
    gap: Amount
    """To that floor; 0 where it is reached."""
    loyalty_gap: float | None
    """Points to the loyalty that is needed too; None where nothing is missing."""
    cumulative_gap: Amount
    """The gaps up to here."""


@dataclass(frozen=True, slots=True)
class DifferingCustomer:
    """One customer whose tier is not the one that the book says."""

    customer_id: str | None
    row: int
    value: Amount | None
    tier: str
    book_tier: str
    """The tier that the book's word means."""
    book_word: str
    direction: Direction
    """Whether the policy's tier is higher or lower than the book's."""


@dataclass(frozen=True, slots=True)
class WatchedCustomer:
    """One customer who keeps a tier for now."""

    customer_id: str | None
    row: int
    value: Amount | None
    tier: str
    """The tier that the customer keeps."""
    falls_to: str
    """Where today's figures would put the customer."""
    watch: int
    """Books in a row below the tier."""


class _Plain(Rows[RowT, CellsT]):
    """Rows whose cells are their fields in order."""

    @classmethod
    def made(cls, cells: CellsT) -> RowT:
        """The customer of these figures."""
        made: RowT = cls.row(*cast("tuple[object, ...]", cells))
        return made

    def __iter__(self) -> Iterator[RowT]:
        return starmap(self.row, cast("Sequence[tuple[object, ...]]", self.cells))

    @classmethod
    def taken(cls, row: RowT) -> CellsT:
        """The figures of this customer."""
        return cast("CellsT", tuple(getattr(row, field.name) for field in fields(cls.row)))


class Tiered(_Plain[TieredCustomer, TieredCells]):
    """Customers with their tiers."""

    row = TieredCustomer


class Near(_Plain[NearCustomer, NearCells]):
    """Customers near the tier above."""

    row = NearCustomer


class Differing(_Plain[DifferingCustomer, DifferingCells]):
    """Customers whose tier is not the book's."""

    row = DifferingCustomer


class Watched(_Plain[WatchedCustomer, WatchedCells]):
    """Customers under watch."""

    row = WatchedCustomer
