"""Writes down what is planted when it shows in a book."""

from collections.abc import Sequence
from dataclasses import dataclass

from keyclient.demo.series.bank import Bank
from keyclient.demo.series.member import Kind, Member
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.terms import Matured
from keyclient.demo.series.truth import Planted, Truth, yuan

_SURE, _POSSIBLE = 6, 4
"""Books from which a rise is confirmed, or possible."""
_GONE = frozenset({Kind.LEAVER, Kind.NOT_EXPORTED, Kind.CLOSED, Kind.EMPTIED})


@dataclass(frozen=True)
class Witness:
    """Sees every customer in every month."""

    size: SeriesSize
    bank: Bank
    truth: Truth
    overloaded: tuple[tuple[int, str], ...]
    """Managers with far more key customers than others, with their branches."""

    def saw(self, member: Member, month: int) -> None:
        """Write down what is planted about a customer in a month that has a book."""
        if 1 < member.joins == month:
            self._note(Kind.JOINED, member, month, member.point)
        elif member.kind is not None and self._shows(member, month):
            self._note(member.kind, member, month, _amount(member, member.kind))

    def _shows(self, member: Member, month: int) -> bool:
        """Whether what is planted about a customer shows in the book of a month."""
        match member.kind:
            case Kind.LEAVER | Kind.NOT_EXPORTED | Kind.CLOSED:
                return member.leaves == month
            case Kind.NEGLECTED:
                return member.fall is not None and member.fall.month == month
            case Kind.RETURNED:
                return month >= self.size.months - 1
            case Kind.QUARTER_END:
                return member.money is not None and member.money.dressing > 0
            case _:
                return month == self.size.months

    def knew(self, listed: Sequence[Member]) -> None:
        """Write down what ties customers of the last books, and which managers have too many of the richest."""
        groups: dict[str, list[Member]] = {}
        for member in listed:
            if member.tie is not None:
                groups.setdefault(member.tie.group, []).append(member)
        for group, people in groups.items():
            for member in people if len(people) > 1 else ():
                self._tied(group, member)
        for branch, manager in self.overloaded:
            rich = sum(member.is_rich for member in listed if member.manager == manager)
            planted = Planted(
                Kind.OVERLOADED.value, self.size.ends[-1], self._name(branch), manager, detail=str(rich)
            )
            self.truth.planted.append(planted)

    def _tied(self, group: str, member: Member) -> None:
        if member.tie is not None:
            planted = Planted(
                kind=member.tie.kind.value,
                period=self.size.ends[-1],
                branch=self._name(member.branch),
                manager=member.manager,
                customer_id=member.number,
                group=group,
                detail=member.tie.detail,
                amount=yuan(member.point),
            )
            self.truth.planted.append(planted)

    def _name(self, branch: int) -> str:
        return self.bank.branches[branch].name

    def matured(self, member: Member, month: int, matured: Matured) -> None:
        """Write down what became of matured money; in the first month there is no book before."""
        if month > 1:
            self._note(Kind.MATURING, member, month, member.point, matured)

    def _note(
        self, kind: Kind, member: Member, month: int, amount: int, matured: Matured | None = None
    ) -> None:
        renumbered = kind is Kind.RENUMBERED and member.before is not None
        home = member.home if kind is Kind.TRANSFERRED else None
        own = self._name(member.branch)
        parts = matured[1:] if matured else (None,) * 4
        whole, rolled, parked, left = (None if part is None else yuan(part) for part in parts)
        self.truth.planted.append(
            Planted(
                kind=kind.value,
                period=self.size.ends[month],
                branch=own if home is None else self._name(home),
                manager=member.manager,
                customer_id=member.before[0] if renumbered and member.before else member.number,
                new_id=member.number if renumbered else None,
                new_branch=own if home is not None else None,
                detail=matured.outcome if matured else self._detail(kind, member, month),
                amount=yuan(amount),
                matured=whole,
                rolled=rolled,
                parked=parked,
                left=left,
            )
        )

    def _detail(self, kind: Kind, member: Member, month: int) -> str | None:
        months = self.size.months
        match kind:
            case Kind.RISER:
                return "confirmed" if months >= _SURE else "possible" if months >= _POSSIBLE else "grew"
            case Kind.RENUMBERED:
                return "name_and_birth_date" if member.fact("id_number") is None else "id_number"
            case Kind.QUARTER_END:
                return "inside" if 1 < month < months else "edge"
            case Kind.NEGLECTED:
                return None if member.fall is None else member.fall.after
            case Kind.RETURNED:
                return "back" if month == months else "missing"
            case _:
                return None


def _amount(member: Member, kind: Kind) -> int:
    """What a customer had who has nothing now, what one took away, what is put on at the end of a quarter, else what she has."""
    had = member.before[1] if member.before else 0
    if kind in _GONE:
        return had
    if kind is Kind.NEGLECTED:
        return had - member.point
    return member.money.dressing if kind is Kind.QUARTER_END and member.money else member.point
