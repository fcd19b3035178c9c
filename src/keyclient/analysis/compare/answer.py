"""The answer of `compare`."""

from functools import partial

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.compare.calculate import compared
from keyclient.analysis.compare.customer_columns import compare_columns
from keyclient.analysis.compare.facts import compare_facts
from keyclient.analysis.compare.first_rows import with_first_rows
from keyclient.analysis.compare.issues import compare_issues
from keyclient.analysis.compare.listed import about_listed, listed
from keyclient.analysis.compare.own_changes import own_history
from keyclient.analysis.compare.panel import Panel, make_panel
from keyclient.analysis.compare.report import compare_report
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.tables import CompareLook
from keyclient.policy.models import Policy


def answer_compare(inputs: Inputs, policy: Policy, query: Query) -> Outcome[CompareResult]:
    """What moved between the books of a series, or within one book that has its own changes. Raises as `own_history`."""
    books, portfolio = inputs.series, inputs.loaded.portfolio
    own = own_history(inputs.loaded, policy.tier, query.lang) if len(books) < 2 else None
    books = books if own is None else own.books
    panel = make_panel(books)
    found = compared(panel, policy, query.lang)
    whole = found.result.model_copy(update={"own_changes": None if own is None else own.said})
    everybody = found.everybody
    lists = listed(whole, everybody, portfolio, books, query)
    result = with_first_rows(about_listed(whole, lists, portfolio, query), query.top)
    look = _look(panel, policy, query)
    return Outcome(
        "compare",
        result,
        says_only(compare_report(result, lists, look), query.only, portfolio),
        issues=(
            *inputs.loaded.issues,
            *inputs.issues,
            *(() if own is None else own.issues),
            *compare_issues(whole, panel),
        ),
        sources=tuple(book.source for book in (books if own is None else books[-1:])),
        portfolio=listed_alone(portfolio, query.only, everybody),
        facts=compare_facts(result, look.amount),
        only=None if query.only is None else query.only.names,
        other_numbers=panel.ids.tolist,
        customer_columns=partial(compare_columns, panel, everybody, look.amount),
    )


def _look(panel: Panel, policy: Policy, query: Query) -> CompareLook:
    return CompareLook(
        amount=amount_kind(panel.measure),
        labels={step.tier.name: step.tier.label for step in panel.now.steps},
        rows=query.top,
        contacts=Contacts(panel.now.frame, panel.books[-2].frame),
        newest=Contacts(panel.now.frame),
        measure=panel.measure,
        few=policy.compare.few,
        by=query.group_label,
    )
