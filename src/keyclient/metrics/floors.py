"""The value that a share of the customers reach, and the totals of a column."""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.exact_shares import Number
from keyclient.metrics.largest_first import rank_at
from keyclient.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals over the customers with a value in a column."""

    known: int = 0
    positives: int = 0
    net: Number = 0
    gross: Number = 0
    """Sum of the positive values."""
    magnitude: float = 0.0
    """Sum of the absolute values in floating point: shows whether the exact sums could overflow int64."""


@dataclass(frozen=True, slots=True)
class ReachedValue:
    """The value of the customer at a rank, and how many customers have at least that value."""

    rank: int
    value: Number
    customers: int
    """At least `rank`; more if others have the same value."""


def as_floats(value: nw.Expr) -> nw.Expr:
    """Whole units as floats. A cast would fail beyond 2**53; a division rounds."""
    return value / 1


def totals(frame: FrameT, column: str) -> Totals:
    """The totals of a column; nulls are ignored. An empty column gives zeros."""
    value = nw.col(column)
    positive = nw.when(value > 0)
    sums = frame.select(
        value.count().alias("known"),
        (value > 0).fill_null(value=False).cast(nw.Int64).sum().alias("positives"),
        value.sum().alias("net"),
        positive.then(value).sum().alias("gross"),
        as_floats(value).abs().sum().alias("magnitude"),
    )
    row = {name: figure or 0 for name, figure in sums.lazy().collect().rows(named=True)[0].items()}
    number = _number_type(frame, column)
    return Totals(
        known=int(row["known"]),
        positives=int(row["positives"]),
        net=number(row["net"]),
        gross=number(row["gross"]),
        magnitude=float(row["magnitude"]),
    )


def reached(
    frame: FrameT, column: str, positives: int, shares: Sequence[float]
) -> dict[float, ReachedValue | None]:
    """The value at each share (0..1) of the customers with a positive value, counted from the largest and rounded up.

    None if no value is positive. Equal values count together, so more customers than the share may reach it.
    """
    if not positives or not shares:
        return dict.fromkeys(shares)
    number = _number_type(frame, column)
    values = frame.filter((nw.col(column) > 0).fill_null(value=False)).select(nw.col(column).alias("value"))
    ordered = values.sort("value", descending=True)
    found: dict[float, ReachedValue | None] = {}
    for share in shares:
        rank = rank_at(share, positives)
        floor = number(_figure(ordered.head(rank).select(nw.col("value").min())))
        many = _figure(values.select((nw.col("value") >= floor).cast(nw.Int64).sum()))
        found[share] = ReachedValue(rank, floor, int(many))
    return found


def value_at(frame: FrameT, column: str, rank: int) -> Number:
    """The value of the customer at a rank, from 1; the column must have at least `rank` values."""
    values = frame.filter(~nw.col(column).is_null()).select(nw.col(column).alias("value"))
    best = values.sort("value", descending=True).head(rank)
    return _number_type(frame, column)(_figure(best.select(nw.col("value").min())))


def _number_type(frame: FrameT, column: str) -> type[int] | type[float]:
    """The Python type for values of a column, since engines return their own: int for whole units, else float."""
    return int if frame.collect_schema()[column].is_integer() else float


def _figure(frame: FrameT) -> Number:
    found: Number = frame.lazy().collect().item()
    return found
