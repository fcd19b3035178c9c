"""Money of customers of the demo bank that matures: rolled over, parked in deposits, or lost."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from typing import NamedTuple

from keyclient.demo.chance import day_between, fen, happens
from keyclient.demo.series.member import Kind, Member, Money
from keyclient.demo.series.size import SeriesSize

_HOLDERS, _AGAIN = 0.6, 0.04
"""The share of those with investments who have a term at first, and who take one in a month."""
_PART = 0.4, 0.75
"""The part of the investments that has a term: so little that nobody is empty when it is lost."""
_LONGEST = 330
_KINDS = frozenset({None, Kind.NOT_EXPORTED})
"""About whom nothing is planted that would change what became of the money."""

_OUTCOMES = ("rolled", "parked", "rolled", "lost", "rolled", "in_parts")
"""What becomes of matured money, in turn."""


class Matured(NamedTuple):
    """What became of matured money, in fen: the parts add up to the whole."""

    outcome: str
    amount: int
    rolled: int
    parked: int
    left: int


@dataclass
class Terms:
    """Lets money mature from month to month."""

    rng: Random
    _next: "cycle[str]" = field(default_factory=lambda: cycle(_OUTCOMES))

    def open(self, member: Member, end: dt.date, share: float = _HOLDERS) -> None:
        """Perhaps give invested money a term that ends after a day."""
        money, rng = member.money, self.rng
        if money is None or not money.usual_invested or not _may_mature(member) or not happens(rng, share):
            return
        least = min(money.invested, int(money.usual_invested))
        amount = fen(least * rng.uniform(*_PART) / 100, notes=1_000)
        if amount > 0:
            money.term, money.due = amount, self._due(end)

    def reopen(self, member: Member, end: dt.date) -> None:
        """Perhaps give the money of somebody without a term one in this month."""
        if member.money is not None and not member.money.term:
            self.open(member, end, _AGAIN)

    def end_unseen(self, members: Iterable[Member], size: SeriesSize) -> None:
        """Let the term of one customer end in the last month, whose books do not have her."""
        for member in members:
            money = member.money
            if money is not None and money.term and member.kind is Kind.NOT_EXPORTED:
                money.due = day_between(self.rng, size.ends[-2] + dt.timedelta(1), size.ends[-1])
                return

    def settle(self, member: Member, end: dt.date) -> Matured:
        """What becomes of the term that ends by a day. Nothing else of the customer's money moves in that month."""
        money = member.money
        if money is None:
            return Matured("none", 0, 0, 0, 0)
        matured = _matured(next(self._next), money.term)
        _move(money, matured)
        money.term = matured.rolled
        money.due = self._due(end + dt.timedelta(20)) if matured.rolled else None
        return matured

    def _due(self, end: dt.date) -> dt.date:
        return end + dt.timedelta(1 + int(self.rng.random() ** 1.3 * _LONGEST))


def _may_mature(member: Member) -> bool:
    return member.kind in _KINDS and not member.is_gold_together


def _matured(outcome: str, amount: int) -> Matured:
    if outcome != "in_parts":
        parts = {"rolled": 0, "parked": 0, "lost": 0} | {outcome: amount}
        return Matured(outcome, amount, parts["rolled"], parts["parked"], parts["lost"])
    rolled = fen(amount / 200, notes=1_000)
    parked = fen((amount - rolled) / 200, notes=1_000)
    return Matured(outcome, amount, rolled, parked, amount - rolled - parked)


def _move(money: Money, matured: Matured) -> None:
    money.deposits += matured.parked
    money.usual_deposits += matured.parked
    money.invested -= matured.parked + matured.left
    money.usual_invested = max(money.usual_invested - matured.parked - matured.left, 0)


def is_due(member: Member, end: dt.date) -> bool:
    """Whether the customer has a term that ends by a day."""
    return member.money is not None and member.money.due is not None and member.money.due <= end
