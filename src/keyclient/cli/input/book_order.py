"""Which of several books of the same customers is the older one: by data date, by the months in their names, as given."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from keyclient.errors import UsageError
from keyclient.ingest.cells.spans import FOLDERS, month_in, period_in
from keyclient.ingest.columns.periods.named_period import are_in_turn
from keyclient.ingest.source.files import sha256
from keyclient.model.label import Label

MOST_BOOKS = 24
"""Two years of months."""


class SameBookError(UsageError):
    """One book was named twice."""

    sentence = Label(
        "{earlier} has the same content as {book}. Name each book once.",
        "{earlier} 与 {book} 内容完全相同。每一期只需指定一次。",
    )


class TooManyBooksError(UsageError):
    """More books than can be compared at once."""

    sentence = Label(
        "These are {count} books; at most {most} can be compared at once. Leave some out: of older years the last book of "
        "each quarter is enough.",
        "共 {count} 期，一次最多对比 {most} 期。请减少期数：较早年度每季度末一期即可。",
    )


class Place(NamedTuple):
    """What puts a book in its place."""

    day: dt.date | None
    """Its own data date."""
    month: int | None
    """The month that its sheet, heading or file names."""


class Ordered(NamedTuple):
    """Books in order, oldest first, by their positions as given."""

    positions: tuple[int, ...]
    is_certain: bool
    """Whether dates or months say so; otherwise the books are as they were given."""


def check_count(count: int) -> None:
    """Raises `TooManyBooksError`."""
    if count > MOST_BOOKS:
        raise TooManyBooksError(count=count, most=MOST_BOOKS)


def check_different(paths: Iterable[Path]) -> None:
    """Raises `SameBookError` where two files have the same content."""
    known: dict[str, Path] = {}
    for path in paths:
        content = sha256(path)
        if content in known:
            raise SameBookError(earlier=path, book=known[content])
        known[content] = path


def without_copies(paths: Iterable[Path]) -> tuple[list[Path], list[tuple[Path, Path]]]:
    """The files of different content, as they were given, and each further one with the first that has its content."""
    first: dict[str, Path] = {}
    copies: list[tuple[Path, Path]] = []
    for path in paths:
        content = sha256(path)
        if content in first:
            copies.append((path, first[content]))
        first.setdefault(content, path)
    return list(first.values()), copies


def in_order(places: Sequence[Place]) -> Ordered:
    """The order of books: by data date where all have one, those of one date by month; else by month; else as given.

    Months in turn, such as 11 12 1 2, stay as they were given.
    """
    given = tuple(range(len(places)))
    days = [place.day for place in places]
    if all(day is not None for day in days):
        by_day = sorted(given, key=lambda at: days[at])  # type: ignore[arg-type, return-value]
        return Ordered(_by_month_within_days(by_day, places), is_certain=True)
    months = [place.month for place in places]
    if any(month is None for month in months) or len(set(months)) < len(months):
        return Ordered(given, is_certain=False)
    return Ordered(_by_month(given, places), is_certain=True)


def _by_month_within_days(ordered: Sequence[int], places: Sequence[Place]) -> tuple[int, ...]:
    groups: dict[object, list[int]] = {}
    for at in ordered:
        groups.setdefault(places[at].day, []).append(at)
    return tuple(at for group in groups.values() for at in _by_month(group, places))


def _by_month(given: Sequence[int], places: Sequence[Place]) -> tuple[int, ...]:
    months = [places[at].month for at in given]
    if None in months or len(set(months)) < len(months) or are_in_turn([month or 0 for month in months]):
        return tuple(given)
    return tuple(sorted(given, key=lambda at: places[at].month or 0))


def likely_newest(paths: Sequence[Path]) -> int:
    """The position of the book that is the newest by its name; the last one where names do not tell.

    The newest is read first, as it decides what the others are compared by.
    """
    return in_order([_by_name(path) for path in paths]).positions[-1]


def _by_name(path: Path) -> Place:
    names = [path.stem, *(folder.name for folder in path.absolute().parents[:FOLDERS])]
    spans = [span for name in names if (span := period_in(name)) is not None]
    return Place(spans[0].last if spans else None, month_in(path.stem))
