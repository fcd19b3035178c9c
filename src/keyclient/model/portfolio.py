"""The customers of a book as a frame, with its metadata."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, NamedTuple

from keyclient.model.averaged import AveragedOver
from keyclient.model.column import HeadingStatus, UnderstoodColumn
from keyclient.model.customer import Customer
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.measure import Measure
from keyclient.model.place import in_file, in_sheet
from keyclient.model.receipt import Source
from keyclient.model.record import dataclass
from keyclient.model.report import Sentence
from keyclient.model.since import Since
from keyclient.model.trace import Trace

if TYPE_CHECKING:
    import pandas as pd


def held_column(family: str) -> str:
    """The frame column that says whether a product family is held."""
    return f"{family}#held"


GROUPED_BY_HEADING = "#by"
"""Follows the heading in the name of a frame column to group by that is no text field."""

LISTED_PRODUCTS = "products#listed"
"""The frame column with the number of products in the lists of holdings."""


class NoBand(NamedTuple):
    """The `row` of each customer in no age band, where lists are about some bands."""

    unknown: frozenset[int]
    """People of unknown age."""
    corporate: frozenset[int]

    def among(self, rows: frozenset[int]) -> "NoBand":
        """Those of them who are among some customers."""
        return NoBand(self.unknown & rows, self.corporate & rows)


@dataclass(frozen=True)
class Portfolio:
    """The customers of a book, one row each.

    Columns of `frame`:

    - `row`: int64, the row number in Excel; the first of merged rows.
    - every field of `Customer` in the book, under the field's name: money `Int64` in fen, counts `Int64`, numbers
      `Float64`, dates `datetime64[s]`, everything else `str`; a blank is NA.
    - `FAMILY#held`: `Int8`, if a command needs holdings and the book has any data on the family: 1 held, 0 not held, NA
      unknown.
    - `LISTED_PRODUCTS`: `Int64`, if a command needs it and the book has lists of holdings; NA where they are blank.
    - a column of dates that is no field, as `datetime64[s]` under `day_column(HEADING)`; a column of yes and no, as
      `str` under `mark_column(HEADING)`.
    - a column to group by that is no text field, as `str` under `HEADING#by`; a measure or further number that is no
      money field, under its heading, with `#` appended if that is a field's name or one of these columns.
    - `value`: the measure, `Int64` in units of `measure.decimals` (money: fen), or `Float64` if that is None; NA is
      blank. Present if `measure` is.
    """

    frame: "pd.DataFrame"
    as_of: dt.date
    sources: tuple[Source, ...]
    measure: Measure | None
    further: Mapping[str, Measure] = field(default_factory=dict)
    """Further numbers that were requested, by the requested name; each has one column."""
    parts: "pd.DataFrame | None" = None
    """Where customers have several rows and are grouped: a row for each customer and group, with `row` as in `frame`,
    `group` (text, "" is blank) and `value`, of the customer's rows in the group alone. None: each is in one group."""
    split: "Callable[[Sequence[str], Sequence[str]], pd.DataFrame] | None" = None
    """Where customers have several rows: the same for each combination of the columns given first, as text under their
    own names, with the columns given second, merged as in `frame`. None: each customer is one row of the book."""

    listed: frozenset[int] | None = None
    """The `row` of each customer that lists are about; None: all."""
    unread: "pd.DataFrame | None" = None
    """The customers whose value cannot be read, who are not in `frame`: `row`, `customer_id`, `name`, `phone`, `manager`
    and `branch` where the book has them, `cell` (the address to look at) and `typed` (what stands there). None: there
    are none."""
    rows_of: "Callable[[Sequence[str]], pd.DataFrame] | None" = None
    """Where customers have several rows: those rows with the columns given, as they stand in the book. `row` is that of the
    customer as in `frame`, `own_row` the row's own. Rows of an earlier data date, and those whose amount counts in
    another row already, are left out. None: each customer is one row of the book."""
    no_band: NoBand | None = None
    """The customers in none of the age bands, where lists are about some of these; None: they are not."""
    aside: "pd.DataFrame | None" = None
    """The rows set aside whose customers the book lists with a value that nobody knows, unreadable or in a foreign currency:
    `customer_id`, and `manager` and `branch` where the book has them. None: there are none."""
    rounded: frozenset[int] = frozenset()
    """The `row` of each customer whose `customer_id` has lost digits: it may be that of several."""
    averaged: Mapping[str, AveragedOver | None] = field(default_factory=dict)
    """For each average that the book has, by field: over which time; None where its heading does not say, or where the book
    has no data date, so that nobody knows how much of that time is gone."""

    @property
    def customers(self) -> Iterator[Customer]:
        """The same customers as models, one at a time."""
        names = [name for name in fields() if name in self.frame.columns]
        for record in self.frame[names].to_dict("records"):
            yield Customer.model_validate({str(key): _plain(value) for key, value in record.items()})


def day_column(heading: str) -> str:
    """The frame column of a heading that is no field and has dates."""
    return f"{heading}#day"


def mark_column(heading: str) -> str:
    """The frame column of a heading that is no field and has yes and no."""
    return f"{heading}#mark"


@dataclass(frozen=True)
class Loaded:
    """The result of reading a book: its customers and its defects."""

    portfolio: Portfolio
    issues: tuple[Issue, ...]
    columns: tuple[UnderstoodColumn, ...]
    """Every heading of the book and how it was used."""
    group: str | None
    """The frame column to group customers by."""
    as_of_from_file: bool
    """Whether the book has no data date, so that the day its file was last modified is used."""
    told: tuple[Sentence, ...]
    """The choices made, in one or two sentences: the sheet, the heading row, the measure."""
    trace: Trace | None = None
    """The rows behind the customers, if requested."""
    are_events: bool = False
    """Whether the rows were not merged because they are events."""
    periods: tuple[str, ...] = ()
    """The data dates of the rows, as they stand in the book, oldest first; each may be asked for as `Request.period`."""
    change_since: Mapping[str, Since | None] = field(default_factory=dict)
    """For each field with the change of a balance that the book has: since when; None where its heading does not say."""

    file: str | None = None
    """The name of its file, if that stands in every address."""

    def address(self, row: int, field: str) -> str:
        """The Excel address of a field in a row of the frame, or of the row if the book has no such field."""
        letter = next(
            (
                column.letter
                for column in self.columns
                if column.standing is HeadingStatus.TAKEN and column.field == field
            ),
            "",
        )
        place = in_sheet(self.portfolio.sources[0].sheet, f"{letter}{row}")
        return place if self.file is None else in_file(self.file, place)

    def named(self, file: str) -> "Loaded":
        """The same with the name of its file in every address: beside another file the cells alone are ambiguous."""
        issues = (
            issue if issue.cell is None else replace(issue, cell=in_file(file, issue.cell))
            for issue in self.issues
        )
        return replace(self, file=file, issues=tuple(issues))


def _plain(value: object) -> object:
    """A cell of the frame as the plain Python value a model expects."""
    import pandas as pd

    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    item = getattr(value, "item", None)
    return item() if callable(item) else value
