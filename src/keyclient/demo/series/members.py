"""The customers of the demo bank: people of the demo book, shared out among branches and managers."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from keyclient.demo import identity
from keyclient.demo.book import Row, Value, demo_rows
from keyclient.demo.chance import day_between, happens
from keyclient.demo.series.bank import Bank
from keyclient.demo.series.member import FACTS, Kind, Member, Money, Tie
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.ties import evidence, settle
from keyclient.model.label import Lang

_SPARE = 50
"""One row of so many may not be of use: a person who would be in one branch twice."""
_ASSISTED = 0.35
_SWINGS = ((0.70, 0.015), (0.92, 0.05), (1.00, 0.10))
"""Up to which share of the customers deposits swing by how much."""


def make_members(rng: Random, size: SeriesSize, bank: Bank, lang: Lang) -> list[Member]:
    """The customers of the first month, then those who join in each later one, in order of their numbers."""
    later = [month for month in range(2, size.months + 1) for _ in range(size.joining)]
    wanted = size.customers + len(later)
    rows = demo_rows(_drawn(wanted), size.seed, size.ends[0], lang, split=0)
    counter = _Counter(rng, size, bank, lang)
    members: list[Member] = []
    for row in rows:
        joins = later[len(members) - size.customers] if len(members) >= size.customers else 0
        member = counter.member(row, joins)
        if member is not None:
            members.append(member)
        if len(members) == wanted:
            break
    return members


def new_numbers(size: SeriesSize) -> Iterator[str]:
    """Numbers that no member has."""
    return (identity.customer_number(place) for place in new_places(size))


def new_places(size: SeriesSize) -> Iterator[int]:
    """Places of numbers that no member has."""
    wanted = size.customers + (size.months - 1) * size.joining
    first = identity.first_place(size.seed) + _drawn(wanted)
    return iter(range(first, first + identity.MOST))


def _drawn(wanted: int) -> int:
    return wanted + wanted // _SPARE + 10


@dataclass
class _Counter:
    """Shares customers out evenly; a person who is there already comes to another branch, if there is one."""

    rng: Random
    size: SeriesSize
    bank: Bank
    lang: Lang
    known: dict[Value, Member] = field(default_factory=dict)
    """The customer of each id number."""
    shared: int = 0
    """How many people are known to two branches."""
    given: Counter[int] = field(default_factory=Counter)
    """How many customers each branch has been given."""
    place: int = 0

    def member(self, row: Row, joins: int) -> Member | None:
        """The row as a customer; None if she cannot be one."""
        branch = self.place % self.size.branches
        other = self.known.get(_who(row))
        if other is not None:
            if self.size.branches == 1 or joins:
                return None
            branch = (other.branch + 1) % self.size.branches
        self.place += 1
        member = self._made(row, branch, joins)
        self.known[_who(row)] = member
        if other is not None:
            self._share(other, member)
        return member

    def _share(self, first: Member, second: Member) -> None:
        """One person in two branches, of whom only the first may see a prospect in her."""
        self.shared += 1
        first.tie = second.tie = Tie(Kind.SHARED, self.shared, evidence(first))
        settle(second, self.lang)

    def _made(self, row: Row, branch: int, joins: int) -> Member:
        own = self.bank.branches[branch]
        choice = own.usual if joins else own.managers
        manager = choice[self.given[branch] % len(choice)]
        self.given[branch] += 1
        others = [name for name in own.managers if name != manager]
        day = day_between(self.rng, self.size.ends[joins - 1] + dt.timedelta(1), self.size.ends[joins])
        facts = {**row, "open_date": day} if joins else row
        return Member(
            facts=tuple(facts[name] for name in FACTS),
            number=str(row["customer_id"]),
            branch=branch,
            manager=None if row["manager"] is None else manager,
            assistant=self.rng.choice(others) if happens(self.rng, _ASSISTED) else None,
            money=_money(self.rng, row),
            last_contact=day if joins else _day(row, "last_contact"),
            last_transaction=day if joins else _day(row, "last_transaction"),
            joins=joins,
        )


def _who(row: Row) -> Value:
    """By what a person is known again: her id number, else name and telephone."""
    return row["id_number"] or f"{row['name']} {row['phone']} {row['birth_date']}"


def _money(rng: Random, row: Row) -> Money | None:
    deposits, invested = row["deposits"], row["investments"]
    if not isinstance(deposits, int) or not isinstance(invested, int):
        return None
    draw = rng.random()
    swing = next(swing for share, swing in _SWINGS if draw < share)
    trend = rng.gauss(0.001, 0.003)
    return Money(deposits, invested, deposits, invested, swing, trend)


def _day(row: Row, name: str) -> dt.date | None:
    day = row[name]
    return day if isinstance(day, dt.date) else None
