"""Exact sums of whole numbers on any engine, however large they get.

Engines differ where a sum of int64 leaves int64: pandas wraps silently, Spark raises, DuckDB widens. So each value is
split into two halves whose sums stay inside, and these are put together as Python integers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

HALF = 2**32
"""The halves of a value: what is left after division by it, 0 or above, and the quotient, rounded down."""


def halves(name: str, value: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """Two columns to sum, for one of int64: `whole_sum` puts their sums together again.

    They are columns of their own, since pandas aggregates nothing else in groups. Exact up to 2**31 rows a group.
    """
    low, high = half_names(name)
    rest = value % HALF
    return rest.alias(low), ((value - rest) / HALF).cast(nw.Int64).alias(high)


def half_sums(*names: str) -> list[nw.Expr]:
    """What to aggregate the columns of `halves` by. Nulls count 0."""
    return [nw.col(half).sum() for name in names for half in half_names(name)]


def half_names(name: str) -> tuple[str, str]:
    """The columns that `halves` makes."""
    return f"{name}#low", f"{name}#high"


def whole_sum(row: Mapping[str, Any], name: str) -> int:
    """The sum of a row that was aggregated by `halves`; 0 of no values."""
    low, high = (int(row[column] or 0) for column in half_names(name))
    return high * HALF + low


def whole_sums(frame: "nw.LazyFrame[Any]", values: Mapping[str, nw.Expr]) -> dict[str, int]:
    """The sums of several columns of int64 by name, in one pass. No rows and nulls alone give 0."""
    parts = frame.select(*(half for name, value in values.items() for half in halves(name, value)))
    found = parts.select(*half_sums(*values))
    (row,) = found.collect().rows(named=True)
    return {name: whole_sum(row, name) for name in values}


def grouped_sums(
    frame: "nw.LazyFrame[Any]", by: Sequence[str], values: Mapping[str, nw.Expr], most: int | None = None
) -> dict[tuple[Any, ...], dict[str, int]]:
    """The same by the values of some columns, with the number of rows as `n`; nulls are a group of their own.

    As many entries as there are groups: for columns of a few values. `most`: of more groups than that only one more is there.
    """
    parts = frame.select(*by, *(half for name, value in values.items() for half in halves(name, value)))
    found = parts.group_by(*by).agg(nw.len().alias("n"), *half_sums(*values))
    table = found if most is None else found.head(most + 1)
    return {
        tuple(row[name] for name in by): {
            "n": int(row["n"]),
            **{name: whole_sum(row, name) for name in values},
        }
        for row in table.collect().rows(named=True)
    }
