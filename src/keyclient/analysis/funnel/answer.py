"""The answer of `funnel`."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.funnel.calculate import funnel
from keyclient.analysis.funnel.customer_columns import funnel_columns
from keyclient.analysis.funnel.issues import ToldTable, funnel_issues, table_of_book
from keyclient.analysis.funnel.masked_stages import without_typed_stages
from keyclient.analysis.funnel.report import funnel_facts, funnel_report
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.funnel.stages import StagesUnknown
from keyclient.model.issue import Issue
from keyclient.model.portfolio import Portfolio
from keyclient.model.receipt import Source
from keyclient.policy.models import Policy


def answer_funnel(inputs: Inputs, policy: Policy, query: Query) -> Outcome[FunnelResult]:
    """How many pass each stage, and where they are lost; beside an older book where one is given.

    Issues of the older book are left out: they were reported with its own answer. Raises as `funnel`.
    """
    loaded, older = inputs.stages, inputs.older
    pipeline, beside = loaded.pipeline, None if older is None else older.pipeline
    with untold(query):
        result = funnel(pipeline, policy.funnel, beside=beside)
    parts = (*loaded.parts, *(() if older is None else older.parts))
    outcome = told(
        result,
        pipeline.book,
        policy,
        query,
        tables=[table_of_book(part) for part in loaded.parts],
        issues=[issue for part in loaded.parts for issue in part.issues],
        sources=[source for part in parts for source in part.portfolio.sources],
    )
    return replace(outcome, customer_columns=partial(funnel_columns, pipeline, policy.funnel, beside=beside))


@contextmanager
def untold(query: Query) -> Iterator[None]:
    """Under `--mask` a refusal of unknown stages does not repeat them."""
    try:
        yield
    except StagesUnknown as unknown:
        raise (unknown.untold() if query.mask else unknown) from None


def told(
    result: FunnelResult,
    book: Portfolio,
    policy: Policy,
    query: Query,
    *,
    tables: Sequence[ToldTable],
    issues: Iterable[Issue],
    sources: Iterable[Source],
) -> Outcome[FunnelResult]:
    """The funnel of a book with its report and what is to be known about it.

    `tables`: those that it was read from; `issues`: what reading them gave.
    """
    every = (*issues, *funnel_issues(result, tables, policy.funnel))
    measure = book.measure if result.measure is not None else None
    return Outcome(
        "funnel",
        result,
        funnel_report(result, measure, policy.funnel, by=query.group_label, top=query.top),
        issues=without_typed_stages(every) if query.mask else every,
        sources=tuple(sources),
        portfolio=book,
        facts=funnel_facts(result),
    )
