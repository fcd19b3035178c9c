"""The results of one book: its workbook, its customers by branch, and its figures for the consolidation."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from keyclient.analysis.analyses import ANALYSES, analysis_named
from keyclient.analysis.common.kept_claims import kept_claims
from keyclient.analysis.common.members import take_members
from keyclient.analysis.common.outcome import NotPossible
from keyclient.analysis.common.query import Query
from keyclient.answers.book import SharedBook
from keyclient.answers.report import report_answer
from keyclient.answers.run import Answered, analyse_book, read_shared
from keyclient.batch.record.paths import printable, without_prefix
from keyclient.batch.record.refusals import NothingToAnalyse, ResultNotWritten
from keyclient.batch.record.run_record import AnalysisStatus, IssueCounts
from keyclient.batch.record.staging import write_through
from keyclient.batch.worker.book_figures import book_figures, tiers_by_row
from keyclient.batch.worker.book_groups import parts_of
from keyclient.batch.worker.book_work import BookBranches
from keyclient.batch.worker.given_forms import FORMS, Written, written_for
from keyclient.batch.worker.judged_plan import judged_plan
from keyclient.batch.worker.kept_files import kept_of
from keyclient.batch.worker.messages import BookJob, BookResult, TakenForms, Terms, WrittenFile
from keyclient.batch.worker.portfolio_files import branch_files, customer_branches
from keyclient.errors import reason_of
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import open_book
from keyclient.model.filled_in import FormKind
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.rules import Severity
from keyclient.render.answer import View
from keyclient.render.formats import FILES
from keyclient.render.links import Book as BookLink
from keyclient.render.links import link_to
from keyclient.render.workbook.limits import TooManyRowsError

_FORMAT = ".xlsx"


def workbook_of(
    outcomes: Sequence[Answered | NotPossible],
    book: SharedBook,
    query: Query,
    link: BookLink | None,
    told: tuple[Sentence, ...] = (),
) -> bytes:
    """The workbook with all analyses of a book, which also says which ones could not be made; `told`: and this."""
    answer = report_answer(outcomes, book, query)
    report = replace(answer.report, headline=(*answer.report.headline, *told))
    return FILES[_FORMAT](replace(answer, report=report), View(query.lang, book=link))


_KINDS: dict[FormKind, Literal["plan", "today"]] = {FormKind.PLAN: "plan", FormKind.CALLS: "today"}
_LISTED_OF_MORE = 1_000
"""How many customers each list of a workbook has that cannot have all: enough to work with, all are in the portfolio."""
_FIRST_ONLY = Label(
    "{customers} customers are more than a sheet of Excel holds: every list here has the first {listed}. All customers are in "
    "portfolio/.",
    "共 {customers} 个客户，超过 Excel 工作表的行数上限：本工作簿的每份名单只列前 {listed} 个，全部客户见 portfolio/。",
)
_STAGED_WORKBOOK = "result.xlsx"
"""The name of the staged workbook."""


def process_book(job: BookJob, terms: Terms) -> BookResult:
    """Read a book, analyse it and write its results to the folder of the job.

    Raises an `InputError` if the book cannot be read or analysed, `ResultNotWritten`, and OSError if the system cannot
    open the book.
    """
    lang = Lang(terms.lang)
    names = terms.analyses or tuple(one.name for one in ANALYSES if not one.compares_books)
    request = Request(policy=terms.policy, needs_measure=False)
    cells = open_book(job.path, sheet=request.wanted_sheet, limits=terms.policy.read).cells()
    book = read_shared(cells, request, names)
    written = Written((), TakenForms())
    if not FORMS.isdisjoint(names):
        written = written_for(job, book.customers, cells.sha256, terms.policy, lang)
        book = book.with_earlier((), (), written.forms)
    portfolio = book.customers.portfolio
    branches = customer_branches(portfolio.frame, job.default_branch)
    parts = parts_of(portfolio, job.default_branch)
    named = sorted({part.branch for part in parts} or set(branches))
    is_split = len(named) > 1
    answers = [_answer(book, name, lang, is_split=is_split) for name in names]
    made = {answer.name: answer for answer in answers if isinstance(answer, Answered)}
    not_possible = [
        answer for answer in answers if isinstance(answer, NotPossible) and not answer.is_complete
    ]
    if not_possible and all(analysis_named(name).lists_issues for name in made):
        raise NothingToAnalyse(path=job.path_text, why=not_possible[0].reason)
    return BookResult(
        sha256=cells.sha256,
        rows=portfolio.sources[0].rows,
        as_of=portfolio.as_of,
        as_of_from_file=book.customers.as_of_from_file,
        measure=None if portfolio.measure is None else portfolio.measure.name,
        branches=tuple(named),
        issues=_counts(book),
        analyses=tuple(_line(answer, lang) for answer in answers),
        missing_analysis=not_possible[0].name if not_possible and terms.analyses else None,
        files=tuple(_write(job, _files(_Answers(book, answers, branches, written), job, lang))),
        figures=book_figures(
            book.customers,
            parts,
            made,
            BookBranches(job.key, branches, job.default_branch),
            judged_plan(written, book, terms.policy, lang),
        ),
        forms=written.taken,
    )


def _answer(
    book: SharedBook, name: str, lang: Lang, *, is_split: bool, top: int | None = None
) -> Answered | NotPossible:
    query = Query(lang, top=top, findings=top)
    if is_split and analysis_named(name).by_branch:
        by_branch = SharedBook(book.cells, replace(book.request, by="branch"))
        return analyse_book(by_branch, name, replace(query, by="branch"))
    return analyse_book(book, name, query)


def _line(answer: Answered | NotPossible, lang: Lang) -> AnalysisStatus:
    reason = answer.reason.text(lang) if isinstance(answer, NotPossible) else None
    return AnalysisStatus(name=answer.name, made=reason is None, message=reason)


def _counts(book: SharedBook) -> IssueCounts:
    counts = Counter(issue.severity for issue in book.customers.issues)
    return IssueCounts(
        error=counts[Severity.ERROR], warning=counts[Severity.WARNING], note=counts[Severity.NOTE]
    )


@dataclass(frozen=True)
class _Answers:
    """A book, its analyses, and the branch of each customer."""

    book: SharedBook
    outcomes: Sequence[Answered | NotPossible]
    branches: Sequence[str]
    written: Written

    @property
    def made(self) -> dict[str, Answered]:
        return {one.name: one for one in self.outcomes if isinstance(one, Answered)}


class _File(NamedTuple):
    """A file to write."""

    name: str
    kind: Literal["workbook", "portfolio", "history", "plan", "today", "customers"]
    content: bytes
    branch: str | None = None


def _files(answers: _Answers, job: BookJob, lang: Lang) -> Iterator[_File]:
    """The workbook, the customers by branch, and what is kept of them for later runs."""
    yield _File(_STAGED_WORKBOOK, "workbook", _workbook(answers, job, lang))
    portfolio = answers.book.customers.portfolio
    members = take_members(answers.book.customers, answers.book.request.policy.funnel)
    claims = kept_claims(members, job.default_branch)
    files = branch_files(portfolio, answers.branches, job.key, tiers_by_row(answers.made), claims)
    for number, file in enumerate(files):
        yield _File(f"{number}.parquet", "portfolio", file.content, file.branch)
    for number, (branch, content) in enumerate(kept_of(answers.book, answers.branches).items()):
        yield _File(f"history-{number}.parquet", "history", content, branch)
    for kind in FormKind:
        made = answers.made.get(kind)
        if made is not None and answers.written.may_make(kind):
            content = FILES[_FORMAT](made.answer, View(lang))
            yield _File(f"{kind}.xlsx", _KINDS[kind], content)
            if kind is FormKind.PLAN:
                yield _File("plan.parquet", "customers", FILES[".parquet"](made.answer, View(lang)))


def _workbook(answers: _Answers, job: BookJob, lang: Lang) -> bytes:
    """The workbook of a book; with more customers than a sheet holds it lists the first ones, and every list says of how many."""
    try:
        return workbook_of(answers.outcomes, answers.book, Query(lang), _link(job))
    except TooManyRowsError:
        is_split = len(set(answers.branches)) > 1
        names = [one.name for one in answers.outcomes]
        listed = [_answer(answers.book, one, lang, is_split=is_split, top=_LISTED_OF_MORE) for one in names]
        counts = {"customers": len(answers.branches), "listed": _LISTED_OF_MORE}
        told = Sentence(_FIRST_ONLY, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
        query = Query(lang, top=_LISTED_OF_MORE, findings=_LISTED_OF_MORE)
        return workbook_of(listed, answers.book, query, _link(job), (told,))


def _link(job: BookJob) -> BookLink | None:
    """The target of links to cells of the book; None if its path is not valid text."""
    path = Path(without_prefix(str(job.path)))
    return (
        None if printable(str(path)) != str(path) else link_to(path, Path(without_prefix(job.result)).parent)
    )


def _write(job: BookJob, files: Iterable[_File]) -> Iterator[WrittenFile]:
    """Write the files of a job to its folder and flush each to disk. Raises `ResultNotWritten`."""
    for name, kind, content, branch in files:
        try:
            write_through(Path(job.folder, name), content)
        except OSError as error:
            reason = reason_of(error)
            raise ResultNotWritten(path=job.result, reason=reason) from None
        yield WrittenFile(
            name=name,
            kind=kind,
            branch=branch,
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
