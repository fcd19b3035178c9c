"""Whom the book of a plan lists: where a line that people kept or added finds its customer."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from keyclient.analysis.plan.result import Baseline
from keyclient.model.measure import Amount


class InBook(NamedTuple):
    """What the book says of one customer now."""

    customer_id: str | None
    row: int
    tier: str | None
    value: Amount | None
    cell: str | None
    """Of the grid."""
    owner: str | None
    """Her manager; None: nobody."""


@dataclass(frozen=True, eq=False)
class PlanBook:
    """The newest book, as the lines of an earlier plan see it."""

    frame: pd.DataFrame
    """One row a customer, with `customer_id` and `name` where the book has them."""
    as_of: dt.date
    until: dt.date
    """The last day of the plan: when an added line without a deadline is due."""
    sha256: str
    at: Callable[[int], InBook]
    """The customer at a position of the frame; asked only for those whom a written line is about."""
    plain: Callable[[str], str] = str
    """A criterion in one way of writing, whatever its language; as it is where it cannot be understood."""

    def find(self, customer_id: str | None, name: str | None) -> InBook | None:
        """A customer by her id, else by a name that nobody else has; None where the book lists no such customer."""
        place = self._by_id.get(customer_id) if customer_id is not None else None
        if place is None and customer_id is None and name is not None:
            place = self._by_name.get(name)
        return None if place is None else self.at(place)

    def baseline(self, customer: InBook) -> Baseline:
        """What a line that people added for her starts from."""
        return Baseline(customer.value, self.as_of, self.sha256)

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return _only_ones(self.frame, "customer_id")

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return _only_ones(self.frame, "name")


def _only_ones(frame: pd.DataFrame, column: str) -> dict[str, int]:
    """The position of each value of a column that stands in one row alone; nothing where the book lacks the column."""
    if column not in frame:
        return {}
    values = frame[column].reset_index(drop=True).dropna()
    values = values[~values.duplicated(keep=False)]
    return dict(zip(values.astype(str), values.index, strict=True))
