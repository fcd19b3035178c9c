"""What `report` answers: the JSON contract of the command."""

from pydantic import Field

from keyclient.analysis.check.result import CheckResult
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.segment.result import SegmentResult
from keyclient.analysis.tier.result import TierResult
from keyclient.model.contract import Contract


class Lacking(Contract):
    """An analysis that the book has no data for."""

    analysis: str
    reason: str
    """In the language of the run."""
    fields: tuple[str, ...]
    """A column for one of these fields would allow it; empty where no column is what is missing."""


class ReportResult(Contract):
    """The results of all analyses by name, each as its own command gives it; null where the book has no data for one."""

    segment: SegmentResult | None = None
    tier: TierResult | None = None
    lifecycle: LifecycleResult | None = None
    funnel: FunnelResult | None = None
    check: CheckResult | None = None
    lacking: tuple[Lacking, ...]
    issues: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By analysis: the codes of the issues that a reader of it has to know."""
