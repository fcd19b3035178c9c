"""People whom several branches or managers of the demo bank claim: gold only together, or chased twice."""

from collections.abc import Iterator, Sequence

from keyclient.demo.pipeline import STAGES
from keyclient.demo.series.casting import rich_first
from keyclient.demo.series.loyal import can_be_loyal, make_loyal
from keyclient.demo.series.member import Kind, Member, Tie
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.ties import BY_NAME, BY_NUMBER, Fits, Free, become_one, settle
from keyclient.model.label import Lang

GOLD_TOGETHER, CHASED_TWICE = 4, 5

_TOP = 0.20
"""The richest share of a book, for which it takes gold or better."""
_ENOUGH, _TOO_LITTLE = 1.25, 0.76
"""What she has together, in what it takes in the whole bank; what she has in a branch at most, in what it takes there."""
_SMALL = 0.2
"""What a prospect has in a branch at most, in what gold takes there."""
_OPEN = STAGES[:-1]


def cast_gold_together(free: Free, members: Sequence[Member], size: SeriesSize, lang: Lang) -> None:
    """Some people who are too small for gold in each of their branches, but not in all together."""
    floors = [_floor(rich_first(members, branch)) for branch in range(size.branches)]
    everybody = sorted((member for member in members if not member.joins), key=lambda one: -one.point)
    whole = _floor(everybody)
    for place in range(GOLD_TOGETHER):
        branches = [(place + step) % size.branches for step in range(size.branches)]
        least = _least(whole, [floors[branch] for branch in branches], 2 + place % 2)
        found = [
            free.one(lambda one: can_be_loyal(one, size.ends[0]), [branch]) for branch in branches[:least]
        ]
        records = [member for member in found if member is not None]
        become_one(records)
        low = _TOO_LITTLE * min(floors[branch] for branch in branches[:least])
        value = free.rng.uniform(min(_ENOUGH * whole / least, low), low)
        for record in records:
            _hold(record, value)
            make_loyal(free.rng, record, size.ends[0], lang)
            settle(record, lang)
            record.tie = Tie(Kind.GOLD_TOGETHER, place + 1, BY_NUMBER)


def _floor(ranked: Sequence[Member]) -> int:
    """What the last of the richest has."""
    return ranked[int(len(ranked) * _TOP)].point


def _least(whole: int, floors: Sequence[int], wanted: int) -> int:
    """In how many branches she must be, if in each she has too little."""
    enough = (
        number
        for number in range(2, len(floors) + 1)
        if number * _TOO_LITTLE * min(floors[:number]) >= _ENOUGH * whole
    )
    return min(max(wanted, next(enough, len(floors))), len(floors))


def _hold(member: Member, value: float) -> None:
    """So much money, divided as before, which stays the same but for small swings."""
    money = member.money
    if money is None:
        return
    scale = value / money.point
    money.deposits, money.invested = int(money.deposits * scale), int(money.invested * scale)
    money.usual_deposits, money.usual_invested = money.deposits, money.invested


def cast_chased(free: Free, members: Sequence[Member], size: SeriesSize, lang: Lang) -> None:
    """Some people with open deals of several managers, of several branches or of one: small customers as yet."""
    small = _SMALL * min(_floor(rich_first(members, branch)) for branch in range(size.branches))
    for place, (number, is_apart, evidence) in enumerate(_chases(size), 1):
        records = _records(free, number, size, small, is_apart=is_apart)
        become_one(records)
        phone = records[0].fact("phone")
        for step, record in enumerate(records):
            stage = free.rng.choice(_OPEN).text(lang)
            record.learn(stage=stage, outcome="open")
            record.tie = Tie(Kind.CHASED_TWICE, place, evidence)
            if evidence == BY_NAME:
                record.learn(phone=phone, **({"id_number": None, "birth_date": None} if step else {}))


def _chases(size: SeriesSize) -> Iterator[tuple[int, bool, str]]:
    """How many managers chase each, whether in several branches, and by what she is known again."""
    several = size.branches > 1
    yield 2, several, BY_NUMBER
    yield 2, several, BY_NAME
    yield 2, False, BY_NUMBER
    yield min(max(size.branches, 2), 3), several, BY_NUMBER
    yield 2, False, BY_NAME


def _records(free: Free, number: int, size: SeriesSize, small: float, *, is_apart: bool) -> list[Member]:
    """So many customers of different managers, each of another branch or all of one."""
    found: list[Member] = []
    while len(found) < number:
        taken = {member.branch for member in found}
        branches = [branch for branch in range(size.branches) if (branch in taken) != is_apart]
        member = free.one(_prospect(found, small), branches if found else None)
        if member is None:
            break
        found.append(member)
    return found


def _prospect(found: Sequence[Member], small: float) -> Fits:
    """Whether somebody is small, and the customer of another manager."""
    managers = {member.manager for member in found}
    return lambda member: member.point < small and member.manager not in managers
