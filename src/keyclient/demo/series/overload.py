"""Managers of the demo bank who have far more key customers than the others of their branch."""

from collections.abc import Sequence
from random import Random

from keyclient.demo.series.bank import Bank
from keyclient.demo.series.member import Member
from keyclient.demo.series.size import SeriesSize

OVERLOADED = 3
_TIMES = 6
"""How many times as many key customers they have as each of the others."""


def overload(members: Sequence[Member], bank: Bank, size: SeriesSize) -> tuple[tuple[int, str], ...]:
    """Give some managers most of the richest of their branches; which they are, with their branches."""
    rng = Random(f"{size.seed}:overloaded")  # noqa: S311 - a demo is repeatable, not secret
    chosen: dict[int, list[str]] = {}
    for place in range(OVERLOADED):
        branch = (size.branches - 1 - place) % size.branches
        free = [name for name in bank.branches[branch].usual if name not in chosen.get(branch, [])]
        chosen.setdefault(branch, []).append(rng.choice(free))
    for branch, names in chosen.items():
        _give(rng, [member for member in members if _can_move(member, branch, bank)], names, bank)
    return tuple((branch, name) for branch, names in chosen.items() for name in names)


def _can_move(member: Member, branch: int, bank: Bank) -> bool:
    """Whether she is one of the richest of a branch, with a manager about whom nothing is planted."""
    return member.branch == branch and member.is_rich and member.manager in bank.branches[branch].usual


def _give(rng: Random, rich: Sequence[Member], names: Sequence[str], bank: Bank) -> None:
    """Shared out anew: to each of the chosen so many times as many as to another manager."""
    if not rich:
        return
    usual = bank.branches[rich[0].branch].usual
    weighted = [name for name in usual for _ in range(_TIMES if name in names else 1)]
    for place, member in enumerate(rng.sample(rich, len(rich))):
        member.manager = weighted[place % len(weighted)]
        if member.assistant == member.manager:
            member.assistant = None
