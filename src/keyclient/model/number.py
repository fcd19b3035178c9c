"""Numbers as results carry them: exact inside, plain JSON numbers outside."""

from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema


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
