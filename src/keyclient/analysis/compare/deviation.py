"""How far the balances of the newest book are above their averages: of the whole, its branches, managers and customers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.deviation_rule import counted_average, deviation_of
from keyclient.analysis.compare.fen import yuans_of
from keyclient.analysis.compare.panel import Flags, Numbers, Panel
from keyclient.analysis.compare.quarter_limit import Limits
from keyclient.analysis.compare.scopes import CUSTOMER, groups_of, scopes, summed
from keyclient.model.measure import Amount
from keyclient.model.measure_fields import AVERAGES
from keyclient.policy.parts.compare import ComparePolicy


@dataclass(frozen=True, slots=True)
class Deviation:
    """A balance beside its average, of customers who have both."""

    scope: str
    """`whole`, `branch`, `manager` or `customer`."""
    group: str | None
    """The branch or manager; None: the whole, a customer, or a blank cell."""
    customer_id: str | None
    row: int | None
    column: str
    """`aum` or `deposits`."""
    point: Amount
    average: Amount
    capped_average: Amount | None
    """What of the average counts at the end of a quarter; None where nothing limits it. Customers are not limited."""
    excess: Amount
    """The balance less the average that counts."""
    deviation: float | None
    """The excess as a share of that average; None: it is not positive."""
    limit: float
    """What the regulator allows a bank as a whole."""
    over_limit: bool


def deviations(panel: Panel, policy: ComparePolicy) -> LazyRows[Deviation]:
    """The newest book: the whole, branches, managers, largest excess first; then the customers over the limit, likewise.

    Of the measure where it is a balance with an average, else of AUM, else of deposits; empty where there is no such pair.
    """
    column = _column(panel)
    if column is None:
        return no_deviation()
    book, average = panel.now.frame, AVERAGES[column]
    known = book[[column, average]].notna().all(axis=1).to_numpy(dtype=bool)
    points, averages = (book[name].fillna(0).to_numpy(dtype="int64") for name in (column, average))
    limits = Limits(panel.books, average, policy.quarter_ends)
    grouped = list(_grouped(panel.now, (points, averages), known, limits))
    table = pa.concat_tables(
        [pa.Table.from_pylist(grouped, SCHEMA), _customers(book, points, averages, known, policy)]
    )
    return deviation_rows(table, column, policy.deviation_limit)


def deviation_rows(table: pa.Table, column: str, most: float) -> LazyRows[Deviation]:
    """The rows of a table of `SCHEMA`, about a column, beside the limit."""
    told = table.append_column("column", pa.array([column] * len(table), pa.string()))
    limit = pa.array([most] * len(table), pa.float64())
    over = pc.fill_null(pc.greater(table["deviation"], limit), fill_value=False)
    told = told.append_column("limit", limit).append_column("over_limit", over)
    return LazyRows(Deviation, ArrowSource(told, _converted))


SCHEMA = pa.schema(
    [
        ("scope", pa.string()),
        ("group", pa.string()),
        ("customer_id", pa.string()),
        ("row", pa.int64()),
        ("point", pa.int64()),
        ("average", pa.int64()),
        ("capped_average", pa.int64()),
        ("excess", pa.int64()),
        ("deviation", pa.float64()),
    ]
)


def no_deviation() -> LazyRows[Deviation]:
    """Where a book does not have both a balance and its average."""
    return LazyRows(Deviation, ArrowSource(SCHEMA.empty_table(), _converted))


def _column(panel: Panel) -> str | None:
    book, own = panel.now.frame, panel.measure.columns
    wanted = [*(name for name in own if len(own) == 1 and name in AVERAGES), *AVERAGES]
    pairs = ((name, AVERAGES[name]) for name in wanted if name in book and AVERAGES[name] in book)
    return next((name for name, average in pairs if (book[name].notna() & book[average].notna()).any()), None)


def _grouped(
    book: Snapshot, amounts: tuple[Numbers, Numbers], known: Flags, limits: Limits
) -> Iterator[dict[str, Any]]:
    for scope in scopes():
        groups = groups_of(book.frame, scope, known)
        points, averages = (summed(side, groups) for side in amounts)
        told = [
            group_deviation(scope, name, points[name], averages[name], limits.most(scope, name))
            for name in groups
        ]
        yield from sorted(told, key=largest_excess_first)


def largest_excess_first(group: Mapping[str, Any]) -> tuple[int, str]:
    """The order of groups."""
    return -group["excess"], group["group"] or ""


def group_deviation(scope: str, name: str, point: int, average: int, most: float | None) -> dict[str, Any]:
    """The row of one group, by sums in fen. `most`: what its average counts at most; None: nothing limits it."""
    counted = round(counted_average(average, most))
    return {
        "scope": scope,
        "group": name or None,
        "point": point,
        "average": average,
        "capped_average": None if most is None else counted,
        "excess": point - counted,
        "deviation": deviation_of(point, counted),
    }


def _customers(
    book: pd.DataFrame, points: Numbers, averages: Numbers, known: Flags, policy: ComparePolicy
) -> pa.Table:
    excess = np.subtract(points, averages)
    who = np.flatnonzero(known & (averages > 0) & (excess > policy.deviation_limit * averages))
    rows = book["row"].to_numpy(dtype="int64")
    listed = pd.DataFrame({"id": book["customer_id"].iloc[who].to_numpy(), "row": rows[who]}, index=who)
    listed["below"] = -excess[who]
    who = listed.sort_values(["below", "id", "row"]).index.to_numpy()
    blank = pa.nulls(len(who))
    columns = {
        "scope": pa.array([CUSTOMER] * len(who), pa.string()),
        "group": blank.cast(pa.string()),
        "customer_id": pa.array(book["customer_id"].iloc[who].astype("str"), pa.string(), from_pandas=True),
        "row": pa.array(rows[who]),
        "point": pa.array(points[who]),
        "average": pa.array(averages[who]),
        "capped_average": blank.cast(pa.int64()),
        "excess": pa.array(excess[who]),
        "deviation": pa.array(excess[who] / averages[who]),
    }
    return pa.table(columns, SCHEMA)


_AMOUNTS: Sequence[str] = ("point", "average", "capped_average", "excess")


def _converted(table: pa.Table) -> Columns:
    columns = table.to_pydict()
    return {**columns, **{name: yuans_of(columns[name]) for name in _AMOUNTS if name in columns}}
