"""The customers in order of value, as many as are asked for."""

from dataclasses import dataclass
from typing import Annotated

import pyarrow as pa
from pydantic import Field

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.metrics.classes import GRADES, ClassLetter
from keyclient.metrics.exact_shares import Number
from keyclient.model.measure import Amount, Measure, Share

_LETTERS: dict[int | None, ClassLetter] = {None: "U", **dict(enumerate(GRADES))}


@dataclass(frozen=True, slots=True)
class RankedCustomer:
    """One customer and its place."""

    rank: int
    """From 1: largest value first, then by customer id, then by row."""
    customer_id: str | None
    row: int
    value: Amount | None
    share: Share | None
    """Of the gross positive value; None for customers without a positive value."""
    cumulative_share: Share | None
    """Part of the gross positive value that the customers up to this one hold; None where nobody's value is positive."""
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
