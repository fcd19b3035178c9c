"""What the customers of each tier hold, have and lack, over a portfolio of any size."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add

from keyclient.analysis.common.tier_scan import TierScan
from keyclient.analysis.tier.figures import SCORES, Doubts
from keyclient.analysis.tier.groups import PlaceTotals
from keyclient.analysis.tier.result import NearTotal
from keyclient.analysis.tier.scan_cells import Cell, read_cells
from keyclient.metrics.fixed_point import mean_of
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class ScanTotals:
    """The counts and sums of a portfolio by group and place."""

    book: TierScan
    cells: Mapping[tuple[str, int], Cell]
    """By group and place; the group is "" without groups."""

    @property
    def held(self) -> PlaceTotals:
        """What each tier holds."""
        return _held(self.book, _by_place(self.cells))

    def held_by_group(self) -> dict[str, PlaceTotals]:
        """The same by group."""
        return {name: _held(self.book, own) for name, own in self._grouped().items()}

    @property
    def known(self) -> dict[str, int]:
        """How many customers have each of `SCORES`."""
        return {name: self._count(name) for name in SCORES}

    @property
    def doubts(self) -> Doubts:
        """What makes the scores doubtful."""
        known = (cell.best_satisfaction for cell in self.cells.values())
        best = max((one for one in known if one is not None), default=None)
        return Doubts(self._count("late:tenure"), self._count("late:recency"), best)

    @property
    def near(self) -> NearTotal:
        """All customers near the tier above theirs."""
        return _near(self.book, _by_place(self.cells))

    def near_by_group(self) -> dict[str, NearTotal]:
        """The same by group."""
        return {name: _near(self.book, own) for name, own in self._grouped().items()}

    def near_at(self) -> list[int]:
        """The places of tiers that customers are near to, best first."""
        return sorted(place - 1 for place, cell in _by_place(self.cells).items() if cell.counts["near"])

    def _count(self, name: str) -> int:
        return sum(cell.counts[name] for cell in self.cells.values())

    def _grouped(self) -> dict[str, dict[int, Cell]]:
        found: dict[str, dict[int, Cell]] = {}
        for (group, place), cell in self.cells.items():
            found.setdefault(group, {})[place] = cell
        return found


def scan_totals(book: TierScan, policy: Policy) -> ScanTotals:
    """Reads the portfolio once. Raises `TooManyGroupsError`."""
    return ScanTotals(book, read_cells(book, policy))


def _by_place(cells: Mapping[tuple[str, int], Cell]) -> dict[int, Cell]:
    found: dict[int, list[Cell]] = {}
    for (_, place), cell in cells.items():
        found.setdefault(place, []).append(cell)
    return {place: reduce(add, own) for place, own in found.items()}


def _held(book: TierScan, cells: Mapping[int, Cell]) -> PlaceTotals:
    size = range(len(book.steps))
    nobody = Cell(0, Counter(), Counter())
    ordered = [cells.get(place, nobody) for place in size]
    return PlaceTotals(
        customers=[cell.customers for cell in ordered],
        values=[cell.sums["value"] for cell in ordered],
        gross=[cell.sums["gross"] for cell in ordered],
        loyalty=[mean_of(cell.sums["loyalty_parts"], cell.counts["loyalty"]) for cell in ordered],
    )


def _near(book: TierScan, cells: Mapping[int, Cell]) -> NearTotal:
    near: Sequence[tuple[int, Cell]] = [(place, cell) for place, cell in cells.items() if place > 0]
    gaps = (book.steps[place - 1].measure.amount(cell.sums["gap"]) for place, cell in near)
    return NearTotal(
        customers=sum(cell.counts["near"] for _, cell in near),
        short_of_value=sum(cell.counts["short_of_value"] for _, cell in near),
        gap=sum(gaps, start=Decimal(0)),
    )
