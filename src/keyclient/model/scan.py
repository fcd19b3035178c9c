"""The customers of a portfolio of any size, as an engine sees them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from keyclient.model.engine import Engine
from keyclient.model.issue import Issue
from keyclient.model.measure import Measure
from keyclient.model.receipt import Source
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    import narwhals as nw

__all__ = ["Engine", "Scan"]


@dataclass(frozen=True, eq=False)
class Scan:
    """The customers of a portfolio, one row each, read only when a figure of them is collected.

    Columns of `frame`, those that the analysis asked for and the portfolio has:

    - `row`: Int64, the row of the customer in its book; 0 where the portfolio names no rows. Not unique over several books.
    - every field of `Customer` under its name: money Int64 in fen, counts Int64, numbers Float64, dates Date, everything else
      String; a blank is null.
    - `FAMILY#held` (see `keyclient.model.portfolio.held_column`): Int64, 1 held, 0 not held, null unknown.
    - a further number under its name.
    - `value`: the measure, Int64 in units of `measure.decimals`; null is blank. Present if `measure` is.
    - `group`: String, "" is blank, if customers are grouped.
    """

    frame: "nw.LazyFrame[Any]"
    engine: Engine
    customers: int
    """How many rows `frame` has."""
    as_of: dt.date
    as_of_from_file: bool
    """Whether no data date stands in the portfolio, so that the day its newest file was last modified is used."""
    sources: tuple[Source, ...]
    measure: Measure | None
    issues: tuple[Issue, ...] = ()
    further: Mapping[str, Measure] = field(default_factory=dict)
    """Further numbers that were asked for, by the name asked for; each has one column."""
    keep: "Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]] | None" = None
    """Computes a frame once and keeps it where the engine may spill, until the portfolio is closed; None: each figure computes it."""
    group: str | None = None
    """What customers are grouped by: a field or a column of the portfolio; None: they are not."""
    understood: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns by the field that they were taken for, where that is not by the field's own name."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of `frame`."""
        return tuple(self.frame.collect_schema().names())
