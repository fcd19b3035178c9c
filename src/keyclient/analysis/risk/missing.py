"""What would have to be filled in to know more about a customer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from keyclient.analysis.common.evidence.books import ABSENT, Flags, RiskBooks
from keyclient.analysis.common.evidence.columns import is_filled
from keyclient.analysis.common.evidence.finding import Finding
from keyclient.analysis.common.evidence.other_numbers import among
from keyclient.analysis.common.evidence.reasons import FAMILY_OF, REASON_OF
from keyclient.analysis.common.evidence.severity import NEEDED, is_known, tells
from keyclient.analysis.risk.words import PREVIOUS

_ID = "customer_id"


@dataclass(frozen=True, eq=False)
class Unknown:
    """What nobody knows about the customers of one book."""

    books: RiskBooks
    book: int
    findings: Sequence[Finding]
    grey: Flags
    """Of whom too little is known: what is missing is only what would change that."""

    def fields(self) -> Mapping[str, Flags]:
        """For each field, and an earlier book, the customers of whom it would tell a reason that nobody knows.

        Of several fields that would do, those are named of which the fewest are blank. A value that is blank is missing
        before all else.
        """
        found: dict[str, Flags] = {}
        for field, lack in self._lacks():
            if lack.any():
                found[field] = found[field] | lack if field in found else lack
        return found

    def _lacks(self) -> Iterator[tuple[str, Flags]]:
        portfolio = self.books.books[self.book].portfolio
        for column in self.books.measure.columns:
            yield column, np.isnan(self.books.values(self.book)) & ~is_filled(portfolio, column)
        for found in self.findings:
            unknown = ~found.known & self._asks(found)
            if REASON_OF[found.why].needs_earlier:
                yield self._earlier(unknown)
            else:
                yield from self._unfilled(REASON_OF[found.why].needs, unknown)

    def _asks(self, found: Finding) -> Flags:
        """For whom a reason is worth asking: of the grey those of the families of which nothing is known."""
        family = FAMILY_OF[found.why]
        is_asked = family in NEEDED and tells(found.why) and ~is_known(self.findings, family)
        return ~self.grey | is_asked

    def _earlier(self, unknown: Flags) -> tuple[str, Flags]:
        """An earlier book; or the id without which, or with another of which, she cannot be found in those that there are."""
        if self.book == 0:
            return PREVIOUS, unknown
        one = self.books.books[self.book]
        has_none = np.equal(one.code, ABSENT) & ~is_filled(one.portfolio, _ID)
        others = [self.books.other_numbers(self.book, older) for older in self.books.best_of(self.book)]
        has_another = [among(found.new, one.portfolio.frame) for found in others]
        return _ID, unknown & np.logical_or.reduce([has_none, *has_another])

    def _unfilled(self, needs: Sequence[Sequence[str]], unknown: Flags) -> Iterator[tuple[str, Flags]]:
        """The blank fields of that of some sets of fields of which the fewest are blank."""
        portfolio = self.books.books[self.book].portfolio
        blank = [[~is_filled(portfolio, field) for field in need] for need in needs]
        nearest = np.argmin([np.sum(flags, axis=0) for flags in blank], axis=0)
        for place, (need, flags) in enumerate(zip(needs, blank, strict=True)):
            for field, lacks in zip(need, flags, strict=True):
                yield field, unknown & lacks & (nearest == place)
