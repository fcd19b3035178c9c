"""The answer of `segment`."""

from collections.abc import Iterator
from functools import partial

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.names import customer_names
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.customer_columns import segment_columns
from keyclient.analysis.segment.issues import segment_issues
from keyclient.analysis.segment.report import segment_report
from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind
from keyclient.policy.models import Policy


def answer_segment(inputs: Inputs, policy: Policy, query: Query) -> Outcome[SegmentResult]:
    """Which few customers bring most of the value. Raises as `segment`."""
    loaded = inputs.loaded
    portfolio = loaded.portfolio
    measure = measure_of(portfolio)
    result = segment(portfolio, policy.segment, by=loaded.group, top=query.top)
    report = segment_report(
        result,
        measure,
        policy.segment,
        by=query.group_label,
        names=customer_names(portfolio.frame),
    )
    return Outcome(
        "segment",
        result,
        report,
        issues=(*loaded.issues, *segment_issues(result, measure.kind)),
        sources=portfolio.sources,
        portfolio=portfolio,
        facts=tuple(_facts(result)),
        customer_columns=partial(segment_columns, result),
    )


def _facts(result: SegmentResult) -> Iterator[Fact]:
    yield Fact(Label("customers", "客户数"), result.customers, Kind.COUNT)
    yield Fact(Label("vital few", "关键少数客户"), result.vital_few.customers, Kind.COUNT)
