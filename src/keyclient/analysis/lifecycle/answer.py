"""The answer of `lifecycle`."""

from functools import partial

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.analysis.lifecycle.customer_columns import lifecycle_columns
from keyclient.analysis.lifecycle.issues import lifecycle_issues
from keyclient.analysis.lifecycle.report import lifecycle_report
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind
from keyclient.policy.models import Policy


def answer_lifecycle(inputs: Inputs, policy: Policy, query: Query) -> Outcome[LifecycleResult]:
    """What each age band needs and holds, and whom to talk to. Raises as `lifecycle`."""
    loaded = inputs.loaded
    portfolio = loaded.portfolio
    result = lifecycle(portfolio, policy.lifecycle, by=loaded.group, top=query.top)
    return Outcome(
        "lifecycle",
        result,
        lifecycle_report(
            result,
            portfolio.measure,
            policy.lifecycle,
            by=query.group_label,
            contacts=Contacts(portfolio.frame),
        ),
        issues=(*loaded.issues, *lifecycle_issues(result, loaded, policy.lifecycle)),
        sources=portfolio.sources,
        portfolio=portfolio,
        facts=(
            Fact(Label("with a core need open", "核心需求未满足"), result.core_gap_customers, Kind.COUNT),
        ),
        customer_columns=partial(lifecycle_columns, result, portfolio, policy.lifecycle),
    )
