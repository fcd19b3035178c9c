"""People of the demo bank who share a telephone, an address or a name, and are not one person."""

import datetime as dt
from collections.abc import Iterator

from keyclient.demo import identity
from keyclient.demo.series.member import Kind, Member, Tie
from keyclient.demo.series.ties import Free, birth

HOUSEHOLDS = (2, 3)
"""How many people live in each."""
SWITCHBOARD, NAMESAKES = 9, 6
_SHARED = ("phone", "address")
"""What the people of a household share, one household after the other."""
_LIKENESS = ("birth_date", "birth_date_and_phone", "name")
"""What beside the name is the same for two of the namesakes."""


def cast_households(free: Free) -> None:
    """People of different names who live together."""
    for place, (number, shared) in enumerate(zip(HOUSEHOLDS, _SHARED, strict=True), 1):
        people = free.some(number)
        for member in people:
            member.learn(**{shared: people[0].fact(shared)})
            member.tie = Tie(Kind.HOUSEHOLD, place, shared)


def cast_switchboard(free: Free) -> None:
    """Colleagues who have all given the number of their employer."""
    people = free.some(SWITCHBOARD)
    for member in people:
        member.learn(phone=people[0].fact("phone"))
        member.tie = Tie(Kind.SWITCHBOARD, 1)


def cast_namesakes(free: Free, unused: Iterator[int]) -> None:
    """Strangers of one name, each with an id number of her own; `unused` places of such numbers."""
    first = free.one()
    if first is None:
        return
    others = free.some(NAMESAKES - 1, lambda one: one.fact("gender") == first.fact("gender"))
    people = sorted([first, *others], key=birth)
    for place, member in enumerate(people):
        likeness = _LIKENESS[place // 2 % len(_LIKENESS)]
        member.learn(name=people[0].fact("name"))
        member.tie = Tie(Kind.NAMESAKE, 1, likeness)
        if place % 2 and likeness != "name":
            _resemble(member, people[place - 1], next(unused), with_phone=likeness != "birth_date")


def _resemble(member: Member, older: Member, place: int, *, with_phone: bool) -> None:
    """The birthday of somebody older, with a number of one's own to fit."""
    born, number = older.fact("birth_date"), older.fact("id_number")
    if not isinstance(born, dt.date) or not isinstance(number, str):
        return
    is_male = int(number[-2]) % 2 == 1
    member.learn(birth_date=born, id_number=identity.resident_number(place, born, male=is_male))
    if with_phone:
        member.learn(phone=older.fact("phone"))
