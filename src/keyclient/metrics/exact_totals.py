"""The totals of columns over a portfolio of any size, exact beyond int64."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw

from keyclient.metrics.floors import Totals
from keyclient.metrics.whole_sums import halves, whole_sum


def exact_totals(frame: "nw.LazyFrame[Any]", columns: Sequence[str]) -> dict[str, Totals]:
    """The totals of columns of int64, in one pass; nulls are ignored. A portfolio without customers gives zeros."""
    numbered = list(enumerate(dict.fromkeys(columns)))
    asked = [one for number, name in numbered for one in _asked(number, name)]
    row = frame.select(*asked).collect().to_arrow().to_pylist()[0]
    return {name: _totals(row, number) for number, name in numbered}


def _asked(number: int, name: str) -> Iterator[nw.Expr]:
    value = nw.col(name)
    is_positive = (value > 0).fill_null(value=False)
    yield value.count().alias(f"known{number}")
    yield is_positive.cast(nw.Int64).sum().alias(f"positives{number}")
    yield from halves(f"net{number}", value)
    yield from halves(f"gross{number}", nw.when(is_positive).then(value))


def _totals(row: Mapping[str, Any], number: int) -> Totals:
    net, gross = whole_sum(row, f"net{number}"), whole_sum(row, f"gross{number}")
    return Totals(
        known=int(row[f"known{number}"] or 0),
        positives=int(row[f"positives{number}"] or 0),
        net=net,
        gross=gross,
        magnitude=float(2 * gross - net),
    )
