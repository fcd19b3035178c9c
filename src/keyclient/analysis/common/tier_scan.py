"""The customers of a portfolio of any size with their places among the tiers, computed by an engine."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from keyclient.analysis.common.listed_customers import contact_columns
from keyclient.analysis.common.tier_steps import (
    Reaches,
    TierSteps,
    component_columns,
    floor_measures,
    measure_column,
    shares_by_column,
    steps_of,
)
from keyclient.errors import UsageError
from keyclient.metrics.exact_totals import exact_totals
from keyclient.metrics.floors import Totals
from keyclient.metrics.loyalty import SOURCES, with_loyalty
from keyclient.metrics.reached import reached_at_scale
from keyclient.metrics.tier import near_columns, place_of
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.portfolio import LISTED_PRODUCTS
from keyclient.model.record import dataclass
from keyclient.model.scan import Engine, Scan
from keyclient.policy.parts.tier import TierPolicy


class UnevenFloorError(UsageError):
    """A floor is about numbers that no engine adds up exactly."""

    sentence = Label(
        "“{measure}” has too many decimals for the floor of a tier with --engine. Round it in the portfolio, or analyse "
        "the book without --engine.",
        "“{measure}”小数位过多，使用 --engine 时不能作为层级门槛。请先在数据中取整，或不使用 --engine 分析该表。",
    )


@dataclass(frozen=True, eq=False)
class TierScan(TierSteps):
    """A portfolio whose customers are placed in tiers; nothing of it is in memory.

    Columns of `frame`, one row a customer: those of `TierBook.frame` without `rule`, `before` and `watch`, which take
    several books, then `name`, `phone`, `manager`, `branch` and `group` where the portfolio has them.
    """

    frame: "nw.LazyFrame[Any]"
    columns: frozenset[str]
    """The names of its columns."""
    engine: Engine

    @property
    def is_in_memory(self) -> bool:
        """Whether a filter costs what it says, and a sort by many columns is slow."""
        return self.engine is Engine.PANDAS


def tier_scan(scan: Scan, measure: Measure, policy: TierPolicy) -> TierScan:
    """The customers with their places. Reads the portfolio for each column that a floor is about.

    Raises `UnmeasuredTierError` and `UnevenFloorError`.
    """
    measures = floor_measures(policy.ladder, scan.further, measure)
    given = component_columns(policy, scan.further)
    columns = {"value": measure} | {measure_column(one, measure): one for one in measures}
    for one in columns.values():
        if one.decimals is None:
            raise UnevenFloorError(measure=one.label)
    frame = _needed(scan, [*columns, *(own.column for own in given.values())])
    summed = exact_totals(frame, list(columns))
    reaches = _reaches(frame, summed, shares_by_column(policy.ladder, measures, measure))
    steps = steps_of(policy.ladder, measures, measure, reaches)
    scored = with_loyalty(frame, policy.loyalty, scan.as_of, given)
    rungs = [step.rung for step in steps if step.rung is not None]
    held = scored.with_columns(place_of(rungs).alias("place"))
    there = frozenset(held.collect_schema().names())
    return TierScan(steps, summed["value"], measure, scan.customers, held, there, scan.engine)


def with_tiers(book: TierScan, policy: TierPolicy) -> "nw.LazyFrame[Any]":
    """All customers with `tier`, `loyalty` (null: unknown) and `next_tier`, that above theirs if they are near it."""
    near = near_columns(book.rungs, share=policy.near, slack=policy.near_loyalty)
    marked = book.frame.with_columns(near=near["near"])
    asked = ("row", "customer_id", "name", "phone", "manager", "branch", "group", "value")
    return marked.select(
        *(name for name in asked if name in book.columns),
        _named(nw.col("place"), book.names).alias("tier"),
        "loyalty",
        nw.when(nw.col("near")).then(_named(nw.col("place") - 1, book.names)).alias("next_tier"),
    )


def _named(place: nw.Expr, names: Sequence[str]) -> nw.Expr:
    found = nw.lit(None, dtype=nw.String)
    for number, name in enumerate(names):
        found = nw.when(place == number).then(nw.lit(name)).otherwise(found)
    return found


def with_products(scan: Scan) -> "nw.LazyFrame[Any]":
    """The customers with the products in their lists as `products` where there is no count; as they are without lists."""
    there = scan.columns
    if LISTED_PRODUCTS not in there:
        return scan.frame
    listed = nw.col(LISTED_PRODUCTS)
    own = nw.coalesce("products", LISTED_PRODUCTS) if "products" in there else listed
    return scan.frame.with_columns(own.alias("products"))


def _needed(scan: Scan, columns: Sequence[str]) -> "nw.LazyFrame[Any]":
    """The columns that count; an id that the portfolio does not have is null."""
    sources = [name for names in SOURCES.values() for name in names]
    wanted = ["row", "customer_id", *columns, *sources, "book_tier", "group", *contact_columns(scan)]
    frame = with_products(scan)
    there = set(frame.collect_schema().names())
    needed = frame.select([name for name in dict.fromkeys(wanted) if name in there])
    if "customer_id" in there:
        return needed
    return needed.with_columns(nw.lit(None, dtype=nw.String).alias("customer_id"))


def _reaches(
    frame: "nw.LazyFrame[Any]", summed: dict[str, Totals], shares: dict[str, list[float]]
) -> Reaches:
    return {
        column: reached_at_scale(frame, column, summed[column].positives, own)
        for column, own in shares.items()
    }
