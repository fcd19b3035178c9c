"""People of the demo bank of whom several records are made one person, or something that only looks so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from keyclient.demo.pipeline import STAGES
from keyclient.demo.series.casting import rich_first
from keyclient.demo.series.member import Member
from keyclient.demo.series.size import SeriesSize
from keyclient.model.label import Lang

PERSON = ("name", "id_number", "gender", "birth_date")
"""The facts that are the same for one person in every branch."""

BY_NUMBER, BY_NAME, BY_BIRTH_DATE = "id_number", "name_and_phone", "name_and_birth_date"
"""By what a person of several records can be known again."""

Fits = Callable[[Member], bool]


def _is_anybody(_: Member) -> bool:
    return True


@dataclass
class Free:
    """People about whom nothing is planted yet, and who are not rich: each is given once."""

    rng: Random
    size: SeriesSize
    pools: list[list[Member]] = field(default_factory=list)
    _turn: int = 0

    def gather(self, members: Sequence[Member]) -> None:
        """All of them, by branch."""
        for branch in range(self.size.branches):
            pool = [member for member in rich_first(members, branch) if _is_free(member)]
            self.rng.shuffle(pool)
            self.pools.append(pool)

    def one(self, fits: Fits = _is_anybody, branches: Sequence[int] | None = None) -> Member | None:
        """Somebody of the next branch in turn who fits, or of another one; None where nobody does."""
        order = [(self._turn + step) % self.size.branches for step in range(self.size.branches)]
        self._turn += 1
        for branch in order if branches is None else branches:
            pool = self.pools[branch]
            for place, member in enumerate(pool):
                if fits(member):
                    return pool.pop(place)
        return None

    def some(self, number: int, fits: Fits = _is_anybody) -> list[Member]:
        """So many people of different names, of all branches in turn."""
        found: list[Member] = []
        while len(found) < number:
            member = self.one(_of_another_name(found, fits))
            if member is None:
                break
            found.append(member)
        return found


def _of_another_name(found: Sequence[Member], fits: Fits) -> Fits:
    names = {member.fact("name") for member in found}
    return lambda member: fits(member) and member.fact("name") not in names


def _is_free(member: Member) -> bool:
    known = all(member.fact(name) is not None for name in (*PERSON, "phone", "address"))
    return member.is_free and not member.is_rich and member.manager is not None and known


def become_one(members: Sequence[Member]) -> None:
    """Let several customers be one person: the oldest, so that nobody has an account from before her birth."""
    oldest = min(members, key=birth)
    for member in members:
        member.learn(**{name: oldest.fact(name) for name in PERSON})


def birth(member: Member) -> tuple[str, str]:
    """What orders people by age."""
    return str(member.fact("birth_date")), member.number


def evidence(member: Member) -> str:
    """By what she is known again in another branch that has the same facts."""
    if member.fact("id_number") is not None:
        return BY_NUMBER
    return BY_BIRTH_DATE if member.fact("phone") is None else BY_NAME


def settle(member: Member, lang: Lang) -> None:
    """No manager sees a prospect in this customer."""
    member.learn(stage=STAGES[-1].text(lang), outcome="won")
