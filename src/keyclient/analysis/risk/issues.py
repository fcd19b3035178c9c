"""The issues that `risk` raises about what it could not judge."""

from collections.abc import Iterator, Mapping

from keyclient.analysis.common.evidence.reasons import REASONS
from keyclient.analysis.risk.result import RiskResult
from keyclient.analysis.risk.words import GREY, REASON_LABELS, field_label
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.rules import risk


def risk_issues(result: RiskResult, missing: Mapping[str, int]) -> tuple[Issue, ...]:
    """Key customers of whom too little is known, and reasons that the books say nothing about.

    `missing`: what the grey customers lack, and how many of them do.
    """
    return (*_grey(result, missing), *_blind(result))


def _grey(result: RiskResult, missing: Mapping[str, int]) -> Iterator[Issue]:
    grey = next((one.customers for one in result.severities if one.severity == GREY), 0)
    if grey and missing:
        yield risk.RiskTooLittleKnown(
            count=grey, of=result.key_customers, fields=listed(map(field_label, missing))
        )


def _blind(result: RiskResult) -> Iterator[Issue]:
    """Reasons of which the books say nothing at all, though a column would."""
    if not result.key_customers:
        return
    unknown = {one.reason for one in result.reasons if one.unknown == result.key_customers}
    blind = [reason for reason in REASONS if reason.why.value in unknown and reason.needs]
    if blind:
        needed = dict.fromkeys(name for reason in blind for name in reason.needs[0])
        yield risk.RiskReasonsUnknown(
            reasons=listed(REASON_LABELS[reason.why.value] for reason in blind),
            fields=listed(map(field_label, needed)),
        )
