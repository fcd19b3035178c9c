"""The answer of `maturity`."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.term_products import rare_products
from keyclient.analysis.common.unread import says_unread, unread_customers
from keyclient.analysis.maturity.calculate import maturing, maturity
from keyclient.analysis.maturity.customer_columns import maturity_columns
from keyclient.analysis.maturity.issues import maturity_issues
from keyclient.analysis.maturity.report import maturity_report
from keyclient.analysis.maturity.result import MaturityResult
from keyclient.analysis.maturity.tables import MaturityLook
from keyclient.analysis.maturity.takeover_report import not_listed
from keyclient.model.label import Label
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Fact, Kind, Report
from keyclient.policy.models import Policy


def answer_maturity(inputs: Inputs, policy: Policy, query: Query) -> Outcome[MaturityResult]:
    """What matures when, with whom, and what became of what has matured. Raises as `maturity`."""
    loaded, earlier = inputs.loaded, [old.portfolio for old in inputs.earlier]
    portfolio = loaded.portfolio
    rows = maturing(portfolio, loaded.group)
    whole = maturity(
        portfolio,
        policy,
        by=loaded.group,
        top=query.counted,
        earlier=earlier,
        rows=rows,
    )
    whole = whole.model_copy(update={"unread": unread_customers(portfolio)})
    result, total = _listed(whole, portfolio, query)
    look = MaturityLook(Contacts(portfolio.frame), query.top, total, query.group_label)
    old = Contacts(earlier[-1].frame) if earlier else None
    report = maturity_report(result, policy.calendar, look, old)
    return Outcome(
        "maturity",
        result,
        says_only(
            says_unread(_says_gone(report, whole, query), whole.unread, ranked=False), query.only, portfolio
        ),
        issues=(
            *loaded.issues,
            *maturity_issues(whole, loaded, rare_products(rows)),
            *inputs.issues,
        ),
        sources=(*portfolio.sources, *(earlier[-1].sources if earlier else ())),
        portfolio=listed_alone(portfolio, query.only),
        facts=tuple(_facts(result)),
        only=None if query.only is None else query.only.names,
        customer_columns=partial(maturity_columns, whole, portfolio),
    )


def _listed(whole: MaturityResult, portfolio: Portfolio, query: Query) -> tuple[MaturityResult, int]:
    """The result with the lists that were asked for, and how many products there are of the customers listed."""
    if query.only is None:
        return whole, whole.total_lines
    lines = query.only.of(whole.lines, portfolio.listed)
    lists: dict[str, object] = {
        "lines": lines[: query.top],
        "unread": query.only.of(whole.unread, portfolio.listed),
    }
    if whole.takeover is not None:
        kept = query.only.of(whole.takeover.lines, portfolio.listed)
        update = {"lines": kept[: query.top], "total_lines": len(kept)}
        lists["takeover"] = whole.takeover.model_copy(update=update)
    return whole.model_copy(update=lists), len(lines)


def _says_gone(report: Report, whole: MaturityResult, query: Query) -> Report:
    """The report with how many customers no list can pick, since only the earlier book names them."""
    if query.only is None or whole.takeover is None:
        return report
    (rows,) = whole.takeover.lines.source.values("row")
    said = not_listed(rows.count(None))
    return replace(report, notes=(*report.notes, *said))


def _facts(result: MaturityResult) -> Iterator[Fact]:
    first = result.horizons[0]
    label = Label(f"matures within {first.days} days", f"{first.days}天内到期")
    yield Fact(label, first.amount, Kind.MONEY)
