"""The answer of `segment`."""

from collections.abc import Iterator
from functools import partial

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.unread import says_unread, unread_customers, unread_table
from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.customer_columns import segment_columns
from keyclient.analysis.segment.issues import segment_issues
from keyclient.analysis.segment.report import segment_report
from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.label import Label
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Fact, Kind
from keyclient.policy.models import Policy


def answer_segment(inputs: Inputs, policy: Policy, query: Query) -> Outcome[SegmentResult]:
    """Which few customers bring most of the value. Raises as `segment`."""
    loaded = inputs.loaded
    portfolio = loaded.portfolio
    measure = measure_of(portfolio)
    whole = segment(portfolio, policy.segment, by=loaded.group, top=query.counted)
    whole = whole.model_copy(update={"unread": unread_customers(portfolio)})
    result, total = _listed(whole, portfolio, query)
    report = segment_report(
        result,
        measure,
        policy.segment,
        by=query.group_label,
        contacts=Contacts(portfolio.frame),
        total=total,
        unread=unread_table(portfolio, result.unread, query.top),
    )
    return Outcome(
        "segment",
        result,
        says_only(says_unread(report, whole.unread), query.only, portfolio, whole.top),
        issues=(*loaded.issues, *segment_issues(result, measure.kind)),
        sources=portfolio.sources,
        portfolio=listed_alone(portfolio, query.only, whole.top),
        facts=tuple(segment_facts(result)),
        only=None if query.only is None else query.only.names,
        customer_columns=partial(segment_columns, whole),
    )


def _listed(whole: SegmentResult, portfolio: Portfolio, query: Query) -> tuple[SegmentResult, int]:
    """The result with the lists that were asked for, and how many customers the first of them is about."""
    if query.only is None:
        return whole, whole.customers
    top = query.only.of(whole.top, portfolio.listed)
    lists = {"top": top[: query.top], "unread": query.only.of(whole.unread, portfolio.listed)}
    return whole.model_copy(update=lists), len(top)


def segment_facts(result: SegmentResult) -> Iterator[Fact]:
    """The figures that are worth remembering."""
    yield Fact(Label("customers", "客户数"), result.customers, Kind.COUNT)
    yield Fact(Label("vital few", "关键少数客户"), result.vital_few.customers, Kind.COUNT)
