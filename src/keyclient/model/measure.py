"""The measure customers are ranked by."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from math import ceil
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema

from keyclient.model.label import Label
from keyclient.model.record import dataclass


def _json_number(value: Decimal) -> float:
    return float(value)


Amount = Annotated[
    Decimal,
    PlainSerializer(_json_number, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""Yuan, or the unit of the measure. Exact in Python, a number in JSON."""

Share = float
"""A share, 0..1."""


class MeasureKind(StrEnum):
    """Whether the measure is yuan or a plain number."""

    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of a customer: one column of the frame, or the sum of several.

    Values are kept in whole units of `10 ** -decimals` (money: fen, two decimals) so that sums are exact. `decimals`
    is None for plain numbers that do not fit such units; their values are floats.
    """

    name: str
    """A field name, a heading of the book, or the terms of a sum joined by `+`."""
    label: Label
    columns: tuple[str, ...]
    """The frame columns whose sum is the value. Null terms count as 0; if all are null, the sum is null."""
    kind: MeasureKind
    decimals: int | None

    def amount(self, value: float) -> Decimal:
        """A value of the frame as yuan or as a plain number."""
        if self.decimals is None:
            return Decimal(repr(float(value)))
        return Decimal(int(value)).scaleb(-self.decimals)

    def units(self, amount: Decimal) -> float:
        """The smallest value of the frame that is at least an amount: the inverse of `amount`."""
        return float(amount) if self.decimals is None else ceil(amount.scaleb(self.decimals))

    def amounts(self, values: Iterable[float | None]) -> list[Decimal | None]:
        """`amount` of every value of a column, None for None; much faster than one by one."""
        if self.decimals is None:
            return [None if value is None else self.amount(value) for value in values]
        unit = self.amount(1)
        return [None if value is None else unit * int(value) for value in values]
