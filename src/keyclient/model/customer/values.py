"""The types that the fields of a customer have, with their limits."""

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from keyclient.model.age import OLDEST

MAX_FEN = 10**16
"""The largest amount of one customer: 100 trillion yuan."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=32_767)]
Fen = Annotated[int, Field(ge=-MAX_FEN, le=MAX_FEN)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Number = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Age = Annotated[int, Field(ge=0, le=OLDEST)]
Day = Annotated[dt.date, Field(ge=dt.date(1850, 1, 1), le=dt.date(2199, 12, 31))]


DayAhead = Annotated[dt.date, Field(ge=dt.date(1850, 1, 1), le=dt.date.max)]
"""Of a product without an end banks write a day such as 9999-12-31."""


class FieldGroup(BaseModel):
    """A group of fields of `Customer`. Every field is optional; money is in fen."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)
