"""The books as `risk` sees them: oldest first, each with its customers in tiers, and where each was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from keyclient.analysis.common.tier_book import TierBook
from keyclient.model.portfolio import Portfolio

Flags = NDArray[Any]
Ints = NDArray[Any]
Numbers = NDArray[Any]

ABSENT = -1


@dataclass(frozen=True, eq=False)
class RiskBook:
    """One book. All arrays have one entry a customer, in the order of `portfolio.frame`."""

    portfolio: Portfolio
    tiers: TierBook
    is_dated: bool


@dataclass(frozen=True, eq=False)
class RiskBooks:
    """The books, oldest first, the newest last."""

    books: tuple[RiskBook, ...]

    def before(self, book: int, older: int) -> Ints:
        """The position in the frame of an older book of each customer of a book; `ABSENT` where it does not list her.

        By `customer_id`; one without an id of her own in either book, or whose id has lost digits, is `ABSENT`.
        """
        raise NotImplementedError

    def values(self, book: int) -> Numbers:
        """The value of each customer, in units of the measure; NaN (float64) where blank."""
        raise NotImplementedError

    def key(self, book: int) -> Flags:
        """Whether each customer is a key customer: by the tiers of the book, of one of the books before it that count, or by her
        own tier in the book."""
        raise NotImplementedError


def risk_books(portfolios: Sequence[Portfolio]) -> RiskBooks:
    """Oldest first."""
    raise NotImplementedError
