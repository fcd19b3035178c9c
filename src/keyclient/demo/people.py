"""The customers of the demo book: people whose age goes with their wealth, and some companies."""

import datetime as dt
from random import Random
from typing import NamedTuple

from keyclient.demo import identity
from keyclient.demo.addresses import address_of
from keyclient.demo.chance import Weighted, clamp, happens
from keyclient.demo.names import COMPANY_TRADES, company_name, person_name
from keyclient.model.age import completed_years
from keyclient.model.label import Label, Lang

_YEAR_DAYS = 365.2425
_YOUNGEST, _OLDEST = 18, 90

_PROFESSIONS = Weighted(
    (
        (Label("employee", "企业职员"), 28),
        (Label("private business", "个体经营"), 16),
        (Label("civil servant", "公务员"), 9),
        (Label("education", "教育"), 9),
        (Label("health care", "医疗卫生"), 7),
        (Label("manufacturing", "制造业"), 11),
        (Label("construction", "建筑业"), 6),
        (Label("software", "信息技术"), 8),
        (Label("freelance", "自由职业"), 6),
    )
)
_RETIRED = Label("retired", "退休")
_STUDENT = Label("student", "学生")
_OWNER = Label("business owner", "企业主")
_MALE, _FEMALE = Label("male", "男"), Label("female", "女")


class Person(NamedTuple):
    """Who a customer is. Blank if the bank never recorded it."""

    name: str
    id_number: str | None
    phone: str | None
    gender: str | None
    birth_date: dt.date | None
    age: int | None
    kind: str
    industry: str | None
    address: str | None
    born: dt.date | None = None
    """The true birth date of a person; not written to the book."""


def make_person(rng: Random, place: int, wealth_score: float, as_of: dt.date, lang: Lang) -> Person:
    """The customer at a place in the book.

    `wealth_score` is the normal score of the customer's wealth: the richer, the older on average and the more
    often a company.
    """
    if happens(rng, clamp(0.05 + 0.05 * wealth_score, 0.02, 0.25)):
        return _company(rng, place, lang)
    born = _birth(rng, wealth_score, as_of)
    age = completed_years(born, as_of)
    male = happens(rng, 0.5)
    known_birth = not happens(rng, 0.03)
    return Person(
        name=person_name(rng, born.year, lang, male=male),
        id_number=None if happens(rng, 0.01) else identity.resident_number(place, born, male=male),
        phone=None if happens(rng, 0.04) else identity.phone_number(place),
        gender=(_MALE if male else _FEMALE).text(lang),
        birth_date=born if known_birth else None,
        age=age if known_birth or happens(rng, 0.5) else None,
        kind="retail",
        industry=_profession(rng, wealth_score, age, lang),
        address=address_of(place, lang, is_company=False),
        born=born,
    )


def _birth(rng: Random, wealth_score: float, as_of: dt.date) -> dt.date:
    years = rng.gauss(43 + 5 * wealth_score, 14)
    if not _YOUNGEST <= years <= _OLDEST:
        years = rng.uniform(_YOUNGEST, _OLDEST)
    years = clamp(years, _YOUNGEST + 0.01, _OLDEST + 0.99)
    return as_of - dt.timedelta(days=int(years * _YEAR_DAYS))


def _profession(rng: Random, wealth_score: float, age: int, lang: Lang) -> str | None:
    if happens(rng, 0.08):
        return None
    if age >= 60:
        return _RETIRED.text(lang)
    if age <= 22 and happens(rng, 0.7):
        return _STUDENT.text(lang)
    if happens(rng, clamp(0.15 * wealth_score, 0, 0.4)):
        return _OWNER.text(lang)
    return _PROFESSIONS.pick(rng).text(lang)


def _company(rng: Random, place: int, lang: Lang) -> Person:
    trade, industry = COMPANY_TRADES.pick(rng)
    return Person(
        name=company_name(rng, trade, lang),
        id_number=identity.credit_code(place),
        phone=identity.phone_number(place),
        gender=None,
        birth_date=None,
        age=None,
        kind="corporate",
        industry=industry.text(lang),
        address=address_of(place, lang, is_company=True),
    )
