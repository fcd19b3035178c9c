"""Books are processed by the workers in order, retried after temporary errors, and their results committed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from keyclient.batch.find.attempts import Attempts
from keyclient.batch.find.candidates import Candidate
from keyclient.batch.find.default_branch import default_branch
from keyclient.batch.find.settling import Settling, is_unchanged
from keyclient.batch.record.codes import TEMPORARY_CODES, code_of
from keyclient.batch.record.paths import readable_path
from keyclient.batch.record.reasons import SkipReason, is_plain_text
from keyclient.batch.record.refusals import BookUnsettled
from keyclient.batch.record.run_record import BookLine
from keyclient.batch.record.state import read_state
from keyclient.batch.run import book_lines
from keyclient.batch.run.commit import BookCommitter
from keyclient.batch.run.forms_given import FormsGiven
from keyclient.batch.worker.messages import BookJob, BookRefusal, Terms, path_to_hex
from keyclient.batch.worker.pool import FinishedTask, Pool, Task
from keyclient.errors import KeyclientError
from keyclient.ingest.source.files import refusal as file_refusal
from keyclient.model.label import Lang
from keyclient.model.rules.batch_results import NO_CUSTOMERS


@dataclass
class _Attempt:
    """An attempt to process a book."""

    book: Candidate
    number: int
    not_before: float
    folder: Path | None = None
    seconds: float = 0.0
    """The time spent on the book, earlier attempts included."""


@dataclass
class Execution:
    """Processes the books of one run."""

    terms: Terms
    committer: BookCommitter
    attempts: Attempts
    settling: Settling
    forms: FormsGiven
    is_only_source: bool
    on_done: Callable[[BookLine], None]
    """Called with the outcome of each book."""
    on_defect: Callable[[str, tuple[str, ...]], None]
    """Called with the book and the lines of code of an internal error."""
    clock: Callable[[], float] = time.monotonic
    _waiting: list[_Attempt] = field(default_factory=list)
    _in_progress: dict[str, _Attempt] = field(default_factory=dict)

    def run(self, books: list[Candidate], *, jobs: int, seconds: float) -> None:
        """Process every book; each outcome is passed to `on_done` as soon as it is known."""
        start = self.clock()
        self._waiting = [_Attempt(book, 1, start + self.settling.wait_for(book)) for book in books]
        pool = Pool(self.terms, min(jobs, max(len(books), 1)), seconds)
        pool.run(self._next, lambda: bool(self._waiting), self._finish)

    def _next(self) -> Task | None:
        """The next book that is due and unchanged since it was found."""
        while (attempt := self._next_due()) is not None:
            refusal = self._change_since_found(attempt.book)
            if refusal is not None:
                self._refuse(attempt, refusal)
                continue
            self._in_progress[attempt.book.key] = attempt
            return Task(attempt.book.key, partial(self._job, attempt), readable_path(attempt.book.path))
        return None

    def _next_due(self) -> _Attempt | None:
        now = self.clock()
        for number, attempt in enumerate(self._waiting):
            if attempt.not_before <= now:
                return self._waiting.pop(number)
        return None

    def _change_since_found(self, book: Candidate) -> BookRefusal | None:
        """The refusal of a book that has changed or disappeared since it was found; None if it is unchanged."""
        try:
            if is_unchanged(book):
                return None
            return self._refusal_of(BookUnsettled(path=readable_path(book.path)))
        except OSError as failure:
            return self._refusal_of(file_refusal(book.path, failure))

    def _refusal_of(self, error: KeyclientError) -> BookRefusal:
        return BookRefusal(code=code_of(error), message=error.text(Lang(self.terms.lang)), is_clean=True)

    def _job(self, attempt: _Attempt) -> BookJob:
        book = attempt.book
        attempt.folder = self.committer.staging.folder()
        return BookJob(
            key=book.key,
            path_bytes=path_to_hex(book.path),
            path_text=readable_path(book.path),
            default_branch=default_branch(book.key, is_only_source=self.is_only_source),
            folder=str(attempt.folder),
            result=str(self.committer.workbook_path(book.key)),
            forms=self.forms.of(book.key, attempt.folder),
        )

    def _finish(self, finished: FinishedTask) -> None:
        attempt, reply = self._in_progress.pop(finished.task.name), finished.reply
        attempt.seconds += finished.seconds
        refusal = reply.refusal or self._change_since_found(attempt.book)
        if refusal is None and reply.result is not None and attempt.folder is not None:
            try:
                self._report(attempt, self.committer.commit(attempt.book, reply.result, attempt.folder))
            except KeyclientError as error:
                refusal = self._refusal_of(error)
        if refusal is not None:
            self._refuse(attempt, refusal)

    def _refuse(self, attempt: _Attempt, refusal: BookRefusal) -> None:
        """Retry a book later after a temporary error; otherwise report why it has no result."""
        if attempt.folder is not None:
            self.committer.staging.drop(attempt.folder)
        if refusal.code in TEMPORARY_CODES and attempt.number < self.attempts.most:
            pause = self.attempts.pause_before(attempt.number + 1)
            self._waiting.append(
                _Attempt(attempt.book, attempt.number + 1, self.clock() + pause, seconds=attempt.seconds)
            )
            return
        if refusal.where:
            self.on_defect(attempt.book.key, refusal.where)
        if self._is_no_book(attempt.book, refusal):
            self._report(attempt, book_lines.skipped(attempt.book, SkipReason.NO_TABLE, None))
            return
        self._report(attempt, book_lines.failed(attempt.book, refusal, Lang(self.terms.lang)))

    def _is_no_book(self, book: Candidate, refusal: BookRefusal) -> bool:
        """Whether a file is passed over as a note; what had results before is not."""
        if is_plain_text(book.key):
            return refusal.code == NO_CUSTOMERS.code
        return refusal.is_note and read_state(self.committer.layout, book.key) is None

    def _report(self, attempt: _Attempt, line: BookLine) -> None:
        seconds = round(attempt.seconds, 3)
        self.on_done(line.model_copy(update={"attempts": attempt.number, "seconds": seconds}))
