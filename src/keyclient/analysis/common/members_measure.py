"""One measure for the books that are joined: values of another one are left out, those that are kept are in one unit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

import pandas as pd

from keyclient.analysis.common.members import Members
from keyclient.model.measure import Measure, MeasureKind

_Called: TypeAlias = tuple[str, MeasureKind]


def main_measure(books: Sequence[Members]) -> Measure | None:
    """What most books are measured by: of equals that of the most customers, then the first by name. None: no book is measured."""
    measured = [(book.measure, len(book.records)) for book in books if book.measure is not None]
    number = Counter(_called(measure) for measure, _ in measured)
    customers: Counter[_Called] = Counter()
    for measure, size in measured:
        customers[_called(measure)] += size
    best = min(number, key=lambda one: (-number[one], -customers[one], one), default=None)
    return next((measure for measure, _ in measured if _called(measure) == best), None)


def is_by(book: Members, measure: Measure) -> bool:
    """Whether a book has values by a measure."""
    return book.measure is not None and _called(book.measure) == _called(measure)


def by_one_measure(books: Sequence[Members], measure: Measure | None) -> tuple[Members, ...]:
    """The books with values by one measure in one unit; a book with another measure has none."""
    if measure is None:
        return tuple(books)
    places = [book.measure.decimals for book in books if book.measure is not None and is_by(book, measure)]
    known = [decimals for decimals in places if decimals is not None]
    decimals = max(known) if len(known) == len(places) and known else None
    return tuple(_scaled(book, decimals) if is_by(book, measure) else _unmeasured(book) for book in books)


def _called(measure: Measure) -> _Called:
    return measure.name, measure.kind


def _unmeasured(book: Members) -> Members:
    return replace(book, records=book.records.drop(columns="value", errors="ignore"), measure=None)


def _scaled(book: Members, decimals: int | None) -> Members:
    """The book with its values in units of so many decimals, as floats where there are no units."""
    own = book.measure
    if own is None or own.decimals == decimals:
        return book
    values = _units(book.records["value"], own.decimals or 0, decimals)
    return replace(book, records=book.records.assign(value=values), measure=replace(own, decimals=decimals))


def _units(values: pd.Series, own: int, decimals: int | None) -> pd.Series:
    if decimals is None:
        floats: pd.Series = values.astype("Float64") * 10.0**-own
        return floats
    whole: pd.Series = values * 10 ** (decimals - own)
    return whole
