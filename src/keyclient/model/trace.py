"""Traces the customers of a portfolio back to the rows of the book."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from keyclient.model.record import dataclass

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd


@dataclass(frozen=True)
class Layout:
    """The position of the table in its sheet. Columns are counted from 0."""

    last_column: int
    """The last column of the table, without keyclient's own columns."""
    own: Mapping[int, str]
    """The headings of the columns keyclient wrote earlier, by column."""
    id_columns: frozenset[int]
    """Columns whose cells are always text: ids, names and numbers that identify someone."""
    lines: Callable[[], Iterator[Sequence[str]]]
    """All rows of the sheet from the first; an error cell has its code, a blank cell an empty text."""


@dataclass(frozen=True)
class Trace:
    """The rows behind the customers, in the order of the book. A *position* is an index in `rows`, from 0."""

    rows: "pd.DataFrame"
    """One row for each row of the table, including those set aside: `row`, the Excel row number, rising, and every
    field of
    `Customer` in the book, as read from that row alone. Dtypes as in `Portfolio.frame`."""
    customer: "npt.NDArray[np.int64]"
    """By position: the index of the customer in `Portfolio.frame`; -1 if the row was set aside."""
    unreadable: "Mapping[str, npt.NDArray[np.int64]]"
    """By field: the positions with a cell that cannot be read."""
    damaged: "Mapping[str, npt.NDArray[np.int64]]"
    """By field: the positions with an id that has lost its last digits."""
    address: Callable[[int, str], str]
    """Gives the Excel address of a field at a position."""
    layout: Layout
    slipped: frozenset[int] = frozenset()
    """Positions set aside because their row in a text file has more cells than there are headings."""
