"""The answers as they stand in the user's own workbook: a summary, and what is said about each customer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from keyclient.analysis.funnel_verdicts import funnel_verdicts
from keyclient.analysis.lifecycle_verdicts import lifecycle_verdicts
from keyclient.analysis.segment_verdicts import segment_verdicts
from keyclient.analysis.tier_verdicts import tier_verdicts
from keyclient.answers.funnel import find_funnel
from keyclient.answers.lifecycle import find_lifecycle
from keyclient.answers.measured import measure_of
from keyclient.answers.query import Query
from keyclient.answers.segment import find_segment
from keyclient.answers.tier import find_tier
from keyclient.ingest.pipeline import LoadedPipeline
from keyclient.model.beside import Verdicts
from keyclient.model.portfolio import Loaded
from keyclient.model.report import Report
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class BackAnswer:
    """What a command has to write into the workbook."""

    command: str
    report: Report
    verdicts: Verdicts | None
    """None where the rows of the book are no customers."""


def segment_back(loaded: Loaded, policy: Policy, query: Query) -> BackAnswer:
    """The summary with as many customers as are asked for, and the class of every customer."""
    page = find_segment(loaded, policy, query)
    everybody = find_segment(loaded, policy, replace(query, top=None)).result
    return BackAnswer("segment", page.report, segment_verdicts(everybody))


def tier_back(loaded: Loaded, policy: Policy, query: Query, *, earlier: Sequence[Loaded]) -> BackAnswer:
    """The summary with as many customers as are asked for, and the tier of every customer."""
    page = find_tier(loaded, policy, query, earlier=earlier)
    everybody = find_tier(loaded, policy, replace(query, top=None), earlier=earlier).result
    return BackAnswer(
        "tier", page.report, tier_verdicts(everybody, measure_of(loaded.portfolio), policy.tier)
    )


def lifecycle_back(loaded: Loaded, policy: Policy, query: Query) -> BackAnswer:
    """The summary with as many customers as are asked for, and the needs of every customer."""
    page = find_lifecycle(loaded, policy, query)
    everybody = find_lifecycle(loaded, policy, replace(query, top=None)).result
    verdicts = lifecycle_verdicts(everybody, loaded.portfolio, policy.lifecycle)
    return BackAnswer("lifecycle", page.report, verdicts)


def funnel_back(
    loaded: LoadedPipeline, policy: Policy, query: Query, *, older: LoadedPipeline | None
) -> BackAnswer:
    """The summary, and where every customer or deal stands."""
    page = find_funnel(loaded, policy, query, older=older)
    beside = None if older is None else older.pipeline
    return BackAnswer("funnel", page.report, funnel_verdicts(loaded.pipeline, policy.funnel, beside=beside))
