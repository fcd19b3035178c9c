"""The books as `risk` sees them: oldest first, each with its customers in tiers, and where each was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from keyclient.analysis.common.book_words import place_of_words
from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints, Numbers
from keyclient.analysis.common.evidence.codes import customer_codes
from keyclient.analysis.common.evidence.columns import days_ago
from keyclient.analysis.common.evidence.opening import opening_places
from keyclient.analysis.common.evidence.other_numbers import OtherNumbers, other_numbers
from keyclient.analysis.common.evidence.seen import as_judged
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.refusals import UNRANKED, EarlierMeasureError
from keyclient.analysis.common.tier_book import TierBook, tier_book
from keyclient.metrics.tier_grace import advanced
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio
from keyclient.model.since import Since
from keyclient.policy.models import Policy

__all__ = ["ABSENT", "Flags", "Ints", "Numbers", "RiskBook", "RiskBooks", "risk_books", "taken"]


@dataclass(frozen=True, eq=False)
class RiskBook:
    """One book. All arrays have one entry a customer, in the order of `portfolio.frame`."""

    portfolio: Portfolio
    """As it is judged: see `as_judged`."""
    names_managers: bool
    """Whether the book says of any customer who looks after her, if only that nobody does."""
    tiers: TierBook
    """By its own figures alone."""
    place: Ints
    """The tier held, which falls slowly where there are books before it; 0 is the best."""
    watch: Ints
    """Books in a row below that tier."""
    was_placed: Flags
    """Whether a book before it tells her tier."""
    own_place: Ints
    """The tier that the book's own word means; `ABSENT` where it has none, or one that nobody knows."""
    opening_place: Ints
    """The tier of what she was worth before the change that the book tells; `ABSENT` where it tells none."""
    code: Ints
    """Her number over all books; `ABSENT` where she cannot be followed."""
    counts_days: bool
    """Whether it is known when it was: it is the newest, or has a data date of its own."""

    def days_ago(self, name: str) -> Numbers:
        """Days from a date to that of the book; NaN where either is not known."""
        found = days_ago(self.portfolio, name)
        return found if self.counts_days else np.full(len(found), np.nan)


@dataclass(frozen=True, eq=False)
class RiskBooks:
    """The books, oldest first, the newest last."""

    books: tuple[RiskBook, ...]
    measure: Measure
    """What customers are worth, in the units of `values`."""
    policy: Policy
    is_dated: bool
    """Whether all books have data dates of their own."""
    positions: tuple[Ints, ...]
    """For each book, the position in its frame of each customer by `code`; `ABSENT` where it does not list her."""
    change_since: Mapping[str, Since | None]
    """For each field with the change of a balance that the newest book has: since when."""

    @property
    def newest(self) -> int:
        """The number of the newest book."""
        return len(self.books) - 1

    def best_of(self, book: int) -> range:
        """The books before a book that say what its customers were worth at best."""
        return range(max(0, book - self.policy.risk.best_of), book)

    def before(self, book: int, older: int) -> Ints:
        """The position in the frame of an older book of each customer of a book; `ABSENT` where it does not list her.

        By `customer_id`; one without an id of her own in either book, or whose id has lost digits, is `ABSENT`.
        """
        return taken(self.positions[older], self.books[book].code, ABSENT)

    def after(self, book: int, newer: int) -> Ints:
        """The position in the frame of a newer book of each customer of a book; `ABSENT` where it does not list her."""
        return taken(self.positions[newer], self.books[book].code, ABSENT)

    def other_numbers(self, book: int, older: int) -> OtherNumbers:
        """Whom a book does not have and an older one does, or the other way round, and who may be one."""
        if (book, older) not in self._other_numbers:
            sides = (self.books[older], self.after(older, book)), (self.books[book], self.before(book, older))
            before, now = ((one.portfolio.frame[at == ABSENT], one.code[at == ABSENT]) for one, at in sides)
            self._other_numbers[book, older] = other_numbers(before, now)
        return self._other_numbers[book, older]

    @cached_property
    def _other_numbers(self) -> dict[tuple[int, int], OtherNumbers]:
        return {}

    def values(self, book: int) -> Numbers:
        """The value of each customer, in units of the measure; NaN (float64) where blank."""
        return self.in_units(book, self.books[book].portfolio.frame["value"])

    def in_units(self, book: int, values: "pd.Series[Any]") -> Numbers:
        """Values in the units of a book in those of the measure; NaN (float64) where blank."""
        own = self.books[book].tiers.measure
        found = values.to_numpy("float64", na_value=np.nan)
        shift = (self.measure.decimals or 0) - (own.decimals or 0)
        return np.asarray(found * 10.0**shift if shift else found)

    def key(self, book: int) -> Flags:
        """Whether each customer is a key customer.

        By the tiers of the book, of one of the books before it that count, by what she was worth before the change that the
        book itself tells, or by her own tier in the book.
        """
        return np.not_equal(self.key_place(book), ABSENT)

    def key_place(self, book: int) -> Ints:
        """The tier by which each customer is a key customer; `ABSENT` where she is none.

        That of the book if it is one, else the best of the others.
        """
        return self._key_places[book]

    @cached_property
    def _key_places(self) -> tuple[Ints, ...]:
        return tuple(self._key_place(book) for book in range(len(self.books)))

    def _key_place(self, book: int) -> Ints:
        one = self.books[book]
        others = [
            one.own_place,
            one.opening_place,
            *(
                taken(self.books[older].place, self.before(book, older), ABSENT)
                for older in self.best_of(book)
            ),
        ]
        least = len(one.tiers.steps)
        ranked = [np.where(self._is_key(places), places, least) for places in (one.place, *others)]
        found = np.where(ranked[0] < least, ranked[0], np.minimum.reduce(ranked))
        return np.where(found < least, found, ABSENT)

    def _is_key(self, places: Ints) -> Flags:
        ladder = self.policy.tier.ladder
        names = self.policy.key.of(ladder)
        flags = np.array([tier.name in names for tier in ladder])
        return taken(flags, places, fill=False)


def risk_books(
    portfolios: Sequence[Portfolio],
    policy: Policy,
    *,
    dated: Sequence[bool] | None = None,
    change_since: Mapping[str, Since | None] = MappingProxyType({}),
) -> RiskBooks:
    """Oldest first. `dated`: which have data dates of their own, None is all; `change_since`: that of the newest.

    Raises `UnmeasuredError`, `EarlierMeasureError`, `UnmeasuredTierError` and `SumTooLargeError`.
    """
    measure = _common([measure_of(portfolios[-1]), *(_same(one, portfolios[-1]) for one in portfolios[:-1])])
    codes, customers = customer_codes(portfolios)
    own_dates = [True] * len(portfolios) if dated is None else [*dated]
    state = np.full(customers, ABSENT), np.zeros(customers, dtype=np.int64)
    books, positions = [], []
    judged = as_judged(portfolios, policy.managers)
    for portfolio, seen, code, is_dated in zip(portfolios, judged, codes, own_dates, strict=True):
        tiers = tier_book(portfolio, measure_of(portfolio), policy.tier)
        held = _held(portfolio, tiers, code, state, policy)
        counts_days = is_dated or portfolio is portfolios[-1]
        book = replace(held, portfolio=seen, counts_days=counts_days)
        books.append(book)
        followed = np.flatnonzero(code != ABSENT)
        position = np.full(customers, ABSENT)
        position[code[followed]] = followed
        positions.append(position)
        for whole, own in zip(state, (book.place, book.watch), strict=True):
            whole[code[followed]] = own[followed]
    return RiskBooks(tuple(books), measure, policy, all(own_dates), tuple(positions), change_since)


def taken(column: NDArray[Any], at: Ints, fill: float) -> NDArray[Any]:
    """The entries of a column at some positions, and something else where a position is `ABSENT`."""
    if not len(column):
        return np.full(len(at), fill)
    return np.asarray(np.where(np.equal(at, ABSENT), fill, column[at]))


def _same(portfolio: Portfolio, newest: Portfolio) -> Measure:
    """The measure of an earlier book. Raises `EarlierMeasureError`."""
    measure, today = portfolio.measure, measure_of(newest)
    if measure is None or measure.name != today.name:
        path = portfolio.sources[0].path if portfolio.sources else ""
        measured = UNRANKED if measure is None else measure.label
        raise EarlierMeasureError(book=path, measure=measured, today=today.label)
    return measure


def _common(measures: Sequence[Measure]) -> Measure:
    """The measure of the newest book, the first one, in the most decimals that any has; floats where one has no units."""
    decimals = [measure.decimals for measure in measures if measure.decimals is not None]
    return replace(measures[0], decimals=max(decimals) if len(decimals) == len(measures) else None)


def _held(
    portfolio: Portfolio, tiers: TierBook, code: Ints, state: tuple[Ints, Ints], policy: Policy
) -> RiskBook:
    """A book with the tiers that its customers hold. `state`: the tier and the watch of each after the book before."""
    before = taken(state[0], code, ABSENT)
    was_placed = np.not_equal(before, ABSENT)
    joined = nw.from_native(
        pa.table(
            {
                "place": pa.array(tiers.frame["rule"].to_numpy(), pa.int64()),
                "held": pa.array(before, pa.int64(), mask=~was_placed),
                "watch": pa.array(taken(state[1], code, 0), pa.int64(), mask=~was_placed),
            }
        ),
        eager_only=True,
    )
    held = advanced(joined, policy.tier.grace)
    return RiskBook(
        portfolio,
        names_managers="manager" in portfolio.frame and bool(portfolio.frame["manager"].notna().any()),
        tiers=tiers,
        place=np.asarray(held["held"].to_numpy()),
        watch=np.asarray(held["watch"].to_numpy()),
        was_placed=was_placed,
        own_place=_own_places(portfolio, policy),
        opening_place=opening_places(portfolio, tiers),
        code=code,
        counts_days=True,
    )


def _own_places(portfolio: Portfolio, policy: Policy) -> Ints:
    frame = portfolio.frame
    if "book_tier" not in frame:
        return np.full(len(frame), ABSENT)
    codes, words = pd.factorize(frame["book_tier"].astype("str"))
    places = place_of_words(policy.tier, map(str, words))
    return taken(np.array([places.get(str(word), ABSENT) for word in words], dtype=np.int64), codes, ABSENT)
