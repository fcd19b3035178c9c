"""The customers of one book with their places among the tiers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from keyclient.analysis.common.in_groups import in_groups
from keyclient.analysis.common.refusals import SumTooLargeError
from keyclient.errors import UsageError
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.floors import ReachedValue, Totals, reached, totals
from keyclient.metrics.loyalty import SOURCES, ComponentColumn, with_loyalty
from keyclient.metrics.profile import LARGEST_FLOAT_SUM, LARGEST_SUM
from keyclient.metrics.tier import TierFloor, place_of
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.portfolio import LISTED_PRODUCTS, Portfolio
from keyclient.policy.parts.ladder import Tier, yuan
from keyclient.policy.parts.tier import TierPolicy

Frame = nw.DataFrame[pa.Table]


class UnmeasuredTierError(UsageError):
    """A tier or a component of loyalty needs a column that was not read."""

    sentence = Label(
        "{tier} needs the column “{measure}” as a number, and the book was read without it.",
        "{tier}需要数值列“{measure}”，但读取时未包含该列。",
    )


@dataclass(frozen=True)
class Step:
    """One tier of the policy, applied to this book."""

    tier: Tier
    rung: TierFloor | None
    """None for the last tier."""
    measure: Measure
    """The measure of its floor."""
    reach: ReachedValue | None
    """How its floor was found, if it is a share of the customers and any value is positive."""

    @property
    def floor(self) -> Decimal | None:
        """The required value."""
        if self.tier.floor is not None:
            return yuan(self.tier.floor)
        return None if self.reach is None else self.measure.amount(self.reach.value)


@dataclass(frozen=True)
class TierBook:
    """A book whose customers are placed in tiers.

    Columns of `frame`, one row a customer: `row`, `customer_id`, `value`, the columns of the steps' measures,
    `loyalty` and `judged` with the figures of the components (see `with_loyalty`), `book_tier` where there is one,
    `rule` (the place by today's figures, 0 is the best tier), `place` (the one held), `before` (the one held after the
    last book) and `watch` (books in a row below it). Without earlier books `place` is `rule`, the last two are null.
    """

    frame: Frame
    steps: tuple[Step, ...]
    """The tiers, best first."""
    totals: Totals
    measure: Measure
    groups: pd.DataFrame | None = None
    """The customers in their groups, see `in_groups`; None without groups."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tiers, best first."""
        return tuple(step.tier.name for step in self.steps)

    def tiers_at(self, places: Iterable[int]) -> list[str]:
        """The names of the tiers at some places."""
        names = self.names
        return [names[place] for place in places]

    @property
    def rungs(self) -> tuple[TierFloor, ...]:
        """The tiers above the last."""
        return tuple(step.rung for step in self.steps if step.rung is not None)


def tier_book(
    portfolio: Portfolio, measure: Measure, policy: TierPolicy, *, by: str | None = None
) -> TierBook:
    """The customers of a portfolio with their places. `by`: the frame's column to group by.

    Raises `UnmeasuredTierError` and `SumTooLargeError`.
    """
    measures = [_measure(tier, portfolio, measure) for tier in policy.ladder]
    given = _given(portfolio, policy)
    columns = [*(_column(found, measure) for found in measures), *(own.column for own in given.values())]
    frame = _frame(portfolio, columns)
    summed = _totals(frame, "value", measure)
    steps = tuple(_steps(frame, policy.ladder, measures, measure))
    scored = with_loyalty(frame, policy.loyalty, portfolio.as_of, given)
    rungs = [step.rung for step in steps if step.rung is not None]
    placed = scored.with_columns(place_of(rungs).alias("rule"))
    alone = [nw.lit(None, dtype=nw.Int64).alias(name) for name in ("before", "watch")]
    grouped = None if by is None else in_groups(portfolio, by)
    held = placed.with_columns(nw.col("rule").alias("place"), *alone)
    return TierBook(held, steps, summed, measure, grouped)


def places_by(book: TierBook, portfolio: Portfolio, policy: TierPolicy) -> NDArray[Any]:
    """The places of other customers by the floors of a book whose measures, units and further columns they share."""
    measures = [step.measure for step in book.steps]
    given = _given(portfolio, policy)
    columns = [*(_column(found, book.measure) for found in measures), *(own.column for own in given.values())]
    scored = with_loyalty(_frame(portfolio, columns), policy.loyalty, portfolio.as_of, given)
    placed = scored.with_columns(place_of(book.rungs).alias("place"))
    return np.asarray(placed["place"].to_numpy(), dtype=np.int64)


def _measure(tier: Tier, portfolio: Portfolio, main: Measure) -> Measure:
    if tier.measure is None or tier.measure == main.name:
        return main
    if tier.measure not in portfolio.further:
        raise UnmeasuredTierError(tier=tier.label, measure=tier.measure)
    return portfolio.further[tier.measure]


def _given(portfolio: Portfolio, policy: TierPolicy) -> dict[str, ComponentColumn]:
    """The columns that hold the figures of components themselves. Raises `UnmeasuredTierError`."""
    found = {}
    for name, part in policy.loyalty.components.items():
        if part.column is not None and part.weight > 0:
            if part.column not in portfolio.further:
                raise UnmeasuredTierError(tier=name, measure=part.column)
            measure = portfolio.further[part.column]
            found[name] = ComponentColumn(measure.columns[0], _unit(measure))
    return found


def _column(measure: Measure, main: Measure) -> str:
    return "value" if measure is main else measure.columns[0]


def _frame(portfolio: Portfolio, columns: Sequence[str]) -> Frame:
    """The columns that count, as Arrow: sorting and comparing take a fraction of the time that pandas needs."""
    wanted = [
        "row",
        "customer_id",
        "value",
        *columns,
        *(name for names in SOURCES.values() for name in names),
    ]
    counted = with_listed_products(portfolio.frame)
    there = [name for name in dict.fromkeys([*wanted, "book_tier"]) if name in counted.columns]
    narrow = counted[there]
    frame: Frame = nw.from_native(nw.from_native(narrow, eager_only=True).to_arrow(), eager_only=True)
    if "customer_id" in there:
        return frame
    return frame.with_columns(nw.lit(None, dtype=nw.String).alias("customer_id"))


def with_listed_products(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the products in a customer's list as `products` where there is no count."""
    if LISTED_PRODUCTS not in frame:
        return frame
    listed = frame[LISTED_PRODUCTS]
    return frame.assign(products=frame["products"].fillna(listed) if "products" in frame else listed)


def _totals(frame: Frame, column: str, measure: Measure) -> Totals:
    summed = totals(frame, column)
    if not summed.magnitude < (LARGEST_FLOAT_SUM if measure.decimals is None else LARGEST_SUM):
        raise SumTooLargeError(measure=measure.label)
    return summed


def _steps(frame: Frame, ladder: Sequence[Tier], measures: Sequence[Measure], main: Measure) -> "list[Step]":
    """The tiers with their floors; a column is sorted once, however many tiers take a share of it."""
    columns = [_column(measure, main) for measure in measures]
    reaches: dict[str, dict[float, ReachedValue | None]] = {}
    for column, measure in dict(zip(columns, measures, strict=True)).items():
        shares = [tier.top for tier, own in zip(ladder, columns, strict=True) if own == column and tier.top]
        reaches[column] = reached(frame, column, _totals(frame, column, measure).positives, shares)
    found = []
    for tier, column, measure in zip(ladder, columns, measures, strict=True):
        reach = None if tier.top is None else reaches[column][tier.top]
        rung = (
            None
            if tier.is_rest
            else TierFloor(column, _floor(tier, reach, measure), tier.loyalty, _unit(measure), "judged")
        )
        found.append(Step(tier, rung, measure, reach))
    return found


def _floor(tier: Tier, reach: ReachedValue | None, measure: Measure) -> Number | None:
    if tier.floor is not None:
        return measure.units(yuan(tier.floor))
    return None if reach is None else reach.value


def _unit(measure: Measure) -> float:
    return 1.0 if measure.decimals is None else 10.0**-measure.decimals
