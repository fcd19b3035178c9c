"""Customers of a portfolio of any size, counted by what is alike in them, so that figures are made of few rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from keyclient.metrics.whole_sums import half_names, half_sums, halves

COUNT = "n"
"""The column with the number of customers who are alike."""


def alike(customers: "nw.LazyFrame[Any]", keys: Sequence[str]) -> "nw.LazyFrame[Any]":
    """One row for each combination of `keys`, with the customers as `COUNT` and their `value` as the halves of its sum.

    A blank value counts 0. As many rows as there are combinations: for columns of a few values.
    """
    names = half_names("value")
    rows = customers.select(*keys, *halves("value", nw.col("value")))
    counted = rows.group_by(*keys).agg(nw.len().alias(COUNT), *half_sums("value"))
    return counted.with_columns(nw.col(COUNT, *names).cast(nw.Int64))


def summed(
    rows: "nw.LazyFrame[Any]", terms: Mapping[str, nw.Expr], by: Sequence[str]
) -> list[dict[str, Any]]:
    """The sums of some terms by group, in memory: one row a group."""
    # Terms are columns before they are added up: engines in memory are slow with computed sums.
    found = rows.select(*by, **terms).group_by(*by).agg(*(nw.col(name).sum() for name in terms))
    return found.collect(backend="pyarrow").rows(named=True)
