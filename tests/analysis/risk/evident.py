"""The evidence about books that are written down as text, as words that can be compared."""

from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.evidence import evidence
from keyclient.analysis.common.evidence.reasons import Why

HOLDS, QUIET, UNKNOWN = "holds", "quiet", "unknown"


def evident(books: RiskBooks, why: Why, book: int | None = None) -> dict[str, str]:
    """By customer of a book (the newest unless said): whether a reason holds, does not, or is unknown."""
    at = books.newest if book is None else book
    found = next(one for one in evidence(books, at) if one.why is why)
    words = [
        HOLDS if holds else QUIET if known else UNKNOWN
        for holds, known in zip(found.holds.tolist(), found.known.tolist(), strict=True)
    ]
    return dict(zip(_ids(books, at), words, strict=True))


def amounts(books: RiskBooks, why: Why) -> dict[str, str]:
    """By customer of the newest book: the yuan that a reason is about, where it is about any."""
    found = next(one for one in evidence(books, books.newest) if one.why is why)
    assert found.amount is not None
    pairs = zip(_ids(books, books.newest), found.amount.tolist(), strict=True)
    return {name: str(found.measure.amount(units)) for name, units in pairs if units == units}


def _ids(books: RiskBooks, book: int) -> list[str]:
    return [str(one) for one in books.books[book].portfolio.frame["customer_id"].fillna("?")]
