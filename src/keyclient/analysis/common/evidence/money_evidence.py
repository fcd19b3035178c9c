"""Money that is gone: down, emptied, under the floor of the tier that the book gives."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import ABSENT, Flags, Ints, Numbers, RiskBooks, taken
from keyclient.analysis.common.evidence.columns import is_assets, numbers, reaches
from keyclient.analysis.common.evidence.finding import Finding, finding
from keyclient.analysis.common.evidence.followed import followed
from keyclient.analysis.common.evidence.opening import opening_values
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.model.measure import MeasureKind
from keyclient.model.since import CHANGES

BY_OWN_CHANGE = -2
"""In place of the number of a book: the best value is what the book's own column of changes says it was."""


@dataclass(frozen=True, eq=False)
class Best:
    """What each customer of a book was worth at best, by the books before it that count and by its own column of changes."""

    value: Numbers
    """NaN where nothing says."""
    book: Ints
    """The book with that value; `BY_OWN_CHANGE`; `ABSENT` where nothing says."""
    known: Flags
    """Whether anything says what she was worth, if only that she was no customer then."""

    def gone(self, value: Numbers) -> Numbers:
        """The best value less today's, 0 where that is the best; NaN where nothing says, or today's is not known."""
        gone = np.fmax(np.nan_to_num(self.value - value), 0.0)
        return np.where(self.known & ~np.isnan(value), gone, np.nan)


@dataclass(frozen=True, eq=False)
class OtherChange:
    """What the book tells of the change of a balance that is not the measure."""

    balance: str
    """The field of the balance."""
    lost: Numbers
    """What it fell by, below 0 where it rose; NaN where the book does not tell."""
    before: Numbers
    """What it was before."""


def gone_of(books: RiskBooks, book: int, among: Flags) -> tuple[str, Numbers]:
    """What is gone of each customer of a book, and of which balance: the measure, unless nothing says so of any of `among`.

    Amounts of two balances are never in one column.
    """
    best = best_values(books, book).gone(books.values(book))
    other = other_change(books, book)
    if other is None or (among & ~np.isnan(best)).any() or not (among & ~np.isnan(other.lost)).any():
        return books.measure.name, best
    return other.balance, np.where(np.isnan(other.lost), np.nan, np.fmax(other.lost, 0.0))


def money_findings(books: RiskBooks, book: int) -> Iterator[Finding]:
    """The reasons of the family, in order."""
    value, best = books.values(book), best_values(books, book)
    yield _emptied(books, value, best)
    yield _down(books, book, value, best)
    yield _under_floor(books, book)


def left_findings(books: RiskBooks, book: int) -> tuple[Finding, Finding]:
    """Who is emptied and who is down, where that is about money that she had with the bank.

    A measure that is no balance, such as what she earns the bank, tells it only of those of whom the book tells no change of one.
    """
    value, best = books.values(book), best_values(books, book)
    other = None if is_assets(books.measure) else other_change(books, book)
    if other is None:
        return _emptied(books, value, best), _down(books, book, value, best)
    tells = ~np.isnan(other.before)
    unsaid = replace(best, value=np.where(tells, np.nan, best.value), known=best.known & ~tells)
    return _emptied(books, value, unsaid), _down(books, book, value, unsaid)


def _emptied(books: RiskBooks, value: Numbers, best: Best) -> Finding:
    told, gone = best.known & ~np.isnan(value), best.value - value
    emptied = (value <= 0) & (best.value > 0)
    return finding(Why.EMPTIED, emptied, told, gone, books.measure, best=best.value, book=best.book)


def best_values(books: RiskBooks, book: int) -> Best:
    """Of the books before, the first of those with the same value."""
    customers = len(books.books[book].portfolio.frame)
    best, where = np.full(customers, np.nan), np.full(customers, ABSENT)
    listed = np.zeros(customers, dtype=bool)
    for older in reversed(books.best_of(book)):
        at = books.before(book, older)
        listed |= at != ABSENT
        was = taken(books.values(older), at, np.nan)
        better = ~np.isnan(was) & ~(was < best)
        best, where = np.where(better, was, best), np.where(better, older, where)
    one = books.books[book]
    opening = books.in_units(book, pd.Series(opening_values(one.portfolio, one.tiers.measure)))
    better = ~np.isnan(opening) & ~(opening <= best)
    best, where = np.where(better, opening, best), np.where(better, BY_OWN_CHANGE, where)
    return Best(best, where, ~np.isnan(best) | _is_new(books, book, listed))


def _is_new(books: RiskBooks, book: int, listed: Flags) -> Flags:
    """Who was no customer yet in the books before: none lists her, and nothing says that she was one elsewhere.

    Nor is she in doubt in any of them: with a value that nobody knows there, or perhaps under another number.
    """
    before = books.best_of(book)
    if not before:
        return np.zeros_like(listed)
    one, last = books.books[book], books.books[book - 1]
    looked_for = [followed(books, book, older) for older in before]
    unlisted = np.logical_and.reduce([*looked_for, ~listed])
    if not books.is_dated:
        return np.asarray(unlisted)
    since = (one.portfolio.as_of - last.portfolio.as_of).days
    return np.asarray(unlisted & ~(one.days_ago("open_date") > since))


def _down(books: RiskBooks, book: int, value: Numbers, best: Best) -> Finding:
    """Down by the best value; where nothing says what that was, by the change of a balance that is not the measure."""
    fall = books.policy.risk.fall
    gone, known = best.value - value, best.known & ~np.isnan(value)
    down = reaches(gone, fall, best.value)
    other = other_change(books, book)
    if other is None:
        return finding(Why.DOWN, down, known, gone, books.measure, best=best.value, book=best.book)
    instead = ~known & ~np.isnan(other.before)
    return finding(
        Why.DOWN,
        np.where(instead, reaches(other.lost, fall, other.before), down),
        known | instead,
        np.where(instead, other.lost, gone),
        books.measure,
        best=np.where(instead, other.before, best.value),
        book=np.where(instead, BY_OWN_CHANGE, best.book),
        of=np.where(instead, other.balance, books.measure.name),
    )


def other_change(books: RiskBooks, book: int) -> OtherChange | None:
    """Of the first balance of which the book tells it; None where it tells of none, or of the measure itself."""
    portfolio = books.books[book].portfolio
    if books.measure.kind is not MeasureKind.MONEY or books.measure.name in CHANGES:
        return None
    for balance, change in CHANGES.items():
        if {balance, change} <= {*portfolio.frame}:
            changed = numbers(portfolio, change)
            return OtherChange(balance, -changed, numbers(portfolio, balance) - changed)
    return None


def _under_floor(books: RiskBooks, book: int) -> Finding:
    """Whose value does not reach what the tier that the book gives her requires in value."""
    one = books.books[book]
    customers = len(one.portfolio.frame)
    short, known = np.full(customers, np.nan), np.zeros(customers, dtype=bool)
    floors = np.full(customers, np.nan)
    for place, step in enumerate(one.tiers.steps):
        mine = one.own_place == place
        if step.rung is None:
            known |= mine
        elif step.rung.floor is not None:
            has = pd.Series(one.tiers.frame[step.rung.column].to_numpy()).astype("float64").to_numpy()
            short = np.where(mine, step.rung.floor - has, short)
            floors = np.where(mine, float(step.rung.floor), floors)
            known |= mine & ~np.isnan(has)
    return finding(
        Why.UNDER_FLOOR, short > 0, known, short, one.tiers.measure, floor=floors, place=one.own_place
    )
