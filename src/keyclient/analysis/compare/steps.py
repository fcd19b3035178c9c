"""From one book to the next: what the books are called, and what the buckets add up to."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Protocol

from keyclient.analysis.compare.buckets import ORDER, Bucket, Held
from keyclient.analysis.compare.result import BookStep, BucketTotal
from keyclient.metrics.exact_shares import Number


class Named(Protocol):
    """What a book is called by."""

    @property
    def title(self) -> str | None:
        """What it is called whatever its date; None: as its data date or file."""

    @property
    def is_dated(self) -> bool:
        """Whether the data date is its own."""

    @property
    def as_of(self) -> dt.date:
        """The data date."""

    @property
    def called(self) -> str:
        """What it is called without a data date."""


def period_name(book: Named) -> str:
    """What a book is called: its title if it has one, its data date, else its sheet's or file's name."""
    if book.title is not None:
        return book.title
    if book.is_dated:
        return book.as_of.isoformat()
    return book.called


def book_step(
    books: tuple[Named, Named],
    opening: tuple[int, Number],
    closing: tuple[int, Number],
    totals: Mapping[Bucket, Held],
    amount: Callable[[Number], Decimal],
) -> BookStep:
    """One step by sums in units. `opening`, `closing`: the customers who can be followed, and what they are worth."""
    return BookStep(
        from_=period_name(books[0]),
        to=period_name(books[1]),
        opening=amount(opening[1]),
        closing=amount(closing[1]),
        customers_opening=opening[0],
        customers_closing=closing[0],
        buckets=tuple(
            BucketTotal(
                bucket=bucket.value, customers=totals[bucket].customers, change=amount(totals[bucket].change)
            )
            for bucket in ORDER
        ),
    )
