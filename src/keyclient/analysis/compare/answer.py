"""The answer of `compare`."""

from collections.abc import Iterator

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.compare.calculate import compare
from keyclient.analysis.compare.first_rows import with_first_rows
from keyclient.analysis.compare.own_changes import own_history
from keyclient.analysis.compare.perhaps import perhaps_issues
from keyclient.analysis.compare.report import compare_report
from keyclient.analysis.compare.restated import restated_issues
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.tables import CompareLook
from keyclient.analysis.compare.whole_groups import whole_group_issues
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind
from keyclient.policy.models import Policy


def answer_compare(inputs: Inputs, policy: Policy, query: Query) -> Outcome[CompareResult]:
    """What moved between the books of a series, or within one book that has its own changes. Raises as `own_history`."""
    books, portfolio = inputs.series, inputs.loaded.portfolio
    own = own_history(inputs.loaded, policy.tier, query.lang) if len(books) < 2 else None
    books = books if own is None else own.books
    whole = compare(books, policy, everybody=True, lang=query.lang)
    result = compare(books, policy, lang=query.lang)
    result = result.model_copy(
        update={"moved": result.moved[: query.top], "own_changes": None if own is None else own.said}
    )
    labels = {step.tier.name: step.tier.label for step in books[-1].steps}
    look = CompareLook(
        amount_kind(books[-1].measure),
        labels,
        query.top,
        Contacts(books[-1].frame),
        books[-1].measure,
        few=policy.compare.few,
    )
    return Outcome(
        "compare",
        with_first_rows(result, query.top),
        compare_report(result, whole.moved, look),
        issues=(
            *inputs.loaded.issues,
            *inputs.issues,
            *(() if own is None else own.issues),
            *whole_group_issues(result.vanished, look.measure, books[-1].called),
            *perhaps_issues(result),
            *restated_issues(result.restated),
        ),
        sources=tuple(book.source for book in (books if own is None else books[-1:])),
        portfolio=portfolio,
        facts=tuple(_facts(result, look.amount)),
    )


def _facts(result: CompareResult, amount: Kind) -> Iterator[Fact]:
    yield Fact(Label("opening", "期初"), result.opening, amount)
    yield Fact(Label("closing", "期末"), result.closing, amount)
