"""One month of the demo bank: what becomes of each customer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from keyclient.demo.series.bank import Bank
from keyclient.demo.series.contacts import Contacts
from keyclient.demo.series.growth import Growth
from keyclient.demo.series.member import Kind, Member
from keyclient.demo.series.neglect import complain
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.terms import Matured, Terms, is_due
from keyclient.demo.series.witness import Witness


@dataclass(frozen=True)
class Months:
    """Moves all customers from month to month."""

    rng: Random
    size: SeriesSize
    bank: Bank
    growth: Growth
    terms: Terms
    contacts: Contacts
    witness: Witness
    numbers: Iterator[str]
    """Unused numbers."""

    def live(self, members: Sequence[Member], month: int) -> None:
        """Let a month pass, and tell the witness."""
        for member in members:
            if member.joins > month or (member.leaves is not None and member.leaves < month):
                continue
            self._money(member, month)
            if month == self.size.months:
                self._change(member)
            if is_listed(member, month, self.size):
                self.contacts.pass_month(member, month)
                complain(member, month)
            self.witness.saw(member, month)
        if month == self.size.months:
            self.witness.knew([member for member in members if is_listed(member, month, self.size)])

    def _money(self, member: Member, month: int) -> None:
        money, end = member.money, self.size.ends[month]
        if money is None:
            return
        if member.joins == month:
            money.deposits_before = money.invested_before = 0
            self.terms.open(member, end)
            return
        money.deposits_before, money.invested_before, money.dressing = money.deposits, money.invested, 0
        if member.leaves == month:
            if is_due(member, end):
                absent = Matured("absent", money.term, 0, 0, money.term)
                self.witness.matured(member, month, absent)
        elif member.kind is Kind.EMPTIED and month == self.size.months:
            money.deposits = money.invested = 0
        elif is_due(member, end):
            self.witness.matured(member, month, self.terms.settle(member, end))
        else:
            self.growth.drift(member, month)
            self.terms.reopen(member, end)

    def _change(self, member: Member) -> None:
        """What changes about a customer in the last month beside the money."""
        if member.kind is Kind.RENUMBERED:
            member.number = next(self.numbers)
        elif member.kind is Kind.TRANSFERRED:
            member.home = member.branch
            member.branch = (member.branch + 1) % self.size.branches
            member.manager = self.rng.choice(self.bank.branches[member.branch].usual)
            member.assistant = None


def is_listed(member: Member, month: int, size: SeriesSize) -> bool:
    """Whether the book of a month has the customer."""
    if member.joins > month or (member.leaves is not None and member.leaves <= month):
        return False
    return not (member.kind is Kind.RETURNED and month == size.months - 1)
