"""The customers in order of value."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Annotated, Any

import pyarrow as pa
from pydantic import Field

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.metrics.classes import GRADES, ClassLetter
from keyclient.metrics.exact_shares import Number
from keyclient.model.measure import Amount, Measure, Share
from keyclient.model.record import dataclass

_LETTERS: dict[int | None, ClassLetter] = {None: "U", **dict(enumerate(GRADES))}


@dataclass(frozen=True, slots=True)
class RankedCustomer:
    """One customer and its rank."""

    rank: int
    """From 1: largest value first, then by customer id, then by row."""
    customer_id: str | None
    row: int
    value: Amount | None
    share: Share | None
    """Of the gross positive value; None for customers without a positive value."""
    cumulative_share: Share | None
    """Share of the gross positive value held by the customers up to this one; None if no value is positive."""
    class_: Annotated[ClassLetter, Field(alias="class")]


def ranking(table: pa.Table, measure: Measure, base: Number) -> LazyRows[RankedCustomer]:
    """Ranked customers.

    `table`: columns rank (from 0), customer_id, row, value, running (sum of the positive values so far), grade, in
    order. `base`: what shares are taken of.
    """

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        values = columns["value"]
        return {
            "rank": [rank + 1 for rank in columns["rank"]],
            "customer_id": columns["customer_id"],
            "row": columns["row"],
            "value": measure.amounts(values),
            "share": [value / base if value is not None and value > 0 else None for value in values],
            "cumulative_share": [running / base if base else None for running in columns["running"]],
            "class_": [_LETTERS[grade] for grade in columns["grade"]],
        }

    return LazyRows(RankedCustomer, ArrowSource(table, convert))


def ranked(columns: Mapping[str, Sequence[Any]], measure: Measure, base: Number) -> list[RankedCustomer]:
    """The same of a few customers in order: customer_id, row, value, grade. Whole numbers of any size."""
    values = columns["value"]
    running = accumulate(max(value or 0, 0) for value in values)
    return [
        RankedCustomer(
            rank,
            id_,
            row,
            None if value is None else measure.amount(value),
            value / base if value is not None and value > 0 else None,
            held / base if base else None,
            _LETTERS[grade],
        )
        for rank, (id_, row, value, grade, held) in enumerate(
            zip(columns["customer_id"], columns["row"], values, columns["grade"], running, strict=True),
            start=1,
        )
    ]
