"""How the tiers compare with the book's own."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

import narwhals as nw

from keyclient.analysis.common.book_words import place_of_words
from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.tier_book import Frame, TierBook
from keyclient.analysis.tier.lists import differing_rows
from keyclient.analysis.tier.result import BookCross, BookTiers, BookWord
from keyclient.analysis.tier.rows import DifferingCustomer
from keyclient.metrics.exact_shares import Number
from keyclient.policy.parts.tier import TierPolicy


@dataclass(frozen=True)
class _WordCount:
    """Customers with one word of the book and one place, and what they hold."""

    word: str
    place: int
    customers: int
    value: Number


def own_tiers(book: TierBook, policy: TierPolicy) -> tuple[BookTiers, LazyRows[DifferingCustomer]] | None:
    """The comparison, and the customers who differ; None where the book has no tiers of its own."""
    if "book_tier" not in book.frame.columns:
        return None
    cells = _word_counts(book.frame)
    if not cells:
        return None
    places = place_of_words(policy, {cell.word for cell in cells})
    differing = _differing(book.frame, cells, places)
    return _compared(book, cells, places), differing_rows(differing, book, places)


def _word_counts(frame: Frame) -> list[_WordCount]:
    known = frame.filter(~nw.col("book_tier").is_null())
    sums = known.group_by("book_tier", "place").agg(nw.len().alias("customers"), nw.col("value").sum())
    rows = sums.sort("book_tier", "place").rows(named=True)
    return [_WordCount(row["book_tier"], row["place"], row["customers"], row["value"] or 0) for row in rows]


def _differing(frame: Frame, cells: Iterable[_WordCount], places: Mapping[str, int]) -> Frame:
    """Place by place those whose word means another one."""
    words: dict[int, list[str]] = {}
    for cell in cells:
        if places.get(cell.word, cell.place) != cell.place:
            words.setdefault(cell.place, []).append(cell.word)
    tests = [(nw.col("place") == place) & nw.col("book_tier").is_in(own) for place, own in words.items()]
    return frame.filter(reduce(or_, tests)) if tests else frame.head(0)


def _compared(book: TierBook, cells: Iterable[_WordCount], places: Mapping[str, int]) -> BookTiers:
    known = [cell for cell in cells if cell.word in places]
    count = Counter({"blank": book.frame["book_tier"].null_count()})
    crossed: dict[tuple[int, int], list[_WordCount]] = {}
    for cell in known:
        own = places[cell.word]
        count["agree" if cell.place == own else "higher" if cell.place < own else "lower"] += cell.customers
        crossed.setdefault((own, cell.place), []).append(cell)
    return BookTiers(
        compared=sum(cell.customers for cell in known),
        agree=count["agree"],
        higher=count["higher"],
        lower=count["lower"],
        blank=count["blank"],
        unknown=sum(cell.customers for cell in cells if cell.word not in places),
        words=_words(book, cells, places),
        matrix=tuple(
            BookCross(
                book_tier=book.names[own],
                tier=book.names[place],
                customers=sum(cell.customers for cell in crossed[own, place]),
                value=_value(book, crossed[own, place]),
            )
            for own, place in sorted(crossed)
        ),
    )


def _words(book: TierBook, cells: Iterable[_WordCount], places: Mapping[str, int]) -> tuple[BookWord, ...]:
    by_word: dict[str, list[_WordCount]] = {}
    for cell in cells:
        by_word.setdefault(cell.word, []).append(cell)
    words = [
        BookWord(
            word=word,
            tier=book.names[places[word]] if word in places else None,
            customers=sum(cell.customers for cell in own),
            value=_value(book, own),
        )
        for word, own in by_word.items()
    ]
    return tuple(sorted(words, key=lambda word: (-word.customers, word.word)))


def _value(book: TierBook, cells: Iterable[_WordCount]) -> Decimal:
    return book.measure.amount(sum(cell.value for cell in cells))
