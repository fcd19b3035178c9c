"""The one table of counts that `tier` has an engine make: by group and tier, what customers hold, have and lack."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from keyclient.analysis.common.tier_scan import TierScan
from keyclient.analysis.common.too_many_groups import within
from keyclient.analysis.tier.figures import SCORES, dated
from keyclient.metrics.fixed_point import score_halves
from keyclient.metrics.profile import LARGEST_SUM
from keyclient.metrics.tier import near_columns
from keyclient.metrics.whole_sums import half_sums, halves, whole_sum
from keyclient.model.label import Label
from keyclient.policy.models import Policy
from keyclient.policy.parts.tier import TierPolicy

_SUMS = ("value", "gross", "loyalty_parts", "gap")


@dataclass(frozen=True)
class Cell:
    """The customers of one tier, of one group or of all."""

    customers: int
    sums: Counter[str]
    """By name of `_SUMS`: exact sums."""
    counts: Counter[str]
    """By name of `SCORES`: those who have it; `near`, `short_of_value`; `late:NAME` of the dated components."""
    best_satisfaction: float | None = None

    def __add__(self, other: "Cell") -> "Cell":
        sums, counts = Counter(self.sums), Counter(self.counts)
        sums.update(other.sums)
        counts.update(other.counts)
        best = [one.best_satisfaction for one in (self, other) if one.best_satisfaction is not None]
        return Cell(self.customers + other.customers, sums, counts, max(best, default=None))


def read_cells(book: TierScan, policy: Policy) -> dict[tuple[str, int], Cell]:
    """By group and place; the group is "" without groups. Reads the portfolio once. Raises `TooManyGroupsError`."""
    by = [name for name in ("group", "place") if name in book.columns]
    counts = _counts(book, policy.tier)
    best = ["satisfaction"] if "satisfaction" in book.columns else []
    columns = {**counts, **{f"best:{name}": nw.col(name) for name in best}}
    frame = book.frame.with_columns(**_near_of(book, policy.tier)).select(*by, *_amounts(book), **columns)
    small = [name for name in _SUMS if _is_small(book, name)]
    sums = [nw.col(name).sum() for name in (*counts, *small)]
    sums += half_sums(*(name for name in _SUMS if name not in small))
    highest = [nw.col(f"best:{name}").max() for name in best]
    table = frame.group_by(*by).agg(nw.len().alias("customers"), *sums, *highest)
    rows = within(table, policy.scale.collected, Label("groups", "分组"))
    return {(row.get("group") or "", int(row["place"])): _cell(row, counts) for row in rows}


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


def _cell(row: Mapping[str, Any], counts: Mapping[str, nw.Expr]) -> Cell:
    sums = Counter({name: int(row[name] or 0) if name in row else whole_sum(row, name) for name in _SUMS})
    best = row.get("best:satisfaction")
    known = Counter({name: int(row[name] or 0) for name in counts})
    return Cell(int(row["customers"]), sums, known, None if best is None else float(best))
