"""What is made of one book: its workbook, its customers by branch, and the figures for the whole."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.answers.book import BookOnce
from keyclient.answers.found import Lack
from keyclient.answers.query import Query
from keyclient.answers.report import report_answer
from keyclient.answers.table import ANALYSES, Answered, analysed, read_once
from keyclient.batch.record.paths import printable, without_prefix
from keyclient.batch.record.refusals import NothingToAnalyse, ResultNotWritten
from keyclient.batch.record.run_record import AnalysisStatus, IssueCounts
from keyclient.batch.record.staging import write_through
from keyclient.batch.worker.book_figures import BookByBranch, book_figures, tiers_by_row
from keyclient.batch.worker.messages import BookJob, BookResult, Terms, WrittenFile
from keyclient.batch.worker.portfolio_files import customer_branches, portfolio_parts
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import open_book
from keyclient.model.label import Lang
from keyclient.model.rules import Severity
from keyclient.render.answer import View
from keyclient.render.formats import FILES
from keyclient.render.workbook.links import Book, link_to
from keyclient.render.workbook.links import Book as Link

_WORKBOOK = ".xlsx"


def workbook_of(
    outcomes: Sequence[Answered | Lack], book: BookOnce, query: Query, link: Book | None
) -> bytes:
    """The answers about a book as one workbook, which also says what the book has no data for."""
    return FILES[_WORKBOOK](report_answer(outcomes, book, query), View(query.lang, book=link))


WORKBOOK = "result.xlsx"
"""What the workbook is called while it is staged."""

BY_BRANCH = "funnel"
"""The analysis that is made by branch where a book has several."""
_ABOUT_THE_BOOK = "check"
"""An analysis that every table allows: alone it makes no book of customers."""


def analyse_book(job: BookJob, terms: Terms) -> BookResult:
    """Read a book, analyse it, and write what comes of it to the job's folder.

    Raises the `InputError` that says why the book cannot be read or has nothing to analyse, `ResultNotWritten`, and
    OSError where the system refuses the book.
    """
    lang = Lang(terms.lang)
    names = terms.analyses or tuple(ANALYSES)
    request = Request(policy=terms.policy, needs_measure=False)
    cells = open_book(job.path, sheet=request.wanted_sheet, limits=terms.policy.read).cells()
    book = read_once(cells, request, names)
    portfolio = book.customers.portfolio
    branches = customer_branches(portfolio.frame, job.place)
    is_split = len(set(branches)) > 1
    answers = [_answer(book, name, lang, is_split=is_split) for name in names]
    made = {answer.name: answer for answer in answers if isinstance(answer, Answered)}
    lacks = [answer for answer in answers if isinstance(answer, Lack)]
    if lacks and not set(made) - {_ABOUT_THE_BOOK}:
        raise NothingToAnalyse(path=job.shown, why=lacks[0].why)
    return BookResult(
        sha256=cells.sha256,
        rows=portfolio.sources[0].rows,
        as_of=portfolio.as_of,
        as_of_from_file=book.customers.as_of_from_file,
        measure=None if portfolio.measure is None else portfolio.measure.name,
        branches=tuple(sorted(set(branches))),
        issues=_counts(book),
        analyses=tuple(_line(answer, lang) for answer in answers),
        lacking=lacks[0].name if lacks and terms.analyses else None,
        files=tuple(_write(job, _files(_Answers(book, answers, branches), job, lang))),
        figures=book_figures(BookByBranch(book.customers, branches), made),
    )


def _answer(book: BookOnce, name: str, lang: Lang, *, is_split: bool) -> Answered | Lack:
    if name == BY_BRANCH and is_split:
        by_branch = BookOnce(book.cells, replace(book.request, by="branch"))
        return analysed(by_branch, name, Query(lang, by="branch"))
    return analysed(book, name, Query(lang))


def _line(answer: Answered | Lack, lang: Lang) -> AnalysisStatus:
    why = answer.why.text(lang) if isinstance(answer, Lack) else None
    return AnalysisStatus(name=answer.name, made=why is None, message=why)


def _counts(book: BookOnce) -> IssueCounts:
    counts = Counter(issue.severity for issue in book.customers.issues)
    return IssueCounts(
        error=counts[Severity.ERROR], warning=counts[Severity.WARNING], note=counts[Severity.NOTE]
    )


@dataclass(frozen=True)
class _Answers:
    """A book, what was made of it, and the branch of each of its customers."""

    book: BookOnce
    outcomes: Sequence[Answered | Lack]
    branches: Sequence[str]

    @property
    def made(self) -> dict[str, Answered]:
        return {one.name: one for one in self.outcomes if isinstance(one, Answered)}


def _files(answers: _Answers, job: BookJob, lang: Lang) -> Iterator[tuple[str, bytes, str | None]]:
    """Name, content and, of a part of the portfolio, the branch of each file."""
    yield WORKBOOK, workbook_of(answers.outcomes, answers.book, Query(lang), _link(job)), None
    portfolio = answers.book.customers.portfolio
    parts = portfolio_parts(portfolio, answers.branches, job.key, tiers_by_row(answers.made))
    for number, part in enumerate(parts):
        yield f"{number}.parquet", part.content, part.branch


def _link(job: BookJob) -> Link | None:
    """Where links to cells of the book lead; None where its path is no text that a workbook can hold."""
    path = Path(without_prefix(str(job.path)))
    return (
        None if printable(str(path)) != str(path) else link_to(path, Path(without_prefix(job.result)).parent)
    )


def _write(job: BookJob, files: Iterable[tuple[str, bytes, str | None]]) -> Iterator[WrittenFile]:
    """Write the files of a job into its folder; each is whole on the disk when its turn is over.

    Raises `ResultNotWritten`.
    """
    for name, content, branch in files:
        try:
            write_through(Path(job.folder, name), content)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ResultNotWritten(path=job.result, reason=reason) from None
        yield WrittenFile(
            name=name,
            kind="workbook" if branch is None else "portfolio",
            branch=branch,
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
