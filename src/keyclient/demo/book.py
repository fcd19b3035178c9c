"""A whole branch book of any size, a few of whose customers hold most of the money."""

import datetime as dt
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from statistics import NormalDist

from keyclient.demo import identity
from keyclient.demo.acquaintances import Referrals
from keyclient.demo.money import Balances, make_balances, make_loan, split_balances
from keyclient.demo.movements import Movements, make_movements, split_movements
from keyclient.demo.people import Person, make_person
from keyclient.demo.pipeline import make_development
from keyclient.demo.products import make_holdings
from keyclient.demo.relations import Relation, make_relation, second_account
from keyclient.errors import UsageError
from keyclient.model.fields import fields, money_fields
from keyclient.model.label import Label, Lang

DEMO_DATE = dt.date(2026, 10, 31)
"""The default data date of the demo book."""

_FIRST_DATE, _LAST_DATE = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
"""With an earlier data date a customer could be born before Excel's calendar begins."""
_CLAIMED_EVERY = 120
"""One customer in so many is also known to another branch, under another id."""

DEMO_FIELDS = tuple(name for name in fields() if name != "opportunity_id")
"""Every field of a customer. With a deal number the book would be a list of deals, whose rows never merge."""

Value = str | int | float | dt.date | None
Row = Mapping[str, Value]
"""One row by field, in the order of `DEMO_FIELDS`: money in fen, choices as in `Customer`, None for blank."""


class DemoRangeError(UsageError):
    """The requested demo book would be too small, too large or outside the calendar."""

    sentence = Label(
        "A demo book has 1 to {most:,} customers and a data date from {first} to {last}.",
        "示例客户表的客户数须在 1 至 {most:,} 之间，数据日期须在 {first} 至 {last} 之间。",
    )


@dataclass(frozen=True, slots=True)
class DemoBook:
    """A branch book in memory."""

    rows: tuple[Row, ...]
    as_of: dt.date
    lang: Lang
    """The language of headings and words."""
    fields: tuple[str, ...] = DEMO_FIELDS
    """Its columns, in order."""

    @property
    def totals(self) -> dict[str, int]:
        """The sum of each money field in fen; blanks count as nothing."""
        return {
            name: sum(_fen(row[name]) for row in self.rows) for name in money_fields() if name in self.fields
        }


def make_demo(
    customers: int = 300,
    seed: int = 1,
    as_of: dt.date = DEMO_DATE,
    lang: Lang = Lang.ZH,
    *,
    split: int = 2,
) -> DemoBook:
    """A book of so many customers (1 to 1,000,000), equal for equal arguments.

    `split` customers have their money in two rows with one id. About one customer in 120 is known to a second
    branch under another id. Raises DemoRangeError for other numbers and for a date outside 2000 to 2199.
    """
    return DemoBook(tuple(demo_rows(customers, seed, as_of, lang, split=split)), as_of, lang)


def demo_rows(
    customers: int, seed: int = 1, as_of: dt.date = DEMO_DATE, lang: Lang = Lang.ZH, *, split: int = 2
) -> Iterator[Row]:
    """The rows of `make_demo` one by one, for a book too large for memory."""
    if not (1 <= customers <= identity.MOST and _FIRST_DATE <= as_of <= _LAST_DATE):
        raise DemoRangeError(most=identity.MOST, first=_FIRST_DATE, last=_LAST_DATE)
    rng = Random(seed)  # noqa: S311 - a demo is repeatable, not secret
    split_at = deque(customers * (part + 1) // (split + 1) for part in range(split))
    maker = _Maker(rng, as_of, lang, identity.first_place(seed), split_at)
    for index, wealth_score in enumerate(_wealth_scores(rng, customers)):
        yield from maker.rows(index, wealth_score)


def _fen(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _wealth_scores(rng: Random, customers: int) -> Iterator[float]:
    """One normal score per customer, spread evenly over the ranks: a small book is as skewed as a large one."""
    ranks = list(range(customers))
    rng.shuffle(ranks)
    normal = NormalDist()
    return (normal.inv_cdf((rank + rng.uniform(0.05, 0.95)) / customers) for rank in ranks)


@dataclass(slots=True)
class _Maker:
    """Makes one customer after another; remembers whom another branch will claim and whom to split."""

    rng: Random
    as_of: dt.date
    lang: Lang
    first_place: int
    split_at: deque[int]
    claimed: tuple[Person, str] | None = None
    referrals: Referrals = field(default_factory=Referrals)

    def rows(self, index: int, wealth_score: float) -> Iterator[Row]:
        """The row of a customer, or the two rows of a split one."""
        rng, as_of, lang = self.rng, self.as_of, self.lang
        place = self.first_place + index
        person, not_at = self._who(index, place, wealth_score)
        relation = make_relation(rng, person, wealth_score, as_of, lang, not_at=not_at)
        if index % _CLAIMED_EVERY == 0:
            self.claimed = (person, relation.branch)
        loan = make_loan(rng, person, wealth_score)
        balances = make_balances(rng, person, wealth_score, loan)
        holdings = make_holdings(rng, person, wealth_score, balances, loan, lang)
        development = make_development(rng, wealth_score, relation, balances.potential, as_of, lang)
        known_to = self.referrals.acquaintances(place, relation, wealth_score, lang)
        movements = make_movements(place, balances, holdings, relation, as_of)
        for account in self._accounts(index, relation, balances, movements):
            found: dict[str, Value] = {"customer_id": identity.customer_number(place)}
            for part in (person, holdings, development, known_to, *account):
                found |= part._asdict()
            yield {name: found[name] for name in DEMO_FIELDS}

    def _who(self, index: int, place: int, wealth_score: float) -> tuple[Person, str | None]:
        """A new customer, or one already known, with the branch that knows them."""
        if self.claimed and index % _CLAIMED_EVERY == _CLAIMED_EVERY // 2:
            return self.claimed
        return make_person(self.rng, place, wealth_score, self.as_of, self.lang), None

    def _accounts(
        self, index: int, relation: Relation, balances: Balances, movements: Movements
    ) -> tuple[tuple[Relation, Balances, Movements], ...]:
        """The customer as one account, or as two if one with money is due to be split."""
        if not (self.split_at and index >= self.split_at[0] and balances.aum):
            return ((relation, balances, movements),)
        self.split_at.popleft()
        first, second = split_balances(self.rng, balances)
        one, other = split_movements(movements, first, second)
        later = second_account(self.rng, relation, self.as_of)
        return (relation, first, one), (later, second, other)
