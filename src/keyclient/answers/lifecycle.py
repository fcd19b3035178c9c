"""The answer of `lifecycle`."""

from dataclasses import replace

from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.analysis.lifecycle.issues import lifecycle_issues
from keyclient.analysis.lifecycle.report import lifecycle_report
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.answers.book import BookOnce
from keyclient.answers.found import Found, Lack
from keyclient.answers.query import Query
from keyclient.model.label import Label
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy

_FIELDS = ("birth_date", "age")
_AGELESS = Label("No column says how old its people are.", "没有反映客户年龄的列。")


def find_lifecycle(loaded: Loaded, policy: Policy, query: Query) -> Found[LifecycleResult]:
    """What each age band needs and holds, and whom to talk to. Raises as `lifecycle`."""
    portfolio = loaded.portfolio
    result = lifecycle(portfolio, policy.lifecycle, by=loaded.group, top=query.top)
    report = lifecycle_report(result, portfolio.measure, policy.lifecycle, by=query.group_label)
    issues = (*loaded.issues, *lifecycle_issues(result, loaded, policy.lifecycle))
    return Found("lifecycle", result, report, issues, portfolio.sources, portfolio)


def lifecycle_of(book: BookOnce, query: Query) -> Found[LifecycleResult] | Lack:
    """The same of a book that other analyses are made from too; its product columns are read for this one alone."""
    if not {*_FIELDS} & set(book.customers.portfolio.frame.columns):
        return Lack("lifecycle", _AGELESS, _FIELDS)
    loaded = book.load(replace(book.request, life_cycle=True, traced=False))
    return find_lifecycle(loaded, book.request.policy, query)
