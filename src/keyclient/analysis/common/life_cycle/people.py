"""The customers of a book with age, age band and coverage of each need, as columns."""

from typing import TypeAlias

import narwhals as nw
import pandas as pd
import pyarrow as pa
from narwhals.dtypes import DType

from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.metrics.age import age_years, place_of
from keyclient.metrics.needs import LACKING, serves
from keyclient.model.age import OLDEST
from keyclient.model.portfolio import Portfolio, held_column

People: TypeAlias = nw.DataFrame[pa.Table]
_SOURCES: dict[str, DType] = {
    "row": nw.Int64(),
    "customer_id": nw.String(),
    "value": nw.Int64(),
    "kind": nw.String(),
    "age": nw.Int64(),
    "birth_date": nw.Datetime("s"),
    "risk_rating": nw.String(),
}
"""Columns of the frame that are used; a missing one becomes blanks of this type."""


def need_column(need: int) -> str:
    """The column that says whether a need is covered: 1 yes, 0 no, null unknown."""
    return f"need{need}"


def gap_column(need: int) -> str:
    """The column that says whether a need of a customer's band is uncovered."""
    return f"gap{need}"


def people(portfolio: Portfolio, needs: NeedMap) -> People:
    """One row a customer.

    Columns: `row`, `customer_id`, `value`, `rating`, `birth_date`, `age` (completed years, null unless possible),
    `place` (of the band, else `CORPORATE` or `UNKNOWN`), and
    for every need `need_column` and `gap_column`. Values that are floats come in rising order, so that their sums
    do not depend on the order of the book.
    """
    families = [held_column(name) for name in needs.policy.families]
    known = [column for column in families if column in portfolio.frame.columns]
    customers = _customers(portfolio.frame, known).with_columns(age=age_years(portfolio.as_of, OLDEST))
    placed = customers.select(
        *("row", "customer_id", "value", "birth_date", "age"),
        nw.col("risk_rating").alias("rating"),
        place_of(nw.col("age"), needs.policy.edges).alias("place"),
        *(_served(needs, need, known).alias(need_column(place)) for place, need in enumerate(needs.needs)),
    )
    return placed.with_columns(
        *(_lacks(needs, need).alias(gap_column(need)) for need in range(len(needs.needs)))
    )


def _customers(frame: pd.DataFrame, families: list[str]) -> People:
    """The required columns as Arrow, which is much faster to compute with."""
    names = [name for name in _SOURCES if name in frame.columns]
    wanted = frame[[*names, *families]]
    customers: People = nw.from_native(nw.from_native(wanted, eager_only=True).to_arrow(), eager_only=True)
    absent = {name: nw.lit(None, dtype=kind) for name, kind in _SOURCES.items() if name not in names}
    customers = customers.with_columns(**absent)
    return customers.sort("value") if customers.schema["value"].is_float() else customers


def _served(needs: NeedMap, need: str, known: list[str]) -> nw.Expr:
    serving = [column for name, _ in needs.policy.serving(need) if (column := held_column(name)) in known]
    return serves(serving).cast(nw.Int64) if serving else nw.lit(None, dtype=nw.Int64)


def _lacks(needs: NeedMap, need: int) -> nw.Expr:
    bands = needs.bands_with(need, "core", "secondary")
    return ((nw.col(need_column(need)) == LACKING) & nw.col("place").is_in(bands)).fill_null(value=False)
