"""What the customers of each tier hold, have and lack, over a portfolio of any size: one table of counts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw

from keyclient.analysis.common.tier_scan import TierScan
from keyclient.analysis.tier.figures import SCORES, Doubts, dated
from keyclient.analysis.tier.groups import PlaceTotals
from keyclient.analysis.tier.result import NearTotal
from keyclient.analysis.tier.scan_limits import within
from keyclient.metrics.fixed_point import mean_of, score_halves
from keyclient.metrics.profile import LARGEST_SUM
from keyclient.metrics.tier import near_columns
from keyclient.metrics.whole_sums import half_sums, halves, whole_sum
from keyclient.policy.models import Policy
from keyclient.policy.parts.tier import TierPolicy

_SUMS = ("value", "gross", "loyalty_parts", "gap")


@dataclass(frozen=True)
class _Cell:
    """The customers of one tier, of one group or of all."""

    customers: int
    sums: Counter[str]
    """By name of `_SUMS`: exact sums."""
    counts: Counter[str]
    """By name of `SCORES`: those who have it; `near`, `short_of_value`; `late:NAME` of the dated components."""

    def __add__(self, other: "_Cell") -> "_Cell":
        sums, counts = Counter(self.sums), Counter(self.counts)
        sums.update(other.sums)
        counts.update(other.counts)
        return _Cell(self.customers + other.customers, sums, counts)


@dataclass(frozen=True)
class ScanTotals:
    """The counts and sums of a portfolio by group and place."""

    book: TierScan
    cells: Mapping[tuple[str, int], _Cell]
    """By group and place; the group is "" without groups."""
    best_satisfaction: float | None

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
        return Doubts(self._count("late:tenure"), self._count("late:recency"), self.best_satisfaction)

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

    def _grouped(self) -> dict[str, dict[int, _Cell]]:
        found: dict[str, dict[int, _Cell]] = {}
        for (group, place), cell in self.cells.items():
            found.setdefault(group, {})[place] = cell
        return found


def scan_totals(book: TierScan, policy: Policy) -> ScanTotals:
    """Reads the portfolio once. Raises `TooManyGroupsError`."""
    by = [name for name in ("group", "place") if name in book.columns]
    counts, satisfaction = _counts(book, policy.tier), "satisfaction" in book.columns
    frame = book.frame.with_columns(**_near_of(book, policy.tier)).select(
        *by, *_amounts(book), **counts, **({"best": nw.col("satisfaction")} if satisfaction else {})
    )
    small = [name for name in _SUMS if _is_small(book, name)]
    sums = [nw.col(name).sum() for name in (*counts, *small)]
    sums += half_sums(*(name for name in _SUMS if name not in small))
    best = [nw.col("best").max()] if satisfaction else []
    table = frame.group_by(*by).agg(nw.len().alias("customers"), *sums, *best)
    rows = within(table, policy.scale.collected, "group")
    return ScanTotals(
        book,
        {(row.get("group") or "", int(row["place"])): _cell(row, counts) for row in rows},
        max((float(row["best"]) for row in rows if row.get("best") is not None), default=None),
    )


def _near_of(book: TierScan, policy: TierPolicy) -> dict[str, nw.Expr]:
    found = near_columns(book.rungs, share=policy.near, slack=policy.near_loyalty)
    return {name: found[name] for name in ("near", "gap")}


def _amounts(book: TierScan) -> Iterator[nw.Expr]:
    """The columns to sum; a customer without an amount counts 0."""
    value, near = nw.col("value").fill_null(0), nw.col("near")
    yield from _parts(book, "value", value)
    yield from _parts(book, "gross", nw.when(value > 0).then(value).otherwise(nw.lit(0)))
    yield from _parts(book, "gap", nw.when(near).then(nw.col("gap")).otherwise(nw.lit(0)))
    yield from score_halves("loyalty_parts", nw.col("loyalty"))


def _parts(book: TierScan, name: str, amount: nw.Expr) -> tuple[nw.Expr, ...]:
    """The amounts themselves where no sum of them leaves int64, else their halves."""
    return (amount.alias(name),) if _is_small(book, name) else halves(name, amount)


def _is_small(book: TierScan, name: str) -> bool:
    if name == "gap":
        floors = [tier.floor for tier in book.rungs if tier.floor is not None]
        return book.customers * max(floors, default=0) < LARGEST_SUM
    return name in ("value", "gross") and 2 * book.totals.gross - book.totals.net < LARGEST_SUM


def _counts(book: TierScan, policy: TierPolicy) -> dict[str, nw.Expr]:
    """1 for a customer who counts, else 0."""
    near = nw.col("near")
    tests = {name: ~nw.col(name).is_null() for name in SCORES if name in book.columns}
    tests |= {"near": near, "short_of_value": near & (nw.col("gap") > 0).fill_null(value=False)}
    tests |= {
        f"late:{name}": (nw.col(name) < 0).fill_null(value=False)
        for name in dated(policy.loyalty)
        if name in book.columns
    }
    return {name: test.cast(nw.Int64) for name, test in tests.items()}


def _cell(row: Mapping[str, Any], counts: Mapping[str, nw.Expr]) -> _Cell:
    sums = Counter({name: int(row[name] or 0) if name in row else whole_sum(row, name) for name in _SUMS})
    return _Cell(int(row["customers"]), sums, Counter({name: int(row[name] or 0) for name in counts}))


def _by_place(cells: Mapping[tuple[str, int], _Cell]) -> dict[int, _Cell]:
    found: dict[int, list[_Cell]] = {}
    for (_, place), cell in cells.items():
        found.setdefault(place, []).append(cell)
    return {place: reduce(add, own) for place, own in found.items()}


def _held(book: TierScan, cells: Mapping[int, _Cell]) -> PlaceTotals:
    size = range(len(book.steps))
    nobody = _Cell(0, Counter(), Counter())
    ordered = [cells.get(place, nobody) for place in size]
    return PlaceTotals(
        customers=[cell.customers for cell in ordered],
        values=[cell.sums["value"] for cell in ordered],
        gross=[cell.sums["gross"] for cell in ordered],
        loyalty=[mean_of(cell.sums["loyalty_parts"], cell.counts["loyalty"]) for cell in ordered],
    )


def _near(book: TierScan, cells: Mapping[int, _Cell]) -> NearTotal:
    near: Sequence[tuple[int, _Cell]] = [(place, cell) for place, cell in cells.items() if place > 0]
    gaps = (book.steps[place - 1].measure.amount(cell.sums["gap"]) for place, cell in near)
    return NearTotal(
        customers=sum(cell.counts["near"] for _, cell in near),
        short_of_value=sum(cell.counts["short_of_value"] for _, cell in near),
        gap=sum(gaps, start=Decimal(0)),
    )
