"""The way back from the customers of a portfolio to the rows of the book."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd


@dataclass(frozen=True)
class Layout:
    """Where the table stands in its sheet. Columns count from 0 as in the sheet."""

    last_column: int
    """The last column of the table, keyclient's own left out."""
    own: Mapping[int, str]
    """The headings of the columns that keyclient has written before, by column."""
    id_columns: frozenset[int]
    """Columns whose cells are text whatever they look like: ids, names and numbers that name somebody."""
    lines: Callable[[], Iterator[Sequence[str]]]
    """All rows of the sheet, from the first; an error cell has its code, a blank cell no text."""


@dataclass(frozen=True)
class Trace:
    """The rows behind the customers, in the order of the book. A *position* is a place in `rows`, from 0."""

    rows: "pd.DataFrame"
    """One row a row of the table, also of those set aside: `row` as Excel numbers it, rising, and every field of
    `Customer` that the book has, as read from that row alone. Dtypes as in `Portfolio.frame`."""
    customer: "npt.NDArray[np.int64]"
    """By position: the customer's place in `Portfolio.frame`; -1 where the row was set aside."""
    unreadable: "Mapping[str, npt.NDArray[np.int64]]"
    """By field: positions whose cell holds something that cannot be read."""
    damaged: "Mapping[str, npt.NDArray[np.int64]]"
    """By field: positions whose id has lost its last digits."""
    address: Callable[[int, str], str]
    """Excel's name of the cell of a position under the heading of a field."""
    layout: Layout
    slipped: frozenset[int] = frozenset()
    """Positions set aside because the row of a text file has more cells than there are headings."""
