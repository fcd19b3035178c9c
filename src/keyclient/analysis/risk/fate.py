"""What became of the customers of one book by the next."""

from dataclasses import dataclass

import numpy as np

from keyclient.analysis.common.evidence.books import ABSENT, Flags, Ints, RiskBooks
from keyclient.analysis.common.evidence.columns import reaches
from keyclient.analysis.common.evidence.followed import followed
from keyclient.analysis.risk.lacking import in_lacking


@dataclass(frozen=True, eq=False)
class Fate:
    """One entry a customer of the book, in the order of its frame."""

    known: Flags
    """Whether the two books say what became of her."""
    fell: Flags
    """Whether she lost the share that counts as a fall, or left; False where not known."""
    left: Flags
    """Whether she left; False where not known."""


def fate(books: RiskBooks, book: int, fall: float) -> Fate:
    """What became of the customers of a book that has a next one.

    She fell who has lost at least the share `fall` of her value, or whom the next book does not list. One who was worth
    nothing or less has nothing to lose: she fell only if she left. It is unknown of one without a value, of one whom
    the next book lists without a value, of one who cannot be followed: without an id of her own in either book, and of
    one who is gone with all of her manager or branch: that export may not be complete.
    """
    after = books.after(book, book + 1)
    value = books.values(book)
    later = _later(books, book, after)
    stays = np.not_equal(after, ABSENT)
    left = ~stays & followed(books, book, book + 1) & ~in_lacking(books, book)
    has_known_value = ~np.isnan(value)
    known = has_known_value & (left | (stays & ((value <= 0) | ~np.isnan(later))))
    lost = reaches(value - later, fall, value)
    return Fate(known, known & (left | (stays & lost)), known & left)


def _later(books: RiskBooks, book: int, after: Ints) -> Ints:
    values = books.values(book + 1)
    if not len(values):
        return np.full(len(after), np.nan)
    return np.where(np.not_equal(after, ABSENT), values[after], np.nan)
