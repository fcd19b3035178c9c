"""The key customers by severity and by reason."""

from collections.abc import Iterator

import numpy as np

from keyclient.analysis.common.evidence.books import Flags, Numbers
from keyclient.analysis.common.evidence.finding import YUAN, Finding
from keyclient.analysis.common.evidence.reasons import FAMILY_OF
from keyclient.analysis.common.evidence.severity import SEVERITY_NAMES
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.risk.assessed import Assessed
from keyclient.analysis.risk.result import ReasonTotal, SeverityTotal
from keyclient.model.measure import Amount, Measure


def severity_totals(assessed: Assessed) -> Iterator[SeverityTotal]:
    """Every severity, worst first."""
    measure = assessed.books.measure
    for place, name in enumerate(SEVERITY_NAMES):
        own = assessed.key & (assessed.severity == place)
        yield SeverityTotal(
            severity=name,
            customers=int(own.sum()),
            gone=_known_sum(assessed.gone, own, assessed, measure),
            maturing=_known_sum(assessed.soon.amount, own, assessed, YUAN),
            remaining=_known_sum(assessed.value, own, assessed, measure),
        )


def _known_sum(values: Numbers, own: Flags, assessed: Assessed, measure: Measure) -> Amount | None:
    """The sum over some of the customers; None where it is known of none of them.

    Of nobody it is 0, unless it is known of no key customer at all: what nobody knows is not 0.
    """
    known = ~np.isnan(values[own if own.any() else assessed.key])
    return _sum(values[own], measure) if known.any() else None


def reason_totals(assessed: Assessed) -> Iterator[ReasonTotal]:
    """Every reason, in the order in which they are told."""
    for found in assessed.findings:
        told = assessed.told[found.why]
        yield ReasonTotal(
            reason=found.why.value,
            family=FAMILY_OF[found.why].value,
            customers=int(told.sum()),
            amount=_of_reason(found, told, assessed.key),
            unknown=int((assessed.key & ~found.known).sum()),
        )


def _of_reason(found: Finding, told: Flags, key: Flags) -> Amount | None:
    """The money of all of whom it is told; None where it is told of some and is about the money of none, or nobody knows."""
    if found.amount is None or not (key & found.known).any():
        return None
    amounts = found.amount[told]
    return None if len(amounts) and np.isnan(amounts).all() else _sum(amounts, found.measure)


def _sum(values: Numbers, measure: Measure) -> Amount:
    """The sum of those that are known."""
    known = np.nan_to_num(values)
    return measure.amount(exact_sum(known if measure.decimals is None else known.astype(np.int64)))
