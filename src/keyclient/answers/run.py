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
from keyclient.analysis.common.ranking import UNMEASURED
from keyclient.analysis.common.refusals import NothingToTell
from keyclient.analysis.common.series import series_of
from keyclient.analysis.compare.refusals import OneBookError
from keyclient.answers.book import SharedBook
from keyclient.answers.envelope import answer_of
from keyclient.answers.request import request_for
from keyclient.errors import InputError, UsageError
from keyclient.ingest.base.pipeline_refusals import NoStages
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import Cells
from keyclient.model.filled_in import FilledIn, FormKind
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
    """The answer of one analysis about a book and those before it, or why there is none."""
    analysis = analysis_named(name)
    try:
        inputs = _inputs(analysis, book, query.only)
        if isinstance(inputs, NotPossible):
            return inputs
        outcome = analysis.analyse(_with_earlier(inputs, analysis, book), book.request.policy, query)
    except OneBookError:
        return _absent(analysis, book)
    except (InputError, UsageError) as refusal:
        reason = Label(refusal.text(Lang.EN), refusal.text(Lang.ZH))
        return NotPossible(name, reason, is_complete=isinstance(refusal, NothingToTell))
    return Answered(outcome, answer_of(outcome, book.request.policy, query.lang))


def read_alike(names: Iterable[str], request: Request) -> Request:
    """The request that reads an earlier book with what any of some analyses needs of it."""
    needs = [analysis_named(name).needs(request.policy) for name in names]
    return replace(
        request,
        also=tuple(dict.fromkeys(name for need in needs for name in need.also)),
        life_cycle=any(need.life_cycle for need in needs),
        counts_products=any(need.product_counts for need in needs),
        needs_measure=False,
        traced=False,
    )


def _with_earlier(inputs: Inputs, analysis: Analysis, book: SharedBook) -> Inputs:
    """What is read for an analysis, with the earlier books where it is about them too."""
    if analysis.compares_books:
        series = series_of(book.earlier, inputs.loaded, book.request.policy.tier)
        return replace(inputs, series=series, issues=book.issues)
    written = tuple(one for one in book.written if _reads(analysis, one)) if analysis.keeps_written else ()
    if not analysis.takes_earlier:
        return inputs
    return replace(inputs, earlier=book.earlier, written=written, issues=book.issues)


def _reads(analysis: Analysis, form: FilledIn) -> bool:
    """Whether a form is given to an analysis: one of its own, or the plan, which others read too."""
    return form.kind == analysis.name or form.kind is FormKind.PLAN


def _absent(analysis: Analysis, book: SharedBook) -> NotPossible:
    """Why the book has no data for an analysis; without an earlier book no column would allow a comparison."""
    if not analysis.compares_books:
        return NotPossible(analysis.name, analysis.absence, analysis.fields)
    if not book.earlier:
        return NotPossible(analysis.name, analysis.absence)
    return NotPossible(analysis.name, UNMEASURED, analysis.fields)


def _inputs(analysis: Analysis, book: SharedBook, only: Only | None) -> Inputs | NotPossible:
    """The book as the analysis needs it, or that the book has no data for it."""
    needs = analysis.needs(book.request.policy)
    absent = _absent(analysis, book)
    if needs.pipeline:
        try:
            pipeline = book.pipeline()
        except NoStages:
            return absent
        return Inputs(pipeline.parts[0], pipeline)
    columns = set(book.customers.portfolio.frame.columns)
    if analysis.fields and not needs.measure and columns.isdisjoint(analysis.fields):
        return absent
    wanted = replace(request_for(needs, book.request), needs_measure=False, about=())
    loaded = book.load(wanted if wanted == book.request else replace(wanted, traced=needs.traced))
    if needs.measure and loaded.portfolio.measure is None:
        return absent
    return Inputs(replace(loaded, portfolio=narrowed(loaded.portfolio, only)))
