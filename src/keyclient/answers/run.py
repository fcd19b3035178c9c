"""Running analyses by name, several on one book."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import BaseModel

from keyclient.analysis.analyses import analysis_named
from keyclient.analysis.common.face import Analysis
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.only import Only, narrowed
from keyclient.analysis.common.outcome import NotPossible, Outcome
from keyclient.analysis.common.query import Query
from keyclient.answers.book import SharedBook
from keyclient.answers.envelope import answer_of
from keyclient.answers.request import request_for
from keyclient.errors import InputError, UsageError
from keyclient.ingest.base.pipeline_refusals import NoStages
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import Cells
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang
from keyclient.render.answer import Answer


@dataclass(frozen=True)
class Answered:
    """An analysis that the book has data for."""

    outcome: Outcome[BaseModel]
    answer: Answer

    @property
    def name(self) -> str:
        """The analysis, as the command is called."""
        return self.outcome.name

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is wrong with the book, and what a reader of this analysis has to know about it."""
        return self.outcome.issues


def read_shared(cells: Cells, request: Request, names: Iterable[str]) -> SharedBook:
    """The book for some analyses, with all its columns read. Raises as `load` if none of them can read it."""
    needs = [analysis_named(name).needs(request.policy) for name in names]
    traced = any(need.traced for need in needs)
    counts = any(need.product_counts for need in needs)
    book = SharedBook(cells, replace(request, needs_measure=False, traced=traced, counts_products=counts))
    book.load(book.request)
    return book


def analyse_book(book: SharedBook, name: str, query: Query) -> Answered | NotPossible:
    """The answer of one analysis about a book, or why there is none."""
    analysis = analysis_named(name)
    try:
        inputs = _inputs(analysis, book, query.only)
        if isinstance(inputs, NotPossible):
            return inputs
        outcome = analysis.analyse(inputs, book.request.policy, query)
    except (InputError, UsageError) as refusal:
        return NotPossible(name, Label(refusal.text(Lang.EN), refusal.text(Lang.ZH)))
    return Answered(outcome, answer_of(outcome, book.request.policy, query.lang))


def _inputs(analysis: Analysis, book: SharedBook, only: Only | None) -> Inputs | NotPossible:
    """The book as the analysis needs it, or that the book has no data for it."""
    needs = analysis.needs(book.request.policy)
    if analysis.compares_books:
        return NotPossible(analysis.name, analysis.absence)
    absent = NotPossible(analysis.name, analysis.absence, analysis.fields)
    if needs.pipeline:
        try:
            pipeline = book.pipeline()
        except NoStages:
            return absent
        return Inputs(pipeline.parts[0], pipeline)
    columns = set(book.customers.portfolio.frame.columns)
    if analysis.fields and not needs.measure and columns.isdisjoint(analysis.fields):
        return absent
    wanted = replace(request_for(needs, book.request), needs_measure=False)
    loaded = book.load(wanted if wanted == book.request else replace(wanted, traced=needs.traced))
    if needs.measure and loaded.portfolio.measure is None:
        return absent
    return Inputs(replace(loaded, portfolio=narrowed(loaded.portfolio, only)))
