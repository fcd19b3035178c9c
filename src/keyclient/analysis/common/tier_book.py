"""The customers of one book with their places among the tiers."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from keyclient.analysis.common.in_groups import in_groups
from keyclient.analysis.common.refusals import SumTooLargeError
from keyclient.analysis.common.tier_steps import (
    Reaches,
    TierSteps,
    component_columns,
    floor_measures,
    measure_column,
    shares_by_column,
    steps_of,
)
from keyclient.metrics.floors import Totals, reached, totals
from keyclient.metrics.loyalty import SOURCES, with_loyalty
from keyclient.metrics.profile import LARGEST_FLOAT_SUM, LARGEST_SUM
from keyclient.metrics.tier import place_of
from keyclient.model.measure import Measure
from keyclient.model.portfolio import LISTED_PRODUCTS, Portfolio
from keyclient.model.record import dataclass
from keyclient.policy.parts.ladder import Tier
from keyclient.policy.parts.tier import TierPolicy

Frame = nw.DataFrame[pa.Table]


@dataclass(frozen=True)
class TierBook(TierSteps):
    """A book whose customers are placed in tiers.

    Columns of `frame`, one row a customer: `row`, `customer_id`, `value`, the columns of the steps' measures,
    `loyalty` and `judged` with the figures of the components (see `with_loyalty`), `book_tier` where there is one,
    `rule` (the place by today's figures, 0 is the best tier), `place` (the one held), `before` (the one held after the
    last book) and `watch` (books in a row below it). Without earlier books `place` is `rule`, the last two are null.
    """

    frame: Frame
    groups: pd.DataFrame | None = None
    """The customers in their groups, see `in_groups`; None without groups."""


def tier_book(
    portfolio: Portfolio, measure: Measure, policy: TierPolicy, *, by: str | None = None
) -> TierBook:
    """The customers of a portfolio with their places. `by`: the frame's column to group by.

    Raises `UnmeasuredTierError` and `SumTooLargeError`.
    """
    measures = floor_measures(policy.ladder, portfolio.further, measure)
    given = component_columns(policy, portfolio.further)
    columns = [
        *(measure_column(found, measure) for found in measures),
        *(own.column for own in given.values()),
    ]
    frame = _frame(portfolio, columns)
    summed = _totals(frame, "value", measure)
    steps = steps_of(policy.ladder, measures, measure, _reaches(frame, policy.ladder, measures, measure))
    scored = with_loyalty(frame, policy.loyalty, portfolio.as_of, given)
    rungs = [step.rung for step in steps if step.rung is not None]
    placed = scored.with_columns(place_of(rungs).alias("rule"))
    alone = [nw.lit(None, dtype=nw.Int64).alias(name) for name in ("before", "watch")]
    grouped = None if by is None else in_groups(portfolio, by)
    held = placed.with_columns(nw.col("rule").alias("place"), *alone)
    return TierBook(steps, summed, measure, len(held), held, grouped)


def places_by(book: TierBook, portfolio: Portfolio, policy: TierPolicy) -> NDArray[Any]:
    """The places of other customers by the floors of a book whose measures, units and further columns they share."""
    measures = [step.measure for step in book.steps]
    given = component_columns(policy, portfolio.further)
    columns = [
        *(measure_column(found, book.measure) for found in measures),
        *(own.column for own in given.values()),
    ]
    scored = with_loyalty(_frame(portfolio, columns), policy.loyalty, portfolio.as_of, given)
    placed = scored.with_columns(place_of(book.rungs).alias("place"))
    return np.asarray(placed["place"].to_numpy(), dtype=np.int64)


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


def _reaches(frame: Frame, ladder: Sequence[Tier], measures: Sequence[Measure], main: Measure) -> Reaches:
    """The values that shares of the customers reach; a column is sorted once, however many tiers take a share of it."""
    by_column = {measure_column(measure, main): measure for measure in measures}
    return {
        column: reached(frame, column, _totals(frame, column, by_column[column]).positives, shares)
        for column, shares in shares_by_column(ladder, measures, main).items()
    }
