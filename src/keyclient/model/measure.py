"""What customers are ranked by."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema

from keyclient.model.label import Label


def _json_number(value: Decimal) -> float:
    return float(value)


Amount = Annotated[
    Decimal,
    PlainSerializer(_json_number, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""Yuan, or the unit of the measure. Exact; a JSON number outside."""

Share = float
"""A part of a whole, 0..1."""


class MeasureKind(StrEnum):
    """Whether the measure is yuan or a plain number."""

    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of a customer: one column of the frame, or the sum of several.

    Values travel as whole units of `10 ** -decimals` (money: fen, two decimals) so that sums are exact.
    `decimals` is None for a plain number that does not fit such units; its values are floats.
    """

    name: str
    """A field name, a heading of the book, or the parts of a sum joined by `+`."""
    label: Label
    columns: tuple[str, ...]
    """Frame columns whose sum is the value. In a sum blank parts count 0 and all blank is blank."""
    kind: MeasureKind
    decimals: int | None

    def amount(self, value: float) -> Decimal:
        """A value of the frame as yuan, or as the plain number."""
        if self.decimals is None:
            return Decimal(repr(float(value)))
        return Decimal(int(value)).scaleb(-self.decimals)

    def units(self, amount: Decimal) -> float:
        """The smallest value of the frame that is not below an amount: the way back from `amount`."""
        return float(amount) if self.decimals is None else ceil(amount.scaleb(self.decimals))

    def amounts(self, values: Iterable[float | None]) -> list[Decimal | None]:
        """`amount` of every value of a column, None where it is blank; much faster than one by one."""
        if self.decimals is None:
            return [None if value is None else self.amount(value) for value in values]
        unit = self.amount(1)
        return [None if value is None else unit * int(value) for value in values]
