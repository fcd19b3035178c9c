"""How far the balances of the newer portfolio are above their averages; as `deviations`, by sums of the engine."""

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.too_many_groups import refuse_beyond
from keyclient.analysis.compare.deviation import (
    SCHEMA,
    Deviation,
    deviation_rows,
    group_deviation,
    largest_excess_first,
    no_deviation,
)
from keyclient.analysis.compare.scaled.books import ScaledBook, pair_name
from keyclient.analysis.compare.scaled.listed import first_of, ints, texts
from keyclient.analysis.compare.scopes import CUSTOMER, GROUPED, WHOLE
from keyclient.metrics.floors import as_floats
from keyclient.metrics.whole_sums import grouped_sums
from keyclient.model.fields import fields
from keyclient.model.label import listed
from keyclient.model.measure_fields import AVERAGES
from keyclient.policy.models import Policy
from keyclient.policy.parts.compare import ComparePolicy

Frame = nw.LazyFrame[Any]


def scaled_deviations(book: ScaledBook, policy: Policy, top: int | None) -> LazyRows[Deviation]:
    """The whole, branches, managers, largest excess first; then the first customers over the limit, likewise.

    Two books know too little of earlier quarter-ends for what limits an average at the end of one.
    """
    column = _column(book)
    if column is None:
        return no_deviation()
    point, average = nw.col(column), nw.col(AVERAGES[column])
    known = book.frame.filter(~point.is_null() & ~average.is_null())
    groups = list(_groups(known, book, {"point": point, "average": average}, policy.scale.collected))
    customers = _customers(known, point, average, policy.compare, top)
    table = pa.concat_tables([pa.Table.from_pylist(groups, SCHEMA), customers])
    return deviation_rows(table, column, policy.compare.deviation_limit)


def _column(book: ScaledBook) -> str | None:
    own = book.measure.columns
    wanted = [*(name for name in own if len(own) == 1 and name in AVERAGES), *AVERAGES]
    return next((name for name in wanted if pair_name(name) in book.filled), None)


def _groups(
    known: Frame, book: ScaledBook, sums: Mapping[str, nw.Expr], most: int
) -> Iterator[dict[str, Any]]:
    """One pass gives the whole and its parts."""
    by = [name for name in GROUPED if book.has(name)]
    named = known.with_columns(*(nw.col(name).fill_null("") for name in by))
    found = grouped_sums(named.with_columns(nw.lit(0).alias("#")), ["#", *by], sums, most)
    refuse_beyond(len(found), most, listed(fields()[name].column.label for name in by) if by else WHOLE)
    for scope in (WHOLE, *by):
        place = ["", *by].index("" if scope == WHOLE else scope)
        totals: dict[str, list[int]] = {}
        for key, own in found.items():
            total = totals.setdefault(str(key[place]) if place else "", [0, 0])
            total[0] += own["point"]
            total[1] += own["average"]
        if scope == WHOLE or len(totals) > 1:
            told = [
                group_deviation(scope, name, total[0], total[1], None)
                for name, total in sorted(totals.items())
            ]
            yield from sorted(told, key=largest_excess_first)


def _customers(
    known: Frame, point: nw.Expr, average: nw.Expr, policy: ComparePolicy, top: int | None
) -> pa.Table:
    over = (average > 0) & (as_floats(point - average) > policy.deviation_limit * as_floats(average))
    there = known.collect_schema().names()
    ids = [nw.col("customer_id")] if "customer_id" in there else []
    told = known.filter(over).select(
        *ids, "row", point.alias("point"), average.alias("average"), (point - average).alias("excess")
    )
    found = first_of(
        told, [("excess", True), *((("customer_id", False),) if ids else ()), ("row", False)], top
    )
    excess, averages = (
        np.array([int(row[name]) for row in found], dtype=np.int64) for name in ("excess", "average")
    )
    nothing = pa.nulls(len(found))
    columns = {
        "scope": pa.array([CUSTOMER] * len(found), pa.string()),
        "group": nothing.cast(pa.string()),
        "customer_id": texts(found, "customer_id") if ids else nothing.cast(pa.string()),
        **{name: ints(found, name) for name in ("row", "point", "average")},
        "capped_average": nothing.cast(pa.int64()),
        "excess": ints(found, "excess"),
        "deviation": pa.array(excess / averages, pa.float64()),
    }
    return pa.table(columns, SCHEMA)
