"""The answer of `check`."""

from dataclasses import replace

from keyclient.analysis.check.calculate import check
from keyclient.analysis.check.report import check_report
from keyclient.analysis.check.result import CheckResult
from keyclient.answers.book import BookOnce
from keyclient.answers.found import Found
from keyclient.answers.query import Query
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy


def find_check(loaded: Loaded, policy: Policy, query: Query) -> Found[CheckResult]:
    """What is wrong or missing in a book that was read with `Request.traced`. `query.top` is about gaps."""
    portfolio = loaded.portfolio
    checked = check(loaded, policy.check, top=query.top)
    report = check_report(checked, portfolio.sources[0], portfolio.measure, top=query.findings)
    return Found("check", checked.result, report, checked.issues, portfolio.sources, portfolio)


def check_of(book: BookOnce, query: Query) -> Found[CheckResult]:
    """The same of a book that other analyses are made from too."""
    loaded = book.load(replace(book.request, traced=True))
    return find_check(loaded, book.request.policy, query)
