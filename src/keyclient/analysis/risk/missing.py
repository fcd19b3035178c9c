"""What would have to be filled in to know more about a customer."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from keyclient.analysis.risk.books import ABSENT, Flags, RiskBooks
from keyclient.analysis.risk.columns import is_filled
from keyclient.analysis.risk.finding import Finding
from keyclient.analysis.risk.reasons import REASON_OF
from keyclient.analysis.risk.words import PREVIOUS
from keyclient.model.portfolio import Portfolio

_ID = "customer_id"


def missing_fields(books: RiskBooks, book: int, findings: Sequence[Finding]) -> Mapping[str, Flags]:
    """For each field, and an earlier book, the customers of whom it would tell a reason that nobody knows.

    Of several fields that would do, the first is named. A value that is blank is what is missing before all else.
    """
    found: dict[str, Flags] = {}
    for field, lack in _lacks(books, book, findings):
        if lack.any():
            found[field] = found[field] | lack if field in found else lack
    return found


def _lacks(books: RiskBooks, book: int, findings: Sequence[Finding]) -> Iterator[tuple[str, Flags]]:
    one = books.books[book]
    portfolio = one.portfolio
    for column in books.measure.columns:
        yield column, np.isnan(books.values(book)) & ~is_filled(portfolio, column)
    for found in findings:
        reason, unknown = REASON_OF[found.why], ~found.known
        if reason.needs_earlier:
            yield from _earlier(books, book, unknown)
        elif reason.needs:
            yield from _unfilled(portfolio, reason.needs, unknown)


def _unfilled(
    portfolio: Portfolio, needs: Sequence[Sequence[str]], unknown: Flags
) -> Iterator[tuple[str, Flags]]:
    """The blank fields of that of some sets of fields of which the fewest are blank."""
    blank = [[~is_filled(portfolio, field) for field in need] for need in needs]
    nearest = np.argmin([np.sum(flags, axis=0) for flags in blank], axis=0)
    for place, (need, flags) in enumerate(zip(needs, blank, strict=True)):
        for field, lacks in zip(need, flags, strict=True):
            yield field, unknown & lacks & (nearest == place)


def _earlier(books: RiskBooks, book: int, unknown: Flags) -> Iterator[tuple[str, Flags]]:
    """An earlier book; or the id without which she cannot be found in those that there are."""
    if book == 0:
        yield PREVIOUS, unknown
    else:
        one = books.books[book]
        yield _ID, unknown & np.equal(one.code, ABSENT) & ~is_filled(one.portfolio, _ID)
