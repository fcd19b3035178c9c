"""About which customers of the demo bank what is planted."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from random import Random

from keyclient.demo.series.bank import Bank
from keyclient.demo.series.member import Kind, Member
from keyclient.demo.series.needs import can_show
from keyclient.demo.series.size import SeriesSize

RISERS, LEAVERS, EMPTIED, RENUMBERED, RETURNED, TRANSFERRED = 12, 8, 5, 3, 3, 4
BY_NAME = 1
"""How many of the renumbered have no id number, only a name and a birth date."""

_TOP = 0.03
"""The richest share of a branch, certain to be in its best tier, of which the tier takes 5 %."""
_VERY_TOP = 0.01
"""The richest of them stay where there are others: with them a branch would lose a third of its money."""
_MIDDLE, _RISING, _SMALL = (0.30, 0.65), (0.40, 0.90), (0.60, 1.0)
"""From which to which place of a branch, by AUM, other kinds are taken."""

Pool = list[Member]


def _is_anybody(_: Member) -> bool:
    return True


def cast(rng: Random, members: Sequence[Member], bank: Bank, size: SeriesSize) -> None:
    """Mark the customers of whom the months show something; a single month shows nothing of the kind."""
    if size.months == 1:
        return
    _cast_managers(members, bank)
    ranked = [rich_first(members, branch) for branch in range(size.branches)]
    _cast_top(rng, ranked, bank)
    _take(rng, ranked, _RISING, Kind.RISER, RISERS)
    _take(rng, ranked, _MIDDLE, Kind.RENUMBERED, RENUMBERED, _is_known_person)
    _forget_numbers(members)
    if can_show(Kind.RETURNED, size):
        _take(rng, ranked, _MIDDLE, Kind.RETURNED, RETURNED)
    if can_show(Kind.TRANSFERRED, size):
        _take(rng, ranked, _MIDDLE, Kind.TRANSFERRED, TRANSFERRED)
    _take(rng, ranked, _SMALL, Kind.CLOSED, size.closing * (size.months - 1))
    _set_leaving(members, size)


def _cast_managers(members: Sequence[Member], bank: Bank) -> None:
    for member in members:
        if member.manager in bank.not_exported:
            member.kind = Kind.NOT_EXPORTED
        elif member.manager == bank.dresser:
            member.kind = Kind.QUARTER_END


def rich_first(members: Sequence[Member], branch: int) -> Pool:
    """The customers of a branch with money, from the beginning."""
    own = (member for member in members if member.branch == branch and not member.joins and member.point > 0)
    return sorted(own, key=lambda member: (-member.point, member.number))


def _cast_top(rng: Random, ranked: Sequence[Pool], bank: Bank) -> None:
    """Key customers who leave or empty their accounts; those of special managers change to others first."""
    wanted = [Kind.LEAVER] * LEAVERS + [Kind.EMPTIED] * EMPTIED
    shares = [wanted[branch :: len(ranked)] for branch in range(len(ranked))]
    for branch, (pool, kinds) in enumerate(zip(ranked, shares, strict=True)):
        most = max(len(kinds), int(len(pool) * _TOP))
        first = min(int(len(pool) * _VERY_TOP), most - len(kinds))
        for member, kind in zip(rng.sample(pool[first:most], len(kinds)), kinds, strict=True):
            if member.kind is not None:
                member.manager = rng.choice(bank.branches[branch].usual)
            member.kind = kind


def _take(
    rng: Random,
    ranked: Sequence[Pool],
    between: tuple[float, float],
    kind: Kind,
    number: int,
    fits: Callable[[Member], bool] = _is_anybody,
) -> None:
    """Mark so many customers, one from each branch in turn."""
    pools = [_shuffled(rng, pool, between, fits) for pool in ranked]
    for pool in cycle(pools):
        if not number or not any(pools):
            return
        if pool:
            pool.pop().kind = kind
            number -= 1


def _shuffled(rng: Random, pool: Pool, between: tuple[float, float], fits: Callable[[Member], bool]) -> Pool:
    low, high = (int(len(pool) * edge) for edge in between)
    free = [member for member in pool[low:high] if member.kind is None and fits(member)]
    rng.shuffle(free)
    return free


def _is_known_person(member: Member) -> bool:
    """Whether the customer could be known again by another number, and is known in this branch alone."""
    return (
        member.tie is None
        and member.fact("kind") == "retail"
        and member.fact("id_number") is not None
        and member.fact("birth_date") is not None
    )


def _forget_numbers(members: Sequence[Member]) -> None:
    """Some of the renumbered have no id number: only a name and a birth date tell who they are."""
    renumbered = (member for member in members if member.kind is Kind.RENUMBERED)
    for member in islice(renumbered, BY_NAME):
        member.learn(id_number=None)


def _set_leaving(members: Sequence[Member], size: SeriesSize) -> None:
    """In which month those who leave are missing first: the last, and for small accounts every month some."""
    months = _months(size)
    for member in members:
        if member.kind in (Kind.LEAVER, Kind.NOT_EXPORTED):
            member.leaves = size.months
        elif member.kind is Kind.CLOSED:
            member.leaves = next(months)


def _months(size: SeriesSize) -> Iterator[int]:
    return cycle(range(2, size.months + 1))
