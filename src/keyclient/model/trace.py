"""The way back from the customers of a portfolio to the rows of the book."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd


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
