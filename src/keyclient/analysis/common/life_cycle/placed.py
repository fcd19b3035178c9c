"""Age, age band and coverage of each need of customers, as columns; the same for a book and for a portfolio of any size."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import narwhals as nw
from narwhals.dtypes import DType
from narwhals.typing import FrameT

from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.metrics.age import age_years, place_of
from keyclient.metrics.needs import LACKING, serves
from keyclient.model.age import OLDEST
from keyclient.model.portfolio import held_column

SOURCES: Mapping[str, DType] = {
    "row": nw.Int64(),
    "customer_id": nw.String(),
    "value": nw.Int64(),
    "kind": nw.String(),
    "age": nw.Int64(),
    "birth_date": nw.Datetime("s"),
    "risk_rating": nw.String(),
}
"""Columns of the customers that are used; a missing one becomes blanks of this type."""


def need_column(need: int) -> str:
    """The column that says whether a need is covered: 1 yes, 0 no, null unknown."""
    return f"need{need}"


def gap_column(need: int) -> str:
    """The column that says whether a need of a customer's band is uncovered."""
    return f"gap{need}"


def known_families(needs: NeedMap, columns: Collection[str]) -> list[str]:
    """The columns that say whether a product family is held, of those that the customers have."""
    return [column for name in needs.policy.families if (column := held_column(name)) in columns]


def silent_needs(needs: NeedMap, columns: Collection[str]) -> tuple[str, ...]:
    """The needs of whose products the customers have no column."""
    return tuple(need for need in needs.needs if not _serving(needs, need, columns))


def placed(
    customers: FrameT, needs: NeedMap, as_of: dt.date, families: Sequence[str], keep: Sequence[str] = ()
) -> FrameT:
    """Customers with their place in the life cycle.

    `customers`: columns of `SOURCES`, those that are known; `families`, from `known_families`; and `keep`, which stay
    as they are. The result is as in `people`.
    """
    columns = customers.collect_schema().names()
    absent = {name: nw.lit(None, dtype=kind) for name, kind in SOURCES.items() if name not in columns}
    complete = customers.with_columns(**absent) if absent else customers
    aged = complete.with_columns(age=age_years(as_of, OLDEST))
    found = aged.select(
        *("row", "customer_id", "value", "birth_date", "age"),
        nw.col("risk_rating").alias("rating"),
        place_of(nw.col("age"), needs.policy.edges).alias("place"),
        *(_served(needs, need, families).alias(need_column(place)) for place, need in enumerate(needs.needs)),
        *keep,
    )
    return with_gap_columns(found, needs)


def with_gap_columns(customers: FrameT, needs: NeedMap) -> FrameT:
    """Customers with `place` and `need_column` of every need, with `gap_column` too."""
    return customers.with_columns(
        *(_lacks(needs, need).alias(gap_column(need)) for need in range(len(needs.needs)))
    )


def _serving(needs: NeedMap, need: str, columns: Collection[str]) -> list[str]:
    return [column for name, _ in needs.policy.serving(need) if (column := held_column(name)) in columns]


def _served(needs: NeedMap, need: str, families: Sequence[str]) -> nw.Expr:
    serving = _serving(needs, need, families)
    return serves(serving).cast(nw.Int64) if serving else nw.lit(None, dtype=nw.Int64)


def _lacks(needs: NeedMap, need: int) -> nw.Expr:
    bands = needs.bands_with(need, "core", "secondary")
    return ((nw.col(need_column(need)) == LACKING) & nw.col("place").is_in(bands)).fill_null(value=False)
