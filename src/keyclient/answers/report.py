"""The answer of `report`: every analysis that a book has data for, and one page that sums them up."""

from collections.abc import Sequence

from pydantic import BaseModel

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.common.only import listed_alone, narrowed, says_only
from keyclient.analysis.common.outcome import NotPossible, Outcome
from keyclient.analysis.common.query import Query
from keyclient.answers.book import SharedBook
from keyclient.answers.envelope import make_envelope
from keyclient.answers.report_result import Lacking, report_model
from keyclient.answers.run import Answered
from keyclient.answers.summary import first_page, with_short_headline
from keyclient.model.envelope import issue_line
from keyclient.model.issue import Issue
from keyclient.model.label import Lang
from keyclient.model.receipt import Source
from keyclient.policy.showing.snapshot import snapshot_of_tables
from keyclient.render.answer import Answer, PartAnswer


def report_answer(outcomes: Sequence[Answered | NotPossible], book: SharedBook, query: Query) -> Answer:
    """One answer that sums up what the analyses of a book have found, and holds them as its parts."""
    answered = [one for one in outcomes if isinstance(one, Answered)]
    lacking = [one for one in outcomes if isinstance(one, NotPossible)]
    found = [one.outcome for one in answered]
    titles = {analysis.name: analysis.title for analysis in ANALYSES}
    issues = tuple(distinct_issues(found))
    lines = tuple(issue_line(issue, query.lang) for issue in issues)
    used = snapshot_of_tables(book.request.policy, _tables())
    envelope = make_envelope(
        "report",
        _result(found, lacking, query.lang),
        used,
        lines,
        _sources(book, found),
        book.customers.portfolio.as_of,
    )
    parts = tuple(
        PartAnswer(
            one.name,
            titles[one.name],
            with_short_headline(one.answer.report),
            one.answer.envelope,
            one.answer.issues,
        )
        for one in answered
    )
    only, portfolio = query.only, narrowed(book.customers.portfolio, query.only)
    envelope = envelope.model_copy(update={"only": None if only is None else dict(only.names)})
    summary = says_only(first_page(found, lacking, titles), only, portfolio)
    return Answer(summary, envelope, issues, parts, listed_alone(portfolio, only), used.changes)


def distinct_issues(found: Sequence[Outcome[BaseModel]]) -> list[Issue]:
    """What is wrong with the book and what to know about the analyses, each once."""
    told: dict[tuple[str, str | None, str], Issue] = {}
    for one in found:
        for issue in one.issues:
            told.setdefault((issue.code, issue.cell, issue.message(Lang.EN)), issue)
    return list(told.values())


def _result(found: Sequence[Outcome[BaseModel]], lacking: Sequence[NotPossible], lang: Lang) -> BaseModel:
    """The results are taken as they are: each has been checked by its own model."""
    results = {one.name: one.result for one in found}
    codes = {one.name: tuple(dict.fromkeys(issue.code for issue in one.issues)) for one in found}
    absent = tuple(
        Lacking(analysis=lack.name, reason=lack.reason.text(lang), fields=lack.fields) for lack in lacking
    )
    return report_model().model_validate({**results, "lacking": absent, "issues": codes})


def _sources(book: SharedBook, found: Sequence[Outcome[BaseModel]]) -> tuple[Source, ...]:
    """The book, and every further table that an analysis was made from."""
    sources = {
        (source.path, source.sheet, source.header_row): source for one in found for source in one.sources
    }
    first = book.customers.portfolio.sources
    others = [
        source
        for source in sources.values()
        if all(source.sheet != own.sheet or source.path != own.path for own in first)
    ]
    return (*first, *others)


def _tables() -> tuple[str, ...]:
    return tuple(dict.fromkeys(table for analysis in ANALYSES for table in analysis.policy))
