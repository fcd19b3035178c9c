"""What the record of a run says of one book."""

from pathlib import PurePosixPath

from keyclient.batch.find.candidates import Candidate
from keyclient.batch.record.paths import readable_path
from keyclient.batch.record.reasons import SkipReason
from keyclient.batch.record.run_record import BookLine, Output
from keyclient.batch.record.state import BookState
from keyclient.batch.worker.messages import BookRefusal, BookResult
from keyclient.model.label import Lang
from keyclient.model.rules import RULES

INCOMPLETE = "KC516"
"""The code of a book of which an analysis that was asked for by name could not be made."""


def bare(book: Candidate, status: str, **about: object) -> BookLine:
    """A line that knows nothing but the book."""
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


def made(book: Candidate, result: BookResult, outputs: tuple[Output, ...], lang: Lang) -> BookLine:
    """A book that was result on."""
    status = "done" if result.missing_analysis is None else "partial"
    lack = next((line.message for line in result.analyses if line.name == result.missing_analysis), None)
    return bare(
        book,
        status,
        standing=status,
        code=None if result.missing_analysis is None else INCOMPLETE,
        message=None if result.missing_analysis is None else f"{result.missing_analysis}: {lack}",
        remedy=None if result.missing_analysis is None else RULES[INCOMPLETE].remedy.text(lang),
        branches=result.branches,
        as_of=result.as_of,
        measure=result.measure,
        rows=result.rows,
        issues=result.issues,
        analyses=result.analyses,
        outputs=outputs,
        sha256=result.sha256,
    )


def failed(book: Candidate, refused: BookRefusal, lang: Lang) -> BookLine:
    """A book without a result."""
    remedy = RULES[refused.code].remedy.text(lang)
    return bare(
        book, "failed", code=refused.code, message=_without_path(refused.message, book), remedy=remedy
    )


def _without_path(message: str, book: Candidate) -> str:
    """What a refusal says, without the path that it begins with: the line names the book already."""
    for path in (str(book.path), readable_path(book.path)):
        for colon in (": ", "："):
            message = message.removeprefix(path + colon)
    return message


def skipped(book: Candidate, reason: SkipReason, state: BookState | None) -> BookLine:
    """A book that was not read; what stands is told again."""
    if state is None:
        return bare(book, "skipped", reason=reason.value)
    about = {"status": "skipped", "reason": reason.value, "attempts": 0, "seconds": 0.0}
    return state.line.model_copy(update={**about, "path": readable_path(book.path)})


def out_of_reach(state: BookState) -> BookLine:
    """A book of a folder that could not be listed, as it is known."""
    about = {"status": "skipped", "reason": SkipReason.OUT_OF_REACH.value, "attempts": 0, "seconds": 0.0}
    return state.line.model_copy(update=about)


def branch_stand_in(key: str, *, is_only_source: bool) -> str:
    """What stands in for the branch where a book does not tell it.

    The folder below the source that the book lies in; of a book that lies in the source itself the name of the file,
    and among several sources that of the source.
    """
    parts = PurePosixPath(key).parts
    if len(parts) > 2:
        return parts[1]
    return PurePosixPath(parts[-1]).stem if is_only_source else parts[0]
