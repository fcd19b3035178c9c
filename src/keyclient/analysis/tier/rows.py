"""The rows that `tier` lists: ranked customers, those near a tier, those that differ from the book, those under watch."""

import datetime as dt
from typing import Literal

from keyclient.model.measure import Amount
from keyclient.model.record import dataclass

Direction = Literal["higher", "lower"]


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
    """Points missing to the required loyalty; None if nothing is missing."""
    cumulative_gap: Amount
    """The gaps up to here."""
    projected: Amount | None = None
    """Where the measure is an average beside its balance: what it comes to at the end of its time if the balance stays."""
    needed: Amount | None = None
    """Then: what to hold above that balance on each day left for the average to reach the floor; None where no day is left."""


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
    misses: int
    """The same, counted towards `allowed`."""
    allowed: int
    """With so many misses in a row the customer drops."""
    drops_on: dt.date | None
    """The day after the period of the book that is the last miss, if books go on as they have; None: not known."""
    saves: Amount | None
    """The floor of the tier that the customer keeps; None where only loyalty is missing."""
    saved_by: str
    """What keeps the tier, in words, in the language of the answer."""
