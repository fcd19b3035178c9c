"""The answer of `check`."""

from keyclient.analysis.check.calculate import check
from keyclient.analysis.check.listed import listed
from keyclient.analysis.check.report import check_report
from keyclient.analysis.check.result import CheckResult
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind
from keyclient.policy.models import Policy


def answer_check(inputs: Inputs, policy: Policy, query: Query) -> Outcome[CheckResult]:
    """What is wrong or missing in a book whose rows were traced. `query.top` counts the customers with gaps."""
    portfolio = inputs.loaded.portfolio
    only = query.only
    checked = check(inputs.loaded, policy.check, top=query.counted)
    shown = checked if only is None else listed(checked, inputs.loaded, query.top)
    result = shown.result
    return Outcome(
        "check",
        result,
        says_only(
            check_report(
                shown,
                portfolio.sources[0],
                portfolio.measure,
                top=query.findings,
                contacts=Contacts(portfolio.frame),
            ),
            only,
            portfolio,
        ),
        issues=checked.issues,
        sources=portfolio.sources,
        portfolio=listed_alone(portfolio, only),
        only=None if only is None else only.names,
        facts=(Fact(Label("fields of files known", "档案完整率"), result.archive.completeness, Kind.SHARE),),
    )
