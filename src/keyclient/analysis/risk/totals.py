"""The key customers by severity and by reason."""

from collections.abc import Iterator

import numpy as np

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.risk.assessed import Assessed
from keyclient.analysis.risk.books import Numbers
from keyclient.analysis.risk.finding import YUAN, Finding
from keyclient.analysis.risk.reasons import FAMILY_OF
from keyclient.analysis.risk.result import ReasonTotal, SeverityTotal
from keyclient.analysis.risk.severity import SEVERITY_NAMES
from keyclient.model.measure import Amount, Measure


def severity_totals(assessed: Assessed) -> Iterator[SeverityTotal]:
    """Every severity, worst first."""
    measure = assessed.books.measure
    for place, name in enumerate(SEVERITY_NAMES):
        own = assessed.key & (assessed.severity == place)
        yield SeverityTotal(
            severity=name,
            customers=int(own.sum()),
            gone=_sum(assessed.gone[own], measure),
            maturing=_sum(assessed.soon.amount[own], YUAN),
            remaining=_sum(assessed.value[own], measure),
        )


def reason_totals(assessed: Assessed) -> Iterator[ReasonTotal]:
    """Every reason, in the order in which they are told."""
    for found in assessed.findings:
        told = assessed.told[found.why]
        yield ReasonTotal(
            reason=found.why.value,
            family=FAMILY_OF[found.why].value,
            customers=int(told.sum()),
            amount=None if found.amount is None else _of_reason(found, found.amount[told]),
            unknown=int((assessed.key & ~found.known).sum()),
        )


def _of_reason(found: Finding, amounts: Numbers) -> Amount | None:
    """The money of all of whom it is told; None where it is told of some and is about the money of none."""
    return None if len(amounts) and np.isnan(amounts).all() else _sum(amounts, found.measure)


def _sum(values: Numbers, measure: Measure) -> Amount:
    """The sum of those that are known."""
    known = np.nan_to_num(values)
    return measure.amount(exact_sum(known if measure.decimals is None else known.astype(np.int64)))
