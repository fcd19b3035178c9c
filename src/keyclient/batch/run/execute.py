"""Books through the workers: in order, again after a pause where that may help, each into its place."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from keyclient.batch.find.attempts import Attempts
from keyclient.batch.find.candidates import Candidate
from keyclient.batch.find.settling import Settling, is_unchanged
from keyclient.batch.record.codes import TEMPORARY_CODES, code_of
from keyclient.batch.record.paths import readable_path
from keyclient.batch.record.reasons import SkipReason
from keyclient.batch.record.refusals import BookUnsettled
from keyclient.batch.record.run_record import BookLine
from keyclient.batch.run import book_lines
from keyclient.batch.run.commit import BookCommitter
from keyclient.batch.worker.messages import BookJob, BookRefusal, Terms, path_to_hex
from keyclient.batch.worker.pool import FinishedTask, Pool, Task
from keyclient.errors import KeyclientError
from keyclient.ingest.source.files import refusal
from keyclient.model.label import Lang

_NO_TABLE, _PLAIN_TEXT = "KC509", ".txt"
"""A plain text without a table is no book that failed: most texts are notes."""
STILL_BEING_WRITTEN = "KC511"


@dataclass
class _Turn:
    """A book that waits for a worker."""

    book: Candidate
    attempt: int
    not_before: float
    folder: Path | None = None
    spent: float = 0.0


@dataclass
class Execution:
    """The books of one run at work."""

    terms: Terms
    commit: BookCommitter
    attempts: Attempts
    settling: Settling
    is_only_source: bool
    told: Callable[[BookLine], None]
    defect: Callable[[str, tuple[str, ...]], None]
    clock: Callable[[], float] = time.monotonic
    _turns: list[_Turn] = field(default_factory=list)
    _at_work: dict[str, _Turn] = field(default_factory=dict)

    def run(self, books: list[Candidate], *, jobs: int, seconds: float) -> None:
        """Work on every book. What becomes of each is told as soon as it is known."""
        start = self.clock()
        self._turns = [_Turn(book, 1, start + self.settling.wait_for(book)) for book in books]
        pool = Pool(self.terms, min(jobs, max(len(books), 1)), seconds)
        pool.run(self._next, lambda: bool(self._turns), self._ended)

    def _next(self) -> Task | None:
        """The next book whose time has come, and that still is as it was seen."""
        while (turn := self._due()) is not None:
            refused = self._unsettled(turn.book)
            if refused is not None:
                self._refuse(turn, refused)
                continue
            self._at_work[turn.book.key] = turn
            return Task(turn.book.key, partial(self._job, turn), readable_path(turn.book.path))
        return None

    def _due(self) -> _Turn | None:
        now = self.clock()
        for number, turn in enumerate(self._turns):
            if turn.not_before <= now:
                return self._turns.pop(number)
        return None

    def _unsettled(self, book: Candidate) -> BookRefusal | None:
        """Why a book is not to be read now."""
        try:
            if is_unchanged(book):
                return None
            return self._refused(BookUnsettled(path=readable_path(book.path)))
        except OSError as failure:
            return self._refused(refusal(book.path, failure))

    def _refused(self, error: KeyclientError) -> BookRefusal:
        return BookRefusal(code=code_of(error), message=error.text(Lang(self.terms.lang)), is_clean=True)

    def _job(self, turn: _Turn) -> BookJob:
        book = turn.book
        turn.folder = self.commit.stage.folder()
        return BookJob(
            key=book.key,
            path_bytes=path_to_hex(book.path),
            path_text=readable_path(book.path),
            default_branch=book_lines.branch_stand_in(book.key, is_only_source=self.is_only_source),
            folder=str(turn.folder),
            result=str(self.commit.place(book.key)),
        )

    def _ended(self, ended: FinishedTask) -> None:
        turn, reply = self._at_work.pop(ended.task.name), ended.reply
        turn.spent += ended.seconds
        refused = reply.refusal or self._unsettled(turn.book)
        if refused is None and reply.result is not None and turn.folder is not None:
            try:
                self._tell(turn, self.commit.make(turn.book, reply.result, turn.folder))
            except KeyclientError as error:
                refused = self._refused(error)
        if refused is not None:
            self._refuse(turn, refused)

    def _refuse(self, turn: _Turn, refused: BookRefusal) -> None:
        """Try a book again later where that may help; else it has failed."""
        if turn.folder is not None:
            self.commit.stage.drop(turn.folder)
        if refused.code in TEMPORARY_CODES and turn.attempt < self.attempts.most:
            pause = self.attempts.pause_before(turn.attempt + 1)
            self._turns.append(_Turn(turn.book, turn.attempt + 1, self.clock() + pause, spent=turn.spent))
            return
        if refused.where:
            self.defect(turn.book.key, refused.where)
        if refused.code == _NO_TABLE and turn.book.key.lower().endswith(_PLAIN_TEXT):
            self._tell(turn, book_lines.skipped(turn.book, SkipReason.NO_TABLE, None))
            return
        self._tell(turn, book_lines.failed(turn.book, refused, Lang(self.terms.lang)))

    def _tell(self, turn: _Turn, line: BookLine) -> None:
        seconds = round(turn.spent, 3)
        self.told(line.model_copy(update={"attempts": turn.attempt, "seconds": seconds}))
