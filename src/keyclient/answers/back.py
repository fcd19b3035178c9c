"""The answers as they stand in the user's own workbook: a summary, and what is said about each customer."""

from dataclasses import dataclass

from keyclient.analysis.funnel.customer_columns import funnel_verdicts
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.lifecycle.customer_columns import lifecycle_verdicts
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.segment.customer_columns import segment_verdicts
from keyclient.analysis.segment.result import SegmentResult
from keyclient.analysis.tier.customer_columns import tier_verdicts
from keyclient.analysis.tier.result import TierResult
from keyclient.answers.found import Found
from keyclient.answers.measured import measure_of
from keyclient.ingest.pipeline import LoadedPipeline
from keyclient.model.customer_columns import Verdicts
from keyclient.model.report import Report
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class BackAnswer:
    """What a command has to write into the workbook."""

    command: str
    report: Report
    verdicts: Verdicts | None
    """None where the rows of the book are no customers."""


def segment_back(page: Report, everybody: Found[SegmentResult]) -> BackAnswer:
    """The summary, and the class of every customer."""
    return BackAnswer("segment", page, segment_verdicts(everybody.result))


def tier_back(page: Report, everybody: Found[TierResult], policy: Policy) -> BackAnswer:
    """The summary, and the tier of every customer."""
    measure = measure_of(everybody.portfolio)
    return BackAnswer("tier", page, tier_verdicts(everybody.result, measure, policy.tier))


def lifecycle_back(page: Report, everybody: Found[LifecycleResult], policy: Policy) -> BackAnswer:
    """The summary, and the needs of every customer."""
    verdicts = lifecycle_verdicts(everybody.result, everybody.portfolio, policy.lifecycle)
    return BackAnswer("lifecycle", page, verdicts)


def funnel_back(
    page: Found[FunnelResult], loaded: LoadedPipeline, policy: Policy, *, older: LoadedPipeline | None
) -> BackAnswer:
    """The summary, and where every customer or deal stands."""
    beside = None if older is None else older.pipeline
    verdicts = funnel_verdicts(loaded.pipeline, policy.funnel, beside=beside)
    return BackAnswer("funnel", page.report, verdicts)
