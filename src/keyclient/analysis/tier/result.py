"""What `tier` answers: the JSON contract of the command."""

import datetime as dt

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.unread import UnreadCustomer, is_nobody, nobody_unread
from keyclient.analysis.tier.rows import DifferingCustomer, NearCustomer, TieredCustomer, WatchedCustomer
from keyclient.model.averaged import AveragedOver
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share


class TierSize(Contract):
    """One tier, best first."""

    tier: str
    customers: int
    share_of_customers: Share | None
    """Of all customers; None where there are none."""
    value: Amount
    """Net of what its customers hold; blanks count nothing."""
    share_of_value: Share | None
    """Share of the gross positive value that its customers hold; None if no value is positive."""
    mean_loyalty: float | None
    """Over the customers whose loyalty is known."""
    floor: Amount | None
    """The required value; None for the last tier, and for a share of customers if no value is positive."""
    top: Share | None
    """The share of the customers with a positive value that the floor comes from; None where it is a fixed amount."""
    measure: str | None
    """The measure of the floor, if it differs from that of the result."""
    loyalty: float | None
    """The required loyalty score."""
    key: bool
    """Whether its customers are key customers."""


class KeyCustomers(Contract):
    """The customers of the key tiers together."""

    tiers: tuple[str, ...]
    customers: int
    share_of_customers: Share | None
    value: Amount
    share_of_value: Share | None


class LoyaltyComponent(Contract):
    """One component of the loyalty score."""

    name: str
    weight: float
    """As in the policy; the weights of the components that a customer has are scaled to 1."""
    customers: int
    """Customers with this component."""


class Loyalty(Contract):
    """The components of the loyalty scores."""

    components: tuple[LoyaltyComponent, ...]
    known: int
    unknown: int
    """Customers without any component: value alone decides their tier."""
    min_components: int
    """Components that a score needs to decide a tier."""
    few: int
    """Of `known`, customers whose score rests on fewer: value alone decides their tier too."""


class NearTotal(Contract):
    """All customers near the tier above theirs, together."""

    customers: int
    short_of_value: int
    """Those whose value is below its floor; the others lack loyalty only."""
    gap: Amount
    """What they need together at today's floors."""


class GroupTier(Contract):
    """One tier within a group."""

    tier: str
    customers: int
    value: Amount


class TierGroup(Contract):
    """One value of the column given by `--by`; its customers are in the tiers of the whole book."""

    group: str | None
    """None: the customers where the column is blank."""
    customers: int
    value: Amount
    share_of_value: Share | None
    """Part of the gross positive value of the book."""
    key_customers: int
    tiers: tuple[GroupTier, ...]
    near: NearTotal


class BookWord(Contract):
    """One word of the book's own tier column."""

    word: str
    tier: str | None
    """The tier that it means; None where the policy does not know the word."""
    customers: int
    value: Amount


class BookCross(Contract):
    """How many customers of one tier in the book are in one tier by the policy."""

    book_tier: str
    tier: str
    customers: int
    value: Amount


class BookTiers(Contract):
    """The tiers compared with the book's own."""

    compared: int
    """Customers whose word is known."""
    agree: int
    higher: int
    """The policy's tier is the better one."""
    lower: int
    blank: int
    unknown: int
    """Customers with a word that the policy does not know."""
    words: tuple[BookWord, ...]
    """Most customers first, then by word."""
    matrix: tuple[BookCross, ...]
    """Every pair of tiers that has customers, best first."""


class EarlierBook(Contract):
    """An earlier book."""

    path: str
    as_of: dt.date
    customers: int
    matched: int
    """Customers who can be followed: with an id that no other customer has."""


class History(Contract):
    """How the earlier books change the tiers: fast up, slow down."""

    grace: int
    """How many books in a row a customer below the tier held keeps it."""
    books: tuple[EarlierBook, ...]
    """Oldest first."""
    matched: int
    """Customers of today who are in an earlier book."""
    risen: int
    """In a better tier than the one held after the last book."""
    fallen: int
    """In a worse one: the grace period is over."""
    watched: int
    """Below the tier that they keep for now."""


class AverageTime(Contract):
    """The time over which an average runs, of which customers are near a floor."""

    average: str
    balance: str
    """The field with the balance at the data date."""
    over: AveragedOver
    last: dt.date
    """The last day of that time."""
    days_gone: int
    """With the data date."""
    days_left: int


class FloorTie(Contract):
    """Many equal values at the floor of a tier that is a share of the customers."""

    tier: str
    rank: int
    """The customers that the share asks for, with the tiers above."""
    customers: int
    """Those who reach the floor."""
    value: Amount


class TierResult(Contract):
    """Who is in which tier, why, and who is close to the next one."""

    measure: str
    customers: int
    blank: int
    """Customers without a value; they are in the last tier."""
    total: Amount
    """The net."""
    gross_positive: Amount
    """The base of shares of value."""
    key: KeyCustomers
    tiers: tuple[TierSize, ...]
    loyalty: Loyalty
    near: LazyRows[NearCustomer]
    """Smallest gap first, then smallest gap of loyalty, largest value, id and row."""
    near_total: NearTotal
    averages: tuple[AverageTime, ...] = ()
    """Of the customers near a floor that is about an average; only where the book has the balance, and tells the time."""
    differs: LazyRows[DifferingCustomer]
    """Customers whose tier is not the book's own, largest value first."""
    book: BookTiers | None
    """None where the book has no tiers of its own."""
    groups: tuple[TierGroup, ...] | None
    """Largest value first, then by name; None without `--by`."""
    history: History | None
    """None without earlier books."""
    watch: LazyRows[WatchedCustomer]
    """Customers who keep a tier that they are below, largest value first."""
    top: LazyRows[TieredCustomer]
    """Largest value first, then by customer id, then by row."""
    unread: LazyRows[UnreadCustomer] = Field(default_factory=nobody_unread, exclude_if=is_nobody)
    """Customers whose value cannot be read: in no tier, and not ranked. Only where there are any."""
    ties: tuple[FloorTie, ...] = Field(default=(), exclude=True)
    """Reported as issues; not in the JSON."""
    untimed: tuple[str, ...] = Field(default=(), exclude=True)
    """The averages of such customers of which nobody knows over which time they are, by field."""
    late_open: int = Field(default=0, exclude=True)
    """Customers whose open date lies after the data date."""
    late_contact: int = Field(default=0, exclude=True)
    """Customers whose last contact or transaction lies after the data date."""
    best_satisfaction: float | None = Field(default=None, exclude=True)

    @property
    def known(self) -> int:
        """How many customers have a value."""
        return self.customers - self.blank
