"""The people and companies of a town, for tests of who is joined with whom: couples, twins, namesakes, switchboards."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from keyclient.demo.chance import day_between, happens
from keyclient.demo.identity import credit_code
from keyclient.demo.names import COMPANY_TRADES, company_name, person_name
from keyclient.model.check_digits import resident_check
from keyclient.model.label import Lang

COMPANIES = 0.05
"""The share of customers who are companies."""
COUPLES, TWINS = 0.15, 0.003
"""The share of people followed by wife or husband, or by a twin."""
ONE_PHONE = 0.4
"""The share of couples with one telephone."""
COMMON = 0.2
"""The share of people with one of the commonest names."""
SWITCHBOARDS, AT_WORK = 40, 0.02
"""Telephones of employers, and the share of people who are reached there."""
_PROVINCES = (11, 21, 31, 33, 37, 41, 44, 51)
_SURNAMES = "王李张刘陈杨黄赵吴周"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
_BORN = (dt.date(1940, 1, 1), dt.date(2005, 12, 31))


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """One person or company as they are, whatever branches write."""

    name: str
    born: dt.date | None
    """None: a company."""
    male: bool
    number: str
    phone: str
    address: str

    @property
    def is_company(self) -> bool:
        """Whether it is one."""
        return self.born is None


def inhabitants(rng: Random, count: int) -> tuple[Inhabitant, ...]:
    """So many different ones; no two have the same number."""
    found: dict[str, Inhabitant] = {}
    for one in _endless(rng):
        found.setdefault(one.number, one)
        if len(found) == count:
            return tuple(found.values())
    raise AssertionError("there is always one more")


def mobile(rng: Random) -> str:
    """A telephone of somebody else."""
    return f"1{rng.choice('3578')}{rng.randrange(10**9):09d}"


def _endless(rng: Random) -> Iterator[Inhabitant]:
    switchboards = [f"0571-8{rng.randrange(10**7):07d}" for _ in range(SWITCHBOARDS)]
    accountants = [mobile(rng) for _ in range(SWITCHBOARDS)]
    place = rng.randrange(100_000)
    while True:
        place += 1
        if happens(rng, COMPANIES):
            yield _company(rng, place, accountants)
            continue
        one = _person(rng, switchboards)
        yield one
        if happens(rng, TWINS):
            yield _twin(rng, one)
        elif happens(rng, COUPLES):
            yield _partner(rng, one, switchboards)


def _company(rng: Random, place: int, accountants: list[str]) -> Inhabitant:
    trade = COMPANY_TRADES.pick(rng)[0]
    phone = rng.choice(accountants) if happens(rng, 0.1) else mobile(rng)
    name = company_name(rng, trade, Lang.ZH).replace("云州", rng.choice(("杭州", "杭州市", "浙江")))
    return Inhabitant(name, None, male=False, number=credit_code(place), phone=phone, address=_address(rng))


def _person(rng: Random, switchboards: list[str]) -> Inhabitant:
    born, male = day_between(rng, *_BORN), happens(rng, 0.5)
    phone = rng.choice(switchboards) if happens(rng, AT_WORK) else mobile(rng)
    return Inhabitant(
        _name(rng, born, male=male), born, male, _number(rng, born, male=male), phone, _address(rng)
    )


def _twin(rng: Random, one: Inhabitant) -> Inhabitant:
    """One surname, birth date and address, often one telephone; other given names."""
    assert one.born is not None
    name = one.name[0] + _name(rng, one.born, male=one.male)[1:]
    name = name if name != one.name else one.name + "乐"
    phone = one.phone if happens(rng, ONE_PHONE) else mobile(rng)
    return replace(one, name=name, number=_number(rng, one.born, male=one.male), phone=phone)


def _partner(rng: Random, one: Inhabitant, switchboards: list[str]) -> Inhabitant:
    other = _person(rng, switchboards)
    return replace(other, address=one.address, phone=one.phone if happens(rng, ONE_PHONE) else other.phone)


def _name(rng: Random, born: dt.date, *, male: bool) -> str:
    if happens(rng, COMMON):
        return rng.choice(_SURNAMES) + rng.choice(_GIVEN)
    return person_name(rng, born.year, Lang.ZH, male=male)


def _number(rng: Random, born: dt.date, *, male: bool) -> str:
    """A resident number of a province as a whole, which nobody has."""
    first_17 = (
        f"{rng.choice(_PROVINCES)}{rng.randrange(100):02d}00{born:%Y%m%d}{2 * rng.randrange(500) + male:03d}"
    )
    return first_17 + resident_check(first_17)


def _address(rng: Random) -> str:
    return f"杭州市青山路{rng.randrange(1, 400)}号{rng.randrange(1, 30)}幢{rng.randrange(101, 1900)}室"
