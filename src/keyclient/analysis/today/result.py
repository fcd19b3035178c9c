"""What `today` answers: the JSON contract of the command."""

import datetime as dt
from dataclasses import dataclass

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.common.unread import UnreadCustomer, is_nobody, nobody_unread
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount


@dataclass(frozen=True, slots=True)
class Call:
    """One customer to call, with all her reasons."""

    call_id: str
    """By which the list is read back; the same for the same customer in every list."""
    customer_id: str | None
    row: int
    tier: str
    value: Amount | None
    reasons: tuple[Told, ...]
    """In the order of `Occasion`; the first one is why she is on the list."""
    offer: tuple[str, ...]
    """Product families that may be offered her."""
    withheld: tuple[str, ...]
    """Families that would serve a need of hers but need a higher risk rating, or a rating at all."""
    last_contact: dt.date | None


class LeftOut(Contract):
    """Who has a reason and is not on the list."""

    contacted: int
    """Contacted within the last days, by the book or by the list read back."""
    limit: int
    """Over the limit of the manager, or over the quota of the reason."""


class ManagerCalls(Contract):
    """The list of one manager; customers without a manager are one list of their own by branch."""

    manager: str | None
    branch: str | None
    lines: LazyRows[Call]
    left_out: LeftOut


class CallOutcome(Contract):
    """What became of the calls of the list that was read back."""

    status: str
    calls: int


class TodayResult(Contract):
    """Whom each manager calls today, and why."""

    measure: str | None
    managers: tuple[ManagerCalls, ...]
    """By manager; those without a manager last."""
    customers: int
    """All customers on a list."""
    outcomes: tuple[CallOutcome, ...]
    """Of the list read back; empty without one."""
    unread: LazyRows[UnreadCustomer] = Field(default_factory=nobody_unread, exclude_if=is_nobody)
    """Customers whose value cannot be read: in no list. Only where there are any."""
