"""The customers in order of value, as many as are asked for."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Annotated

import pyarrow as pa
from pydantic import Field

from keyclient.analysis.common.rows import ColumnCells, Rows
from keyclient.metrics.classes import GRADES, ClassLetter
from keyclient.metrics.exact_shares import Number
from keyclient.model.measure import Amount, Measure, Share

Cells = tuple[int, str | None, int, Amount | None, Share | None, Share | None, ClassLetter]
"""The figures of a `RankedCustomer`, in its order."""

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


class RankedCells(ColumnCells[Cells]):
    """The figures of ranked customers."""

    def __init__(self, table: pa.Table, measure: Measure, base: Number) -> None:
        """`table`: columns rank (from 0), customer_id, row, value, running (sum of the positive values so far), grade, in order."""
        super().__init__(table)
        self._measure = measure
        self._base = base

    def _rows(self, table: pa.Table) -> Iterator[Cells]:
        columns = table.to_pydict()
        values, base = columns["value"], self._base
        return zip(
            [rank + 1 for rank in columns["rank"]],
            columns["customer_id"],
            columns["row"],
            self._measure.amounts(values),
            [value / base if value is not None and value > 0 else None for value in values],
            [running / base if base else None for running in columns["running"]],
            [_LETTERS[grade] for grade in columns["grade"]],
            strict=True,
        )


class Ranking(Rows[RankedCustomer, Cells]):
    """Ranked customers."""

    row = RankedCustomer

    @staticmethod
    def made(cells: Cells) -> RankedCustomer:
        """The customer of these figures."""
        return RankedCustomer(*cells)

    @staticmethod
    def taken(row: RankedCustomer) -> Cells:
        """The figures of this customer."""
        return astuple(row)
