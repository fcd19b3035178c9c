"""Where the shares of every group end on its curve, with its totals, by windows within the groups: one row a group.

The customers of every group are put in order, and those at an end are told by the sums down to them. The cost is in
proportion to the customers whatever the groups, and an engine does it on disk where it must.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import narwhals as nw

from keyclient.metrics.exact_shares import share_rounded_up

_GROUP = "group"
_LARGEST = 2**62
"""Sums stay below this, as whole numbers of an engine do."""
TOTALS = ("customers", "known", "positives", "zeros", "gross", "loss")
_VALUE, _RANK, _SUM = nw.col("value"), nw.col("rank"), nw.col("sum")
BLOCK = ("value", "reach", "held", "ahead", "larger")
"""What is told of the block of equal values in which a share ends: see `keyclient.metrics.curve`."""


_FIRST = ("#reach", "#held")


class Digits(NamedTuple):
    """How values are split, so that the sums of their products with ranks fit."""

    bits: int
    """The width of each digit."""
    number: int
    """How many there are; what is left above them is one more."""

    @classmethod
    def of(cls, customers: int, magnitude: int) -> "Digits":
        """For groups of at most so many customers whose values, without their signs, sum up to `magnitude`."""
        bits = max(62 - 2 * customers.bit_length(), 1)
        number = 0
        while customers * ((magnitude >> (bits * number)) + customers) >= _LARGEST:
            number += 1
        return cls(bits, number)


def group_totals(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Counts and sums of each group, lazily: `group` and `TOTALS`, exact while all sums fit.

    `frame`: columns `group` (never null) and `value` (int64, null is blank).
    """
    positive, is_known = (_VALUE > 0).cast(nw.Int64), (~_VALUE.is_null()).cast(nw.Int64)
    terms = frame.select(
        _GROUP,
        nw.lit(1).alias("customers"),
        is_known.alias("known"),
        positive.alias("positives"),
        (_VALUE == 0).cast(nw.Int64).alias("zeros"),
        (_VALUE * positive).alias("gross"),
        (_VALUE * (1 - positive)).alias("loss"),
    )
    sums = terms.group_by(_GROUP).agg(*(nw.col(name).sum() for name in TOTALS))
    return sums.select(_GROUP, *(nw.col(name).fill_null(0).cast(nw.Int64) for name in TOTALS))


def group_ends(
    frame: nw.LazyFrame[Any], totals: nw.LazyFrame[Any], shares: Sequence[float], digits: Digits
) -> nw.LazyFrame[Any]:
    """By group, for each share of its gross positive value, the block in which it ends.

    Columns: `group`; `NUMBER#NAME` by the place of the share and the names of `BLOCK`; `weight#NUMBER`: the sum of rank times
    digit, lowest first, the last of what is above. Where no value is positive, the value of a block is 0 and the rest means
    nothing. Groups without known values are missing. `totals`: of `group_totals`.
    """
    ends = totals.select(
        _GROUP,
        *(share_rounded_up(nw.col("gross"), share).alias(f"{n}#end") for n, share in enumerate(shares)),
    )
    lines = _in_order(frame).join(ends, on=_GROUP)
    blocks = [column for n in range(len(shares)) for column in _at_end(n)]
    weights = [(_RANK * digit).alias(f"weight#{n}") for n, digit in enumerate(_split(_VALUE, digits))]
    blocks_named = [f"{n}#{name}" for n in range(len(shares)) for name in BLOCK]
    sums = [f"weight#{n}" for n in range(digits.number + 1)]
    found = (
        lines.select(_GROUP, *blocks, *weights)
        .group_by(_GROUP)
        .agg(
            *(nw.col(name).min() if name.endswith(_FIRST) else nw.col(name).max() for name in blocks_named),
            *(nw.col(name).sum() for name in sums),
        )
    )
    return found.select(_GROUP, *(nw.col(name).cast(nw.Int64) for name in (*blocks_named, *sums)))


def weight_of(sums: Sequence[int], digits: Digits) -> int:
    """The sum of rank times value from those of the digits."""
    return sum(part << (digits.bits * place) for place, part in enumerate(sums))


def _in_order(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The customers with their rank, the sum down to them, and whether they are the last of their value.

    The three share one order, in which equal values may stand in any way.
    """
    known = _numbered(frame.select(_GROUP, "value").filter(~_VALUE.is_null()))
    lines = known.with_columns((-_VALUE).alias("falling")).with_columns(
        _VALUE.cum_count().over(_GROUP, order_by="falling").cast(nw.Int64).alias("rank"),
        _VALUE.cum_sum().over(_GROUP, order_by="falling").cast(nw.Int64).alias("sum"),
        _VALUE.shift(-1).over(_GROUP, order_by="falling").alias("next"),
    )
    following = nw.col("next")
    return lines.select(
        _GROUP, "value", "rank", "sum", ((following != _VALUE) | following.is_null()).alias("last")
    )


def _numbered(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The same rows, of pandas with row labels from 0 on: narwhals takes them for places where a window has an order (2.29.0)."""
    if not frame.implementation.is_pandas():
        return frame
    return nw.maybe_reset_index(frame.collect()).lazy()


def _at_end(number: int) -> list[nw.Expr]:
    """Sums rise down to the last positive value: the first block that is there has the extremes, and so has the last before."""
    end, is_last = nw.col(f"{number}#end"), nw.col("last") & (_VALUE > 0)
    there, before = is_last & (end <= _SUM), is_last & (end > _SUM)
    columns = ((there, _VALUE), (there, _RANK), (there, _SUM), (before, _RANK), (before, _SUM))
    return [
        nw.when(where)
        .then(column)
        .otherwise(nw.lit(_LARGEST if f"#{name}" in _FIRST else 0, nw.Int64))
        .alias(f"{number}#{name}")
        for name, (where, column) in zip(BLOCK, columns, strict=True)
    ]


def _split(value: nw.Expr, digits: Digits) -> list[nw.Expr]:
    found = []
    for _ in range(digits.number):
        low = value % 2**digits.bits
        found.append(low)
        value = ((value - low) / 2**digits.bits).cast(nw.Int64)
    return [*found, value]
