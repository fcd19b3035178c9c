"""What `today` answers: the JSON contract of the command."""

import datetime as dt
from dataclasses import dataclass

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
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
    """In the order of `Occasion`, `overdue` last of whoever is no key customer; the first one is why she is on the list."""
    offer: tuple[str, ...]
    """Product families that may be offered her."""
    withheld: tuple[str, ...]
    """Families that would serve a need of hers but need a higher risk rating, or a rating at all."""
    last_contact: dt.date | None
    """By the book or by the lists read back, whichever is later."""
    status: str | None
    """What the list read back says that still stands: `appointment` or `no_answer`."""
    appointment: dt.date | None
    """The day of the appointment; None where there is none, or it has no date."""


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
    """Where most of her customers are."""
    customers: int
    """On the list, whether shown or not."""
    lines: LazyRows[Call]
    """Appointments of the day first, then the calls by reason, then appointments to come."""
    left_out: LeftOut


class FirstReason(Contract):
    """How many customers are on a list for one reason first."""

    reason: str
    customers: int
    """All whose first reason it is, contacted lately or not."""
    listed: int
    amount: Amount | None
    """The money that it is about for those who are listed, in yuan, as far as it is known; None where it is about none."""


class CallOutcome(Contract):
    """What became of the calls of the lists that were read back."""

    status: str
    """contacted, no_answer, appointment, or open: nothing was written."""
    calls: int


class TodayResult(Contract):
    """Whom each manager calls today, and why."""

    measure: str | None
    managers: tuple[ManagerCalls, ...]
    """By manager; those without a manager last."""
    customers: int
    """All customers on a list."""
    reasons: tuple[FirstReason, ...]
    """In the order in which lists are filled; those that are off are left out."""
    outcomes: tuple[CallOutcome, ...]
    """Of the list read back, with `--manager` of her customers alone; empty without one."""
    unread: LazyRows[UnreadCustomer] = Field(default_factory=nobody_unread, exclude_if=is_nobody)
    """Customers whose value cannot be read: in no list. Only where there are any."""

    @property
    def lines(self) -> LazyRows[Call]:
        """The calls of all lists."""
        return LazyRows(Call, ListSource([call for one in self.managers for call in one.lines]))
