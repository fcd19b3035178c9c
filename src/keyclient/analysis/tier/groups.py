"""The tiers within every branch, manager or other group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw

from keyclient.analysis.common.exact_sum import COUNT, grouped_sums, in_adding_order
from keyclient.analysis.common.in_groups import with_groups
from keyclient.analysis.common.tier_book import Frame, TierBook
from keyclient.analysis.common.tier_steps import TierSteps
from keyclient.analysis.tier.near import nobody_near
from keyclient.analysis.tier.result import GroupTier, NearTotal, TierGroup
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.fixed_point import mean_of, score_halves
from keyclient.metrics.whole_sums import half_names, whole_sum


@dataclass
class PlaceTotals:
    """Customers and values of each tier, by place."""

    customers: list[int]
    values: list[Number]
    gross: list[Number]
    """The positive values alone."""
    loyalty: list[float | None]
    """The mean of the scores that are known."""


def nothing_held(book: TierSteps) -> PlaceTotals:
    """The totals of a book without customers."""
    size = len(book.steps)
    return PlaceTotals([0] * size, [0] * size, [0] * size, [None] * size)


def held_by_place(book: TierSteps, frame: Frame, by: Sequence[str] = ()) -> dict[str, PlaceTotals]:
    """The totals of each group of a frame with `place`, `value` and `loyalty` by its name; under "" without groups."""
    value, score = nw.col("value"), nw.col("loyalty")
    summed = in_adding_order(frame).with_columns(
        nw.when(value > 0).then(value).alias("gross"),
        (~score.is_null()).cast(nw.Int64).alias("scores"),
        *score_halves("parts", score),
    )
    sums = grouped_sums(summed, (*by, "place"), ("value", "gross", "scores", *half_names("parts")))
    found: dict[str, PlaceTotals] = {}
    for row in sums:
        held, place = found.setdefault(str(row.get("group", "")), nothing_held(book)), row["place"]
        held.customers[place] = row[COUNT]
        held.values[place], held.gross[place] = row["value"] or 0, row["gross"] or 0
        held.loyalty[place] = mean_of(whole_sum(row, "parts"), row["scores"])
    return found


def held_by_group(book: TierBook) -> dict[str, PlaceTotals]:
    """The totals of each group of a book."""
    return held_by_place(book, _in_groups(book), ("group",))


def groups(
    book: TierSteps, found: Mapping[str, PlaceTotals], key: Sequence[str], near: Mapping[str, NearTotal]
) -> tuple[TierGroup, ...]:
    """One entry a group, largest value first, then by name. `near`: the totals of the groups that have any."""
    ordered = sorted(found, key=lambda name: (-sum(found[name].values), name))
    return tuple(_group(book, name, found[name], key, near.get(name, nobody_near())) for name in ordered)


def _in_groups(book: TierBook) -> Frame:
    """The customers in their groups, each with the tier and loyalty of the whole customer and the value of the group."""
    if book.groups is None:
        raise ValueError("the book was read without groups")
    return with_groups(book.frame.select("row", "place", "loyalty"), book.groups)


def _group(book: TierSteps, name: str, held: PlaceTotals, key: Sequence[str], near: NearTotal) -> TierGroup:
    amount, gross = book.measure.amount, book.totals.gross
    return TierGroup(
        group=name or None,
        customers=sum(held.customers),
        value=amount(sum(held.values)),
        share_of_value=sum(held.gross) / gross if gross > 0 else None,
        key_customers=sum(
            count for tier, count in zip(book.names, held.customers, strict=True) if tier in key
        ),
        tiers=tuple(
            GroupTier(tier=tier, customers=count, value=amount(value))
            for tier, count, value in zip(book.names, held.customers, held.values, strict=True)
        ),
        near=near,
    )
