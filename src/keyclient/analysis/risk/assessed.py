"""What the newest book says of each of its customers, with the earlier ones beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from keyclient.analysis.common.evidence.books import Flags, Ints, Numbers, RiskBooks
from keyclient.analysis.common.evidence.calendar_evidence import Maturing, maturing_soon
from keyclient.analysis.common.evidence.evidence import evidence
from keyclient.analysis.common.evidence.finding import Finding
from keyclient.analysis.common.evidence.money_evidence import gone_of
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.common.evidence.severity import GREY, severities
from keyclient.analysis.risk.missing import Unknown


@dataclass(frozen=True, eq=False)
class Assessed:
    """One entry a customer of the newest book, in the order of its frame."""

    books: RiskBooks
    findings: Sequence[Finding]
    severity: Ints
    """Of all customers, whether key or not; see `SEVERITY_NAMES`."""
    key: Flags
    value: Numbers
    gone: Numbers
    """In units of the measure; NaN where the books do not say."""
    gone_of: str
    """The field of the balance that it is gone of."""
    soon: Maturing

    @cached_property
    def told(self) -> Mapping[Why, Flags]:
        """For each reason the key customers of whom it is told: whoever is emptied is not said to be down as well."""
        return {found.why: self.key & holds for found, holds in self._told()}

    def _told(self) -> Iterator[tuple[Finding, Flags]]:
        emptied = next(found.holds for found in self.findings if found.why is Why.EMPTIED)
        for found in self.findings:
            yield found, found.holds & ~emptied if found.why is Why.DOWN else found.holds

    @cached_property
    def missing(self) -> Mapping[str, Flags]:
        """For each field the customers of whom it would tell more."""
        grey = np.equal(self.severity, GREY)
        return Unknown(self.books, self.books.newest, self.findings, grey).fields()


def assessed(books: RiskBooks) -> Assessed:
    """The customers of the newest book."""
    newest = books.newest
    findings, value, key = evidence(books, newest), books.values(newest), books.key(newest)
    balance, gone = gone_of(books, newest, key)
    return Assessed(
        books,
        findings,
        severity=severities(findings, ~np.isnan(value)),
        key=key,
        value=value,
        gone=gone,
        gone_of=balance,
        soon=maturing_soon(books, newest, books.policy.risk.maturing_days),
    )
