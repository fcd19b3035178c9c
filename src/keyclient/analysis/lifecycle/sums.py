"""Exact sums of whole numbers of any size, by group, over a portfolio of any size."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

_HALF = 2**32


def exact_sums(
    frame: "nw.LazyFrame[Any]",
    counts: Mapping[str, nw.Expr],
    amounts: Mapping[str, nw.Expr],
    by: Sequence[str],
) -> list[dict[str, Any]]:
    """The sums as Python ints, one row a group of `by`; nulls count 0. `amounts` may pass 2**63 in sum, `counts` not."""
    low = {f"{name}#low": amount % _HALF for name, amount in amounts.items()}
    split = frame.select(*by, **counts, **amounts).with_columns(
        **{name: nw.col(name.removesuffix("#low")) % _HALF for name in low}
    )
    high = {
        f"{name}#high": ((nw.col(name) - nw.col(f"{name}#low")) / _HALF).cast(nw.Int64) for name in amounts
    }
    terms = (*counts, *low, *high)
    summed = split.with_columns(**high).group_by(*by).agg(*(nw.col(name).sum() for name in terms))
    rows = summed.collect(backend="pyarrow").rows(named=True)
    return [
        {
            **{name: row[name] for name in by},
            **{name: int(row[name] or 0) for name in counts},
            **{
                name: int(row[f"{name}#high"] or 0) * _HALF + int(row[f"{name}#low"] or 0) for name in amounts
            },
        }
        for row in rows
    ]
