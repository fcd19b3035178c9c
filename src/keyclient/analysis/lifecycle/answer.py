"""The answer of `lifecycle`."""

from functools import partial

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.unread import says_unread, unread_customers, unread_table
from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.analysis.lifecycle.customer_columns import lifecycle_columns
from keyclient.analysis.lifecycle.issues import day_of_file, lifecycle_issues
from keyclient.analysis.lifecycle.report import lifecycle_report, open_needs
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.lifecycle.tables import ListsShown
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy


def answer_lifecycle(inputs: Inputs, policy: Policy, query: Query) -> Outcome[LifecycleResult]:
    """What each age band needs and holds, and whom to talk to. Raises as `lifecycle`."""
    loaded = inputs.loaded
    portfolio = loaded.portfolio
    whole = lifecycle(portfolio, policy.lifecycle, by=loaded.group, top=query.counted)
    whole = whole.model_copy(update={"unread": unread_customers(portfolio)})
    result, totals = _listed(whole, portfolio, query)
    since = day_of_file(portfolio.as_of, portfolio.frame.columns, from_file=loaded.as_of_from_file)
    unread = unread_table(portfolio, result.unread, query.top)
    report = lifecycle_report(
        result,
        portfolio.measure,
        policy.lifecycle,
        by=query.group_label,
        lists=ListsShown(Contacts(portfolio.frame), *totals, unread),
    )
    return Outcome(
        "lifecycle",
        result,
        says_only(says_unread(report, whole.unread), query.only, portfolio),
        issues=(*loaded.issues, *lifecycle_issues(result, NeedMap(policy.lifecycle), since)),
        sources=portfolio.sources,
        portfolio=listed_alone(portfolio, query.only),
        facts=(open_needs(result),),
        only=None if query.only is None else query.only.names,
        customer_columns=partial(lifecycle_columns, whole, portfolio, policy.lifecycle),
    )


def _listed(
    whole: LifecycleResult, portfolio: Portfolio, query: Query
) -> tuple[LifecycleResult, tuple[int, int]]:
    """The result with the lists that were asked for, and how many gaps and crossings there are of these."""
    if query.only is None:
        return whole, (whole.total_gaps, whole.total_crossings)
    gaps = query.only.of(whole.gaps, portfolio.listed)
    crossings = query.only.of(whole.crossings, portfolio.listed)
    lists = {
        "gaps": gaps[: query.top],
        "crossings": crossings[: query.top],
        "unread": query.only.of(whole.unread, portfolio.listed),
    }
    return whole.model_copy(update=lists), (len(gaps), len(crossings))
