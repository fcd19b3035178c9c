"""The line of each book in the record of a run."""

from pathlib import PurePosixPath

from keyclient.batch.find.candidates import Candidate
from keyclient.batch.record.paths import readable_path
from keyclient.batch.record.reasons import SkipReason
from keyclient.batch.record.run_record import BookLine, FormStatus, Output
from keyclient.batch.record.state import BookState
from keyclient.batch.worker.messages import BookRefusal, BookResult
from keyclient.model.label import Lang
from keyclient.model.rules.batch_results import ANALYSIS_NOT_MADE, FORM_NOT_READ
from keyclient.model.rules.catalogue import RULES


def _line(book: Candidate, status: str, **about: object) -> BookLine:
    """A line with nothing but the book, its status and `about`."""
    empty: dict[str, object] = {
        "reason": None,
        "standing": None,
        "code": None,
        "message": None,
        "remedy": None,
        "branches": (),
        "as_of": None,
        "measure": None,
        "rows": None,
        "issues": None,
        "analyses": (),
        "outputs": (),
        "sha256": None,
        "attempts": 0,
        "seconds": 0.0,
    }
    return BookLine.model_validate(
        {**empty, **about, "book": book.key, "path": readable_path(book.path), "status": status}
    )


def processed(
    book: Candidate,
    result: BookResult,
    outputs: tuple[Output, ...],
    forms: tuple[FormStatus, ...],
    lang: Lang,
) -> BookLine:
    """The line of a book with a result."""
    code, message, remedy = _lacking(result, lang)
    status = "done" if code is None else "partial"
    return _line(
        book,
        status,
        standing=status,
        code=code,
        message=message,
        remedy=remedy,
        branches=result.branches,
        as_of=result.as_of,
        measure=result.measure,
        rows=result.rows,
        issues=result.issues,
        analyses=result.analyses,
        outputs=outputs,
        forms=forms,
        sha256=result.sha256,
    )


def _lacking(result: BookResult, lang: Lang) -> tuple[str | None, str | None, str | None]:
    """Code, message and remedy of what a book with a result lacks; the plan that people filled in comes first."""
    if result.forms.unread:
        first = result.forms.unread[0]
        message = f"{PurePosixPath(first.path).name}: {first.message}"
        return FORM_NOT_READ.code, message, FORM_NOT_READ.remedy.text(lang)
    if result.missing_analysis is None:
        return None, None, None
    reason = next((line.message for line in result.analyses if line.name == result.missing_analysis), None)
    return ANALYSIS_NOT_MADE.code, f"{result.missing_analysis}: {reason}", ANALYSIS_NOT_MADE.remedy.text(lang)


def failed(book: Candidate, refusal: BookRefusal, lang: Lang) -> BookLine:
    """The line of a book without a result."""
    remedy = RULES[refusal.code].remedy.text(lang)
    return _line(
        book, "failed", code=refusal.code, message=_without_path(refusal.message, book), remedy=remedy
    )


def _without_path(message: str, book: Candidate) -> str:
    """A message without the path it begins with, since the line names the book already."""
    for path in (str(book.path), readable_path(book.path)):
        for colon in (": ", "："):
            message = message.removeprefix(path + colon)
    return message


def skipped(book: Candidate, reason: SkipReason, state: BookState | None) -> BookLine:
    """The line of a book that was not read, with its last result if that is still valid."""
    if state is None:
        return _line(book, "skipped", reason=reason.value)
    about = {"status": "skipped", "reason": reason.value, "attempts": 0, "seconds": 0.0}
    return state.line.model_copy(update={**about, "path": readable_path(book.path)})


def out_of_reach(state: BookState) -> BookLine:
    """The line of a book whose folder could not be listed, with its last known result."""
    about = {"status": "skipped", "reason": SkipReason.OUT_OF_REACH.value, "attempts": 0, "seconds": 0.0}
    return state.line.model_copy(update=about)
