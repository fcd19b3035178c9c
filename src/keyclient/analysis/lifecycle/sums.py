"""Counts and exact sums by group over a portfolio of any size, in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw

from keyclient.metrics.whole_sums import HALF, half_names, whole_sum


def counts_and_sums(
    frame: "nw.LazyFrame[Any]",
    counts: Mapping[str, nw.Expr],
    amounts: Mapping[str, nw.Expr],
    by: Sequence[str],
) -> Iterator[dict[str, Any]]:
    """One row a group of the columns `by`: its values, and the sums as Python ints; nulls count 0.

    The halves of `amounts` are columns before they are added up: engines in memory are slow with computed sums.
    """
    terms = (*counts, *(half for name in amounts for half in half_names(name)))
    split = _halved(frame.select(*by, **counts, **amounts), amounts)
    summed = split.group_by(*by).agg(*(nw.col(name).sum() for name in terms))
    for row in summed.collect(backend="pyarrow").rows(named=True):
        numbers = {name: int(row[name] or 0) for name in counts}
        yield {
            **{name: row[name] for name in by},
            **numbers,
            **{name: whole_sum(row, name) for name in amounts},
        }


def _halved(frame: "nw.LazyFrame[Any]", names: Iterable[str]) -> "nw.LazyFrame[Any]":
    halves = {name: half_names(name) for name in names}
    with_low = frame.with_columns(**{low: nw.col(name) % HALF for name, (low, _) in halves.items()})
    high = {
        high: ((nw.col(name) - nw.col(low)) / HALF).cast(nw.Int64) for name, (low, high) in halves.items()
    }
    return with_low.with_columns(**high)
