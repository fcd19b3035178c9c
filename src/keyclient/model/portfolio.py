"""The customers of a book as a frame, with what makes the frame meaningful."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from keyclient.model.column import Standing, UnderstoodColumn
from keyclient.model.customer import Customer
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.measure import Measure
from keyclient.model.place import in_sheet
from keyclient.model.receipt import Source
from keyclient.model.report import Sentence
from keyclient.model.trace import Trace

if TYPE_CHECKING:
    import pandas as pd


def held_column(family: str) -> str:
    """The frame column that says who holds a product family."""
    return f"{family}#held"


@dataclass(frozen=True)
class Portfolio:
    """One row a customer.

    Columns of `frame`:

    - `row`: int64, the row in the sheet as Excel numbers it; of merged rows the first.
    - every field of `Customer` that the book has, under the field's name: money `Int64` in fen, counts
      `Int64`, numbers `Float64`, dates `datetime64[s]`, everything else `str`; a blank is NA.
    - `FAMILY#held`: `Int8`, where a command asks for holdings and the book says anything about the family: 1 held,
      0 not held, NA where the book does not say.
    - a heading that tells a day as `datetime64[s]` under `day_column(HEADING)`, one that answers yes or no as `str`
      under `mark_column(HEADING)`.
    - a heading to group by that is no text field, as `str` under `HEADING#by`; a measure, or a further number, that
      is no money field under its heading, with `#` behind it where that is a field's name or one of these columns'.
    - `value`: the measure, `Int64` in units of `measure.decimals` (money: fen) or `Float64` where that is None;
      NA is blank. Present when `measure` is.
    """

    frame: "pd.DataFrame"
    as_of: dt.date
    sources: tuple[Source, ...]
    measure: Measure | None
    further: Mapping[str, Measure] = field(default_factory=dict)
    """What was asked for beside the measure, by the name it was asked for; each has one column."""

    @property
    def customers(self) -> Iterator[Customer]:
        """The same customers as models, one by one."""
        names = [name for name in fields() if name in self.frame.columns]
        for record in self.frame[names].to_dict("records"):
            yield Customer.model_validate({str(key): _plain(value) for key, value in record.items()})


def day_column(heading: str) -> str:
    """Frame column of a heading that is no field and tells a day."""
    return f"{heading}#day"


def mark_column(heading: str) -> str:
    """Frame column of a heading that is no field and answers yes or no."""
    return f"{heading}#mark"


@dataclass(frozen=True)
class Loaded:
    """What reading a book gives: its customers and what was wrong with it."""

    portfolio: Portfolio
    issues: tuple[Issue, ...]
    columns: tuple[UnderstoodColumn, ...]
    """Every heading of the book and how it was understood."""
    group: str | None
    """Frame column of the heading that customers are to be grouped by."""
    as_of_from_file: bool
    """Whether the book names no data date, so that the day its file was last changed stands in for it."""
    told: tuple[Sentence, ...]
    """What was chosen, in one or two sentences: the sheet, the heading row, the measure."""
    trace: Trace | None = None
    """The rows behind the customers, where they were asked for."""
    are_events: bool = False
    """Whether the rows stayed apart because they are events."""

    def address(self, row: int, field: str) -> str:
        """Excel's name of the cell of a field in a row of the frame, or of the row where the book has no such field."""
        letter = next(
            (
                column.letter
                for column in self.columns
                if column.standing is Standing.TAKEN and column.field == field
            ),
            "",
        )
        return in_sheet(self.portfolio.sources[0].sheet, f"{letter}{row}")


def _plain(value: object) -> object:
    """A cell of the frame as the plain Python value that a model takes."""
    import pandas as pd

    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    item = getattr(value, "item", None)
    return item() if callable(item) else value
