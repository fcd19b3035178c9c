"""The customers of two portfolios whose value changed most, and all of them for a folder of Parquet."""

from typing import Any

import narwhals as nw
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, LazyRows, ListSource
from keyclient.analysis.compare.buckets import ORDER, Bucket
from keyclient.analysis.compare.lists import moved_columns
from keyclient.analysis.compare.panel import ABSENT
from keyclient.analysis.compare.reasons import Reasons
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.analysis.compare.scaled.listed import Row, first_of, ints
from keyclient.analysis.compare.scaled.panel import ScaledPanel
from keyclient.model.label import Lang

Frame = nw.LazyFrame[Any]
Moved = LazyRows[MovedCustomer]
_ORDER = (("size", True), ("customer_id", False))
AMOUNTS = ("before", "after", "change")
"""The columns of all customers that are amounts of the measure."""
_NUMBERS = ("row", "old_row", "was", "now", "before", "after", "change", "bucket")


def largest_changes(panel: ScaledPanel, lang: Lang, top: int | None) -> tuple[Moved, Moved]:
    """The first of all customers, and of those who did not stay in their tier: largest change first, then by number."""
    told = panel.frame.select(
        "customer_id",
        nw.col("new_row").alias("row"),
        "old_row",
        *(_there(name) for name in ("was", "now")),
        nw.col("old_value").alias("before"),
        nw.col("new_value").alias("after"),
        "change",
        "bucket",
        nw.col("change").abs().alias("size"),
    )
    stayed = ORDER.index(Bucket.STAYED)
    if top is None:
        everyone = first_of(told, _ORDER, None)
        return _rows(panel, everyone, lang), _rows(
            panel, [row for row in everyone if row["bucket"] != stayed], lang
        )
    lists = told, told.filter(nw.col("bucket") != stayed)
    firsts = [
        frame.sort(*(name for name, _ in _ORDER), descending=[falls for _, falls in _ORDER])
        .head(top)
        .with_columns(nw.lit(number, dtype=nw.Int64).alias("list"))
        for number, frame in enumerate(lists)
    ]
    found = first_of(nw.concat(firsts, how="vertical"), _ORDER, 2 * top)
    everyone, moved = ([row for row in found if row["list"] == number] for number in range(len(lists)))
    return _rows(panel, everyone, lang), _rows(panel, moved, lang)


def _there(name: str) -> nw.Expr:
    """A place, null where not listed."""
    return nw.when(nw.col(name) != ABSENT).then(nw.col(name)).alias(name)


def _rows(panel: ScaledPanel, found: list[Row], lang: Lang) -> Moved:
    if not found:
        return LazyRows(MovedCustomer, ListSource())
    reasons = Reasons(panel.new.steps, panel.new.measure, lang)
    convert = moved_columns(panel.names, panel.new.measure, reasons)
    return LazyRows(MovedCustomer, ArrowSource(_table(found), convert))


def _table(found: list[Row]) -> pa.Table:
    ids = pa.array([row["customer_id"] for row in found], pa.string())
    return pa.table({"customer_id": ids, **{name: ints(found, name) for name in _NUMBERS}})


def everybody(panel: ScaledPanel) -> Frame:
    """Every customer who can be followed: `customer_id`, the tiers `from` and `to`, `before`, `after`, `change`, `bucket`.

    Amounts are in units of the measure (money: fen); null where not listed, or blank.
    """
    return panel.frame.select(
        "customer_id",
        _named("was", panel.names).alias("from"),
        _named("now", panel.names).alias("to"),
        nw.col("old_value").alias("before"),
        nw.col("new_value").alias("after"),
        "change",
        _named("bucket", [bucket.value for bucket in ORDER]).alias("bucket"),
    )


def _named(column: str, names: list[str]) -> nw.Expr:
    """The name at each place; null where there is none."""
    found: nw.Expr = nw.when(nw.col(column) == 0).then(nw.lit(names[0]))
    for place, name in enumerate(names[1:], 1):
        found = nw.when(nw.col(column) == place).then(nw.lit(name)).otherwise(found)
    return found
