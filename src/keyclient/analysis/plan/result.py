"""What `plan` answers: the JSON contract of the command."""

import datetime as dt
from dataclasses import dataclass

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.common.unread import UnreadCustomer, is_nobody, nobody_unread
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share

FINISHED = ("done", "dropped")
"""The statuses after which nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a line starts from."""

    value: Amount | None
    date: dt.date
    sha256: str
    """Of the book."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Who does what for one customer until when."""

    line_id: str
    """Stable over runs: made of the customer and the entry of the catalogue, and of the date of a dated reason."""
    customer_id: str | None
    row: int | None
    """None where the line was kept and the book does not list the customer any more."""
    tier: str | None
    value: Amount | None
    cell: str | None
    """Her cell of the grid; None where the value is blank."""
    reasons: tuple[Told, ...]
    target: str
    strategy: str
    activity: str
    owner: str | None
    """None: nobody looks after the customer, which is an issue."""
    deadline: dt.date
    criterion: str
    baseline: Baseline
    effort: float
    """Visits, by the catalogue."""
    status: str
    """todo, doing, done or dropped."""
    remark: str | None
    entry: str | None
    """The entry of the catalogue; None for a line that people added."""
    origin: str
    """new, kept, changed (by people) or added (by people)."""


class PlannedEntry(Contract):
    """How many lines one entry of the catalogue has made."""

    entry: str | None
    """None: lines that people added."""
    lines: int
    effort: float
    """Visits."""


class GridCell(Contract):
    """One cell of value x potential."""

    cell: str
    """keep, win, ask, grow or serve."""
    customers: int
    value: Amount
    effort: float | None
    """What was spent on them; None without such a column."""


class Resource(Contract):
    """How effort is spread over the classes of customers, against the policy."""

    name: str
    """A, or rest."""
    customers: int
    value: Amount
    effort: float | None
    share: Share | None
    target: Share
    """By the policy."""
    gap: float | None
    """Effort to add, in its unit; negative: to take away."""


class ServedManager(Contract):
    """How one manager spreads the effort."""

    manager: str | None
    effort: float | None
    share_of_a: Share | None
    planned: float
    """Effort of the lines."""


class Wallet(Contract):
    """How much of what customers have is with the bank."""

    share: Share | None
    """Ours over all, of those whose potential is known, as a ratio of sums."""
    known: int
    unknown: int


class Competitor(Contract):
    """One bank that customers are also with."""

    bank: str
    customers: int
    value: Amount
    elsewhere: Amount | None
    """What those have elsewhere who tell it."""


@dataclass(frozen=True, slots=True)
class Move:
    """A key customer for whom her manager has no seat."""

    customer_id: str | None
    row: int
    value: Amount | None
    from_manager: str
    to_manager: str | None
    """None: nobody has a seat free."""
    tier: str | None


class Kept(Contract):
    """What became of the plan before this one."""

    path: str
    lines: int
    kept: int
    changed: int
    added: int
    deleted: int
    finished: int
    """done or dropped."""
    differences: LazyRows["Difference"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that people changed, added or deleted."""

    line_id: str
    what: str
    """changed, added, deleted, gone (its customer or reason is no more), or waits (a new line of a customer who has an open
    one of the earlier plan, whose id stands in `after`: it is not in the plan)."""
    column: str | None
    before: str | None
    after: str | None


class PlanResult(Contract):
    """The plan."""

    measure: str
    until: dt.date
    lines: LazyRows[PlanLine]
    """By owner, deadline, value and id: as many as requested."""
    total_lines: int
    """All of them, also those that are finished."""
    open_lines: int
    """Those that are neither done nor dropped; what follows is about these."""
    overdue: int
    """Those of an earlier plan that were due on the data date or before."""
    without_owner: int
    owners: int
    """How many managers have lines."""
    entries: tuple[PlannedEntry, ...]
    """What the lines are, in the order of the catalogue; only those with lines."""
    grid: tuple[GridCell, ...]
    resources: tuple[Resource, ...]
    served: tuple[ServedManager, ...]
    wallet: Wallet
    competitors: tuple[Competitor, ...]
    moves: LazyRows[Move]
    kept: Kept | None
    """None without an earlier plan."""
    unread: LazyRows[UnreadCustomer] = Field(default_factory=nobody_unread, exclude_if=is_nobody)
    """Customers whose value cannot be read: in no list. Only where there are any."""
