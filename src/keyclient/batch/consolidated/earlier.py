"""Several months of one branch under the shares: the latest counts, and the earlier ones are told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from keyclient.batch.record.run_record import EarlierMonth
from keyclient.batch.record.state import BookState
from keyclient.ingest.cells.spans import month_in
from keyclient.model.rules.batch_results import EARLIER_MONTH

if TYPE_CHECKING:
    import pyarrow as pa

KEYS = ("customer_id", "id_number", "name")
"""What tells customers apart, best first."""

_Known: TypeAlias = Mapping[tuple[str, str], Mapping[str, frozenset[str]]]
"""By book and branch: the customers, by each of `KEYS`."""


def earlier_books(states: Sequence[BookState], table: "pa.Table", same: float) -> tuple[EarlierMonth, ...]:
    """The books that list the customers of a branch at an earlier date than another book does.

    Two books are months of one list if at least the share `same` of the larger has its customers in both, in the branches
    that both list; a list of companies beside one of persons, or of another manager, is none. Books whose customers
    cannot be compared are, if each has a data date of its own.
    """
    by_branch: dict[str, list[BookState]] = defaultdict(list)
    for state in states:
        for branch in state.line.branches:
            by_branch[branch].append(state)
    several = {branch: books for branch, books in by_branch.items() if len(books) > 1}
    known = _known(table, set(several))

    @cache
    def is_same_list(book: str, other: str, branches: frozenset[str]) -> bool | None:
        one, two = ([known.get((name, branch), {}) for branch in branches] for name in (book, other))
        return _is_same_list(one, two, same)

    def is_earlier(book: BookState, other: BookState) -> bool:
        if not is_later(other, book):
            return False
        common = frozenset(book.line.branches).intersection(other.line.branches)
        found = is_same_list(book.line.book, other.line.book, common)
        return found if found is not None else not book.modified and not other.modified

    return tuple(
        _line(branch, book, later)
        for branch, books in sorted(several.items())
        for book in books
        if (later := [other for other in books if is_earlier(book, other)])
    )


def _line(branch: str, book: BookState, later: Sequence[BookState]) -> EarlierMonth:
    latest = next(one for one in later if not any(is_later(other, one) for other in later))
    figures = next((one for one in book.figures.branches if one.branch == branch), None)
    return EarlierMonth(
        branch=branch,
        book=book.line.book,
        period=period_of(book),
        later=latest.line.book,
        later_period=period_of(latest),
        customers=0 if figures is None else figures.customers,
        code=EARLIER_MONTH.code,
    )


def is_later(book: BookState, other: BookState) -> bool:
    """Whether a book has a later data date; by the months in their names where neither has a date of its own."""
    months = _month(book), _month(other)
    if book.modified and other.modified and months[0] and months[1]:
        return months[0] > months[1]
    return book.line.as_of is not None and other.line.as_of is not None and book.line.as_of > other.line.as_of


def period_of(book: BookState) -> str:
    """The data date of a book in words; the month in its name if it has no date of its own."""
    month = _month(book) if book.modified else None
    return f"{month}月" if month else str(book.line.as_of)


def _month(book: BookState) -> int | None:
    """The month in the name of a book, or in that of the nearest folder that has one."""
    path = PurePosixPath(book.line.book)
    return next((month for name in (path.stem, *path.parts[-2::-1]) if (month := month_in(name))), None)


def _is_same_list(
    one: Sequence[Mapping[str, frozenset[str]]], two: Sequence[Mapping[str, frozenset[str]]], same: float
) -> bool | None:
    """Whether enough customers are in both books, by the best key that both have; None where they have none."""
    for key in KEYS:
        mine, theirs = (
            frozenset[str]().union(*(known.get(key, ()) for known in book)) for book in (one, two)
        )
        if mine and theirs:
            return len(mine & theirs) >= same * max(len(mine), len(theirs))
    return None


def _known(table: "pa.Table", branches: set[str]) -> _Known:
    """The customers of some branches, by book and branch."""
    import pandas as pd

    frame = table.select(["book", "branch", *KEYS]).to_pandas()
    frame = pd.DataFrame(frame[frame["branch"].isin(branches)])
    found: dict[tuple[str, str], Mapping[str, frozenset[str]]] = {}
    for (book, branch), own in frame.groupby(["book", "branch"]):
        texts = {key: own[key].dropna().astype("str").str.strip().str.upper() for key in KEYS}
        found[str(book), str(branch)] = {key: frozenset(text[text != ""]) for key, text in texts.items()}
    return found
