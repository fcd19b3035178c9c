"""What persons are worth and which tier they reach, over all books together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from keyclient.analysis.common.members import TIERED, Members
from keyclient.analysis.common.tier_book import TierBook, places_by, tier_book
from keyclient.analysis.common.tier_needs import measures_asked
from keyclient.analysis.common.tier_steps import Step
from keyclient.analysis.overlap.one_measure import InOneMeasure, in_one_measure
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.who import Ints
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.tier import TierPolicy

NO_TIER = -1
"""The place of whoever has no tier."""
_HOW = {
    "open_date": "min",
    "last_contact": "max",
    "last_transaction": "max",
    "products": "max",
    "referrals": "sum",
    "satisfaction": "mean",
    "value": "sum",
}
"""How what several records say of one person becomes one."""
_COMPONENTS = {
    "tenure": "max",
    "products": "max",
    "recency": "min",
    "referrals": "sum",
    "satisfaction": "mean",
}
"""The same for a column that has the figure of a component of loyalty itself."""


@dataclass(frozen=True, eq=False)
class Combined:
    """The persons of all books in tiers, by the measure that values most records."""

    measure: Measure
    worth: pd.Series
    """Of each record in units of the measure; NA is blank, or of another measure."""
    persons: pd.DataFrame
    """What tiers are made from, a row each person; `value` in units of the measure, NA where no record has one."""
    book: TierBook
    places: Ints
    """The tier of each person."""
    record_places: Ints
    """The tier of each record in its own book, by the measure of that; `NO_TIER` where it has none."""
    portfolio: Portfolio
    policy: TierPolicy
    how: Mapping[str, str]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The tiers, best first, with their floors over all persons."""
        return self.book.steps

    def together(self, persons: Ints, groups: Ints) -> tuple[pd.Series, Ints]:
        """Value and tier of some groups, numbered from 0, as if the persons of each were one; the floors stay."""
        frame = pooled(self.persons.take(persons), groups, self.how)
        portfolio = _portfolio(frame, self.portfolio)
        return frame["value"], places_by(self.book, portfolio, self.policy)


def combine(persons: Persons, policy: TierPolicy) -> Combined | None:
    """The persons in tiers; None where no book has a measure. Raises `UnmeasuredTierError` and `SumTooLargeError`."""
    found = in_one_measure(persons.books)
    if found is None:
        return None
    how = {**_HOW, **_further_how(found, policy)}
    frame = pooled(_figures(persons, found), persons.person, how)
    source = persons.books[0].source
    as_of = max(book.as_of for book in persons.books)
    whole = Portfolio(frame, as_of, (source,), found.measure, found.further)
    book = tier_book(whole, found.measure, policy)
    places = np.asarray(book.frame["place"].to_numpy(), dtype=np.int64)
    own = np.concatenate([_own_places(one, policy) for one in persons.books])
    return Combined(found.measure, found.worth, frame, book, places, own, whole, policy, how)


def pooled(frame: pd.DataFrame, groups: Ints, how: Mapping[str, str]) -> pd.DataFrame:
    """One row for each group, numbered from 0 without gaps, whatever the order of rows; `row` is its number."""
    columns = {str(name): _pooled(frame[name], groups, how[str(name)]) for name in frame if name in how}
    number = int(groups.max()) + 1 if len(groups) else 0
    return pd.DataFrame({"row": np.arange(number, dtype=np.int64), **columns})


def _pooled(column: pd.Series, groups: Ints, how: str) -> pd.Series:
    """One column by group. Floats are added in rising order, since their sum depends on it."""
    if how in ("sum", "mean") and column.dtype == "Float64":
        rising = np.argsort(column.fillna(0).to_numpy(dtype="float64"), kind="stable")
        column, groups = column.take(rising), groups[rising]
    grouped = column.groupby(groups, sort=True)
    found = grouped.sum(min_count=1) if how == "sum" else grouped.agg(how)
    return pd.Series(found.to_numpy(), dtype=column.dtype) if how == "mean" else found.reset_index(drop=True)


def _figures(persons: Persons, found: InOneMeasure) -> pd.DataFrame:
    records = persons.records
    names = [name for name in (*TIERED, "open_date", "last_contact") if name in records and name in _HOW]
    further = {measure.columns[0]: found.columns[name] for name, measure in found.further.items()}
    figures = records[names].reset_index(drop=True)
    return figures.assign(value=found.worth, **further)


def _further_how(found: InOneMeasure, policy: TierPolicy) -> Mapping[str, str]:
    """Amounts that floors are about add up; a component of loyalty is pooled as its field would be."""
    summed = {tier.measure for tier in policy.ladder}
    by_column = {
        part.column: _COMPONENTS[name] for name, part in policy.loyalty.components.items() if part.column
    }
    return {
        measure.columns[0]: "sum" if name in summed else by_column.get(name, "sum")
        for name, measure in found.further.items()
    }


def _own_places(book: Members, policy: TierPolicy) -> Ints:
    """The tier of each record by its own book; none where it lacks a column that tiers are about."""
    nowhere = np.full(len(book.records), NO_TIER)
    if book.measure is None or not len(book.records):
        return nowhere
    if not {*measures_asked(policy)} <= {*book.further, book.measure.name}:
        return nowhere
    portfolio = Portfolio(book.records, book.as_of, (book.source,), book.measure, book.further)
    placed = tier_book(portfolio, book.measure, policy)
    return np.asarray(placed.frame["place"].to_numpy(), dtype=np.int64)


def _portfolio(frame: pd.DataFrame, like: Portfolio) -> Portfolio:
    return Portfolio(frame, like.as_of, like.sources, like.measure, like.further)


@dataclass(frozen=True, eq=False)
class Tiers:
    """What values and places are called in the answer."""

    combined: Combined | None
    key: frozenset[str]
    """The names of the key tiers."""

    def name(self, place: int | None) -> str | None:
        """The tier at a place."""
        return (
            None
            if self.combined is None or place in (None, NO_TIER)
            else self.combined.book.names[place or 0]
        )

    def is_key(self, place: int | None) -> bool:
        """Whether the tier at a place is a key tier."""
        return self.name(place) in self.key

    def amounts(self, values: Iterable[float | None]) -> Iterator[Decimal | None]:
        """Values in units of the measure, made when the first of them is read."""
        yield from (
            [None for _ in values] if self.combined is None else self.combined.measure.amounts(values)
        )
