"""One customer of the demo bank over all months: who she is, with whom, what she has, and what is planted about her."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from keyclient.demo.book import Value

FACTS = (
    "name",
    "id_number",
    "phone",
    "address",
    "gender",
    "birth_date",
    "kind",
    "loans",
    "potential",
    "products",
    "holdings",
    "book_tier",
    "risk_rating",
    "open_date",
    "referrals",
    "referrer",
    "satisfaction",
    "complaints",
    "industry",
    "competitor",
    "source",
    "stage",
    "outcome",
)
"""Fields that stay the same over the months, but for a complaint."""


class Kind(StrEnum):
    """What is planted about a customer."""

    RISER = "riser"
    """Grows by at least half within half a year without reaching a key tier."""
    LEAVER = "leaver"
    """A key customer who is gone in the last month."""
    EMPTIED = "emptied"
    """A key customer who is listed in the last month with nothing."""
    NOT_EXPORTED = "not_exported"
    """A customer of a manager of whom the last month has nobody."""
    RENUMBERED = "renumbered"
    """Has a new number in the last month."""
    QUARTER_END = "quarter_end"
    """A customer of the manager whose customers have more at the ends of quarters."""
    MATURING = "maturing"
    """Money matured since the book before."""
    RETURNED = "returned"
    """Missing in the last month but one, back in the last."""
    TRANSFERRED = "transferred"
    """In another branch in the last month."""
    CLOSED = "closed"
    """Closed a small account: no key customer."""
    JOINED = "joined"
    """A new customer."""
    NEGLECTED = "neglected"
    """A key customer who takes much of her money away after long silence or a complaint."""
    OVERLOADED = "overloaded"
    """A manager with far more key customers than the others of the branch."""
    SHARED = "shared"
    """A person whom two branches know."""
    GOLD_TOGETHER = "gold_together"
    """A person who is a small customer in each of several branches, and gold with all of them together."""
    CHASED_TWICE = "chased_twice"
    """A person in whom several managers see a prospect."""
    HOUSEHOLD = "household"
    """People of different names with one telephone or address."""
    NAMESAKE = "namesake"
    """Another person of the same name, perhaps of the same birthday and telephone: never the same."""
    SWITCHBOARD = "switchboard"
    """People who are called by one number of their employer."""


class Tie(NamedTuple):
    """What a customer has to do with others: one number for all of them."""

    kind: Kind
    place: int
    detail: str | None = None

    @property
    def group(self) -> str:
        """What is the same for all of them and for nobody else."""
        return f"{self.kind}-{self.place}"


class Fall(NamedTuple):
    """How a customer falls: in which month, by which share of her money, and after what."""

    month: int
    share: float
    after: str
    """overdue or complaint."""
    silent_since: dt.date
    """The last contact before, where that is long ago."""


@dataclass(slots=True)
class Money:
    """What a customer has, in fen. What is usual moves slowly; what is there swings around it."""

    deposits: int
    invested: int
    usual_deposits: float
    usual_invested: float
    swing: float = 0.0
    """Standard deviation of the logarithm of the deposits around what is usual."""
    trend: float = 0.0
    """By which part what is usual grows in a month."""
    dressing: int = 0
    """Deposits that are there on the last day of the month only."""
    deposits_before: int = 0
    invested_before: int = 0
    """A month ago, without dressing."""
    term: int = 0
    """The invested money that matures on `due`."""
    due: dt.date | None = None

    @property
    def point(self) -> int:
        """All of it on the last day of the month."""
        return self.deposits + self.invested + self.dressing


@dataclass(slots=True)
class Member:
    """A customer of the bank."""

    facts: tuple[Value, ...]
    """In the order of `FACTS`."""
    number: str
    branch: int
    manager: str | None
    assistant: str | None
    money: Money | None
    """None: the bank's systems have no figures."""
    last_contact: dt.date | None
    last_transaction: dt.date | None
    joins: int = 0
    """The month, from 1; 0: before the first."""
    kind: Kind | None = None
    leaves: int | None = None
    """The first month without her."""
    home: int | None = None
    """The branch she was in before, if she is in another."""
    before: tuple[str, int, int] | None = None
    """Number, AUM and deposits in the book of the month before, if that lists her."""
    tie: Tie | None = None
    fall: Fall | None = None
    is_rich: bool = False
    """Whether she is among the richest of her branch at first: her manager speaks with her often."""

    def fact(self, name: str) -> Value:
        """One of the facts."""
        return self.facts[FACTS.index(name)]

    def learn(self, **facts: Value) -> None:
        """Change some of the facts."""
        self.facts = tuple(facts.get(name, old) for name, old in zip(FACTS, self.facts, strict=True))

    @property
    def is_gold_together(self) -> bool:
        """Whether she is gold with her money of other branches: it stays what it is."""
        return self.tie is not None and self.tie.kind is Kind.GOLD_TOGETHER

    @property
    def is_free(self) -> bool:
        """Whether nothing is planted about her yet."""
        return self.kind is None and self.tie is None

    @property
    def point(self) -> int:
        """What she has on the last day of the month, in fen; 0 without figures."""
        return 0 if self.money is None else self.money.point
