"""A customer of the demo bank as a row of the book of one month."""

from random import Random

from keyclient.demo.book import Row, Value
from keyclient.demo.series.bank import Bank
from keyclient.demo.series.member import FACTS, Member, Money

_MONEY = (
    "aum",
    "aum_average",
    "aum_change",
    "deposits",
    "deposits_average",
    "deposits_change",
    "investments",
    "maturity_date",
    "maturity_amount",
)

MONTH_FIELDS = (
    "customer_id",
    "name",
    "id_number",
    "phone",
    "address",
    "gender",
    "birth_date",
    "kind",
    "branch",
    "manager",
    "assistant",
    *_MONEY,
    "loans",
    "potential",
    "products",
    "holdings",
    "book_tier",
    "risk_rating",
    "open_date",
    "last_contact",
    "last_transaction",
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
"""The columns of the book of one month: no revenue, so that customers are ranked by their AUM, and no days of stages."""

_REPAID = 0.992
"""What is left of a loan after a month."""
_AVERAGE = 0.985, 1.015
"""How far the daily average is from the middle of the two month-ends."""

_NO_MONEY: dict[str, Value] = dict.fromkeys(_MONEY)


def book_row(rng: Random, member: Member, month: int, bank: Bank) -> Row:
    """The row; money in fen."""
    found: dict[str, Value] = dict(zip(FACTS, member.facts, strict=True))
    loans = found["loans"]
    found |= {
        "customer_id": member.number,
        "branch": bank.branches[member.branch].name,
        "manager": member.manager,
        "assistant": None if member.assistant == member.manager else member.assistant,
        "loans": int(loans * _REPAID**month) if isinstance(loans, int) else None,
        "last_contact": member.last_contact,
        "last_transaction": member.last_transaction,
    }
    found |= _NO_MONEY if member.money is None else _money(rng, member, member.money)
    return {name: found[name] for name in MONTH_FIELDS}


def _money(rng: Random, member: Member, money: Money) -> dict[str, Value]:
    deposits = money.deposits + money.dressing
    aum, saved = _known_before(member)
    average_deposits = _average(rng, money.deposits_before, money.deposits)
    average_invested = _average(rng, money.invested_before, money.invested)
    values = (
        money.point,
        average_deposits + average_invested,
        money.point - aum,
        deposits,
        average_deposits,
        deposits - saved,
        money.invested,
        money.due,
        money.term if money.due else None,
    )
    return dict(zip(_MONEY, values, strict=True))


def _known_before(member: Member) -> tuple[int, int]:
    """AUM and deposits in the book of the month before under the same number."""
    number, aum, deposits = member.before or ("", 0, 0)
    return (aum, deposits) if number == member.number else (0, 0)


def _average(rng: Random, before: int, now: int) -> int:
    """The daily average of the month; what is there on its last day only does not count."""
    return int((before + now) / 2 * rng.uniform(*_AVERAGE))
