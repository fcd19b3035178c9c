"""A table found in a book, and the request by which it was found."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from itertools import chain, islice

import numpy as np

from keyclient.ingest.base.grid import Flags, Grid
from keyclient.ingest.cells.unit_words import MoneyUnit
from keyclient.ingest.layout.contents import SAMPLE_ROWS, ColumnKinds, column_kinds
from keyclient.ingest.layout.headings import (
    Understanding,
)
from keyclient.ingest.layout.units_above import UnitAbove
from keyclient.model.label import Label
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class Neighbour:
    """Another table of the sheet, which was not read."""

    place: str
    title: Label


@dataclass(frozen=True)
class Located:
    """A table: its sheet, its heading row, and how the headings were understood."""

    grid: Grid
    """The columns of the table; usually the whole sheet."""
    whole: Grid
    """The sheet."""
    header_row: int
    """Row of the headings, from 0, the last of several; without headings, the row above the first customer."""
    has_headings: bool
    understanding: Understanding
    above: UnitAbove
    """The unit that a line above the table gives for all amounts."""
    data_dates: tuple[dt.date, ...]
    """Data dates in the lines above the table."""
    titles: tuple[str, ...]
    """The lines above the table."""
    passed_over: tuple[str, ...]
    """Other sheets that were not read."""
    neighbours: tuple[Neighbour, ...]
    stretches: tuple[range, ...]
    """The rows of the table itself; those between and below them belong to other tables."""
    next_sheet: str | None = None
    """The sheet that fits best of those that were not read, if it has a table that may be one of customers."""
    rivals: tuple[str, ...] = ()
    """Other tables that fit equally well and do not name customers either."""

    @property
    def unit(self) -> MoneyUnit | None:
        """The unit that a line above the table gives for all amounts."""
        return self.above.unit

    @property
    def first_row(self) -> int:
        """The first row under the headings."""
        return self.header_row + 1

    @cached_property
    def kinds(self) -> ColumnKinds:
        """What each column holds. The first row, which may describe the columns, is ignored if there are others."""
        ranges = (
            range(max(rows.start, self.first_row), min(rows.stop, self.grid.used)) for rows in self.stretches
        )
        sample = list(islice(chain.from_iterable(ranges), SAMPLE_ROWS + 1))
        return column_kinds(self.grid, sample[1:] or sample)

    def is_own(self, rows: range) -> Flags:
        """Which of some rows belong to the table."""
        flags = np.zeros(len(rows), dtype=bool)
        for own in self.stretches:
            flags[max(own.start - rows.start, 0) : max(min(own.stop, self.grid.used) - rows.start, 0)] = True
        return flags


@dataclass(frozen=True)
class TableRequest:
    """Which table the caller wants."""

    sheet: str | None
    header_row: int | None
    """Numbered as in Excel, from 1; 0: there are no headings."""
    mapping: Mapping[str, str]
    names: tuple[str, ...]
    """Headings that the command asks for; a row that has them is a heading row, and its table is preferred."""
