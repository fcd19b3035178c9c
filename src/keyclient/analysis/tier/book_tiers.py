"""How the tiers compare with the book's own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import attrgetter, or_

import narwhals as nw

from keyclient.analysis.common.book_words import place_of_words
from keyclient.analysis.common.exact_sum import COUNT, grouped_sums, in_adding_order
from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.tier_book import Frame, TierBook
from keyclient.analysis.common.tier_steps import TierSteps
from keyclient.analysis.tier.lists import by_value, differing_rows
from keyclient.analysis.tier.result import BookCross, BookTiers, BookWord
from keyclient.analysis.tier.rows import DifferingCustomer
from keyclient.metrics.exact_shares import Number
from keyclient.model.record import dataclass
from keyclient.policy.parts.tier import TierPolicy


@dataclass(frozen=True)
class WordCount:
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
    places = word_places(cells, policy)
    differ = differs(cells, places)
    differing = book.frame.head(0) if differ is None else book.frame.filter(differ)
    compared = compared_tiers(book, cells, places, book.frame["book_tier"].null_count())
    return compared, differing_rows(by_value(differing).to_native(), book, places)


def word_places(cells: Iterable[WordCount], policy: TierPolicy) -> dict[str, int]:
    """The place of the tier that each word means; unknown words are left out."""
    return place_of_words(policy, {cell.word for cell in cells})


def _word_counts(frame: Frame) -> list[WordCount]:
    known = frame.filter(~nw.col("book_tier").is_null())
    rows = grouped_sums(in_adding_order(known), ("book_tier", "place"), ("value",))
    counts = [WordCount(row["book_tier"], row["place"], row[COUNT], row["value"] or 0) for row in rows]
    return sorted(counts, key=attrgetter("word", "place"))


def differs(cells: Iterable[WordCount], places: Mapping[str, int]) -> nw.Expr | None:
    """Whether a customer's word means another tier, by `place` and `book_tier`; None where nobody's does."""
    words: dict[int, list[str]] = {}
    for cell in cells:
        if places.get(cell.word, cell.place) != cell.place:
            words.setdefault(cell.place, []).append(cell.word)
    tests = [(nw.col("place") == place) & nw.col("book_tier").is_in(own) for place, own in words.items()]
    return reduce(or_, tests) if tests else None


def compared_tiers(
    book: TierSteps, cells: Sequence[WordCount], places: Mapping[str, int], blank: int
) -> BookTiers:
    """How the tiers agree with the words. `blank`: how many customers have none."""
    known = [cell for cell in cells if cell.word in places]
    count = Counter({"blank": blank})
    crossed: dict[tuple[int, int], list[WordCount]] = {}
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


def _words(book: TierSteps, cells: Iterable[WordCount], places: Mapping[str, int]) -> tuple[BookWord, ...]:
    by_word: dict[str, list[WordCount]] = {}
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


def _value(book: TierSteps, cells: Iterable[WordCount]) -> Decimal:
    return book.measure.amount(sum(cell.value for cell in cells))
