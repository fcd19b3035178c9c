"""The answer of `tier`."""

from functools import partial

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.unread import says_unread, unread_customers, unread_table
from keyclient.analysis.tier.calculate import tier
from keyclient.analysis.tier.customer_columns import tier_columns
from keyclient.analysis.tier.issues import tier_issues
from keyclient.analysis.tier.listed import listed
from keyclient.analysis.tier.report import TierReportOptions, tier_facts, tier_report
from keyclient.analysis.tier.result import TierResult
from keyclient.policy.models import Policy


def answer_tier(inputs: Inputs, policy: Policy, query: Query) -> Outcome[TierResult]:
    """Who is in which tier, why, and who is close to the next one. Raises as `tier`."""
    loaded, before = inputs.loaded, [old.portfolio for old in inputs.earlier]
    portfolio = loaded.portfolio
    measure = measure_of(portfolio)
    dated = not any(one.as_of_from_file for one in (*inputs.earlier, loaded))
    whole = tier(
        portfolio, policy, by=loaded.group, top=query.counted, earlier=before, dated=dated, lang=query.lang
    )
    whole = whole.model_copy(update={"unread": unread_customers(portfolio)})
    result, total = listed(whole, portfolio, query)
    own = tier_issues(
        result, policy.tier, portfolio.as_of, as_of_from_file=loaded.as_of_from_file, kind=measure.kind
    )
    unread = unread_table(portfolio, result.unread, query.top)
    contacts = Contacts(portfolio.frame)
    asked = TierReportOptions(query.group_label, query.top, contacts, total, unread, portfolio.further)
    report = tier_report(result, measure, policy.tier, asked)
    return Outcome(
        "tier",
        result,
        says_only(says_unread(report, whole.unread), query.only, portfolio, whole.top),
        issues=(*loaded.issues, *own, *inputs.issues),
        sources=(*portfolio.sources, *(source for old in before for source in old.sources)),
        portfolio=listed_alone(portfolio, query.only, whole.top),
        facts=tuple(tier_facts(result)),
        only=None if query.only is None else query.only.names,
        customer_columns=partial(tier_columns, whole, measure, policy.tier),
    )
