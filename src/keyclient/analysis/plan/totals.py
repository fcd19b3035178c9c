"""How much there is to do: counted over all lines that are open, whatever is listed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from keyclient.analysis.plan.planned import Planned
from keyclient.analysis.plan.result import FINISHED, PlanLine, PlannedEntry


class _Line(NamedTuple):
    entry: str | None
    owner: str | None
    effort: float
    lines: int


@dataclass(frozen=True)
class Totals:
    """The lines of a plan that are left to do, counted."""

    lines: int
    entries: tuple[PlannedEntry, ...]
    """In the order of the catalogue, those that people added last."""
    owners: Counter[str | None]
    """How many lines each owner has; None: nobody."""
    effort: Mapping[str | None, float]
    """Their effort, by owner."""

    @property
    def without_owner(self) -> int:
        """How many lines have no owner."""
        return self.owners[None]

    @property
    def managers(self) -> int:
        """How many managers have lines."""
        return len(self.owners.keys() - {None})

    @classmethod
    def of_planned(cls, planned: Planned) -> Self:
        """Those of a plan as the book gives it."""
        entries = planned.basis.policy.plan.entries
        owner = planned.owners.name.iloc[planned.at].to_numpy(object)
        counts = Counter(zip(planned.entry.tolist(), owner, strict=True))
        return cls._of(
            (
                _Line(
                    entries[place].name, name if isinstance(name, str) else None, entries[place].effort, count
                )
                for (place, name), count in counts.items()
            ),
            [one.name for one in entries],
        )

    @classmethod
    def of_lines(cls, lines: Sequence[PlanLine], names: Sequence[str]) -> Self:
        """Those of a plan with what people wrote, without what is finished. `names`: of the entries, in the order of the catalogue."""
        left = (one for one in lines if one.status not in FINISHED)
        return cls._of((_Line(one.entry, one.owner, one.effort, 1) for one in left), names)

    @classmethod
    def _of(cls, lines: Iterable[_Line], names: Sequence[str]) -> Self:
        count: Counter[str | None] = Counter()
        owners: Counter[str | None] = Counter()
        effort: dict[str | None, float] = {}
        by_owner: dict[str | None, float] = {}
        for one in lines:
            count[one.entry] += one.lines
            effort[one.entry] = effort.get(one.entry, 0.0) + one.effort * one.lines
            owners[one.owner] += one.lines
            by_owner[one.owner] = by_owner.get(one.owner, 0.0) + one.effort * one.lines
        order = dict.fromkeys([*names, *sorted(name for name in count if name is not None), None])
        entries = (
            PlannedEntry(entry=name, lines=count[name], effort=effort[name]) for name in order if count[name]
        )
        return cls(count.total(), tuple(entries), owners, by_owner)
