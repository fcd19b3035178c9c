"""Customers of the demo bank who are certain to be loyal enough for a better tier."""

import datetime as dt
from random import Random

from keyclient.demo.products import CURRENT_DEPOSIT, DEBIT_CARD, MOBILE_BANK, TERM_DEPOSIT, WEALTH_PRODUCT
from keyclient.demo.series.member import Member
from keyclient.model.label import Lang

_YEAR = 366
_OLD_ENOUGH = 30 * _YEAR
_KNOWN_FOR = 11 * _YEAR, 14 * _YEAR
_SATISFIED = 85, 98
_HOLDINGS = (DEBIT_CARD, MOBILE_BANK, CURRENT_DEPOSIT, TERM_DEPOSIT, WEALTH_PRODUCT)


def can_be_loyal(member: Member, day: dt.date) -> bool:
    """Whether she was old enough to open an account so long ago; a company always was."""
    born = member.fact("birth_date")
    if isinstance(born, dt.date):
        return (day - born).days >= _OLD_ENOUGH
    return member.fact("kind") == "corporate"


def make_loyal(rng: Random, member: Member, day: dt.date, lang: Lang) -> None:
    """A customer of long standing with several products, satisfied, who has brought another."""
    opened, satisfaction = member.fact("open_date"), float(rng.randint(*_SATISFIED))
    long_ago = day - dt.timedelta(rng.randint(*_KNOWN_FOR))
    separator = "、" if lang is Lang.ZH else ", "
    member.learn(
        open_date=min(opened, long_ago) if isinstance(opened, dt.date) else long_ago,
        products=len(_HOLDINGS),
        holdings=separator.join(product.text(lang) for product in _HOLDINGS),
        satisfaction=satisfaction,
        referrals=1,
    )
