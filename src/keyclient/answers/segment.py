"""The answer of `segment`."""

from keyclient.analysis.common.names import names_in
from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.issues import segment_issues
from keyclient.analysis.segment.report import segment_report
from keyclient.analysis.segment.result import SegmentResult
from keyclient.answers.book import BookOnce
from keyclient.answers.found import Found, Lack
from keyclient.answers.measured import measure_of, unmeasured
from keyclient.answers.query import Query
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy


def find_segment(loaded: Loaded, policy: Policy, query: Query) -> Found[SegmentResult]:
    """Which few customers bring most of the value. Raises as `segment`."""
    portfolio = loaded.portfolio
    result = segment(portfolio, policy.segment, by=loaded.group, top=query.top)
    report = segment_report(
        result,
        measure_of(portfolio),
        policy.segment,
        by=query.group_label,
        names=names_in(portfolio.frame),
    )
    issues = (*loaded.issues, *segment_issues(result))
    return Found("segment", result, report, issues, portfolio.sources, portfolio)


def segment_of(book: BookOnce, query: Query) -> Found[SegmentResult] | Lack:
    """The same of a book that other analyses are made from too."""
    loaded = book.customers
    if loaded.portfolio.measure is None:
        return unmeasured("segment")
    return find_segment(loaded, book.request.policy, query)
