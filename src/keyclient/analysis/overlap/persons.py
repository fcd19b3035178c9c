"""Which records are one person, by numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.common.members import Members

Ints = NDArray[Any]
Flags = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Persons:
    """All records of all books, in the order of the books, and the person of each.

    `records` has the columns of `Members.records` and `book` (int, the place of the book), with an index 0..n-1; `person` numbers
    the persons 0..m-1 in an order that depends on neither that of books nor that of rows. `number`: the valid id number or credit code in one form
    (15 digits as 18), NA where there is none or it is not valid. `by_number`, `by_id`: whether the record is joined to another by each.
    """

    books: tuple[Members, ...]
    records: pd.DataFrame
    person: Ints
    number: pd.Series
    by_number: Flags
    by_id: Flags
    contradicted: Flags
    """Records whose customer_id stands with another valid number or another name too, and which are not joined by it."""


def persons(books: Sequence[Members]) -> Persons:
    """Join by valid number, and by customer_id unless numbers, names or birth dates contradict."""
    raise NotImplementedError
