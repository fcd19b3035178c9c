"""The totals of columns over a portfolio of any size, exact beyond int64."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw

from keyclient.metrics.floors import Totals
from keyclient.metrics.whole_sums import half_names, half_sums, halves, whole_sum


def exact_totals(frame: "nw.LazyFrame[Any]", columns: Sequence[str]) -> dict[str, Totals]:
    """The totals of columns of int64, in one pass; nulls are ignored. A portfolio without customers gives zeros."""
    numbered = list(enumerate(dict.fromkeys(columns)))
    split = frame.select(*(part for number, name in numbered for part in _parts(number, name)))
    parts = split.with_columns(*(part for number, _ in numbered for part in _gross(number)))
    sums = [one for number, _ in numbered for one in _sums(number)]
    (row,) = parts.select(*sums).collect().to_arrow().to_pylist()
    return {name: _totals(row, number) for number, name in numbered}


def _parts(number: int, name: str) -> Iterator[nw.Expr]:
    value = nw.col(name)
    yield (~value.is_null()).cast(nw.Int64).alias(f"known{number}")
    yield (value.fill_null(0) > 0).cast(nw.Int64).alias(f"positives{number}")
    yield from halves(f"net{number}", value.fill_null(0))


def _gross(number: int) -> Iterator[nw.Expr]:
    """The halves of the positive values are those of all values: no need to divide again."""
    for net, gross in zip(half_names(f"net{number}"), half_names(f"gross{number}"), strict=True):
        yield (nw.col(net) * nw.col(f"positives{number}")).alias(gross)


def _sums(number: int) -> Iterator[nw.Expr]:
    yield from (nw.col(f"{name}{number}").sum() for name in ("known", "positives"))
    yield from half_sums(f"net{number}", f"gross{number}")


def _totals(row: Mapping[str, Any], number: int) -> Totals:
    net, gross = whole_sum(row, f"net{number}"), whole_sum(row, f"gross{number}")
    return Totals(
        known=int(row[f"known{number}"] or 0),
        positives=int(row[f"positives{number}"] or 0),
        net=net,
        gross=gross,
        magnitude=float(2 * gross - net),
    )
