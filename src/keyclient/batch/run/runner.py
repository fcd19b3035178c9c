"""One run: find the books, process them, consolidate the results and write the record."""

import getpass
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from keyclient import __version__
from keyclient.batch.find.attempts import Attempts
from keyclient.batch.find.books import find
from keyclient.batch.find.candidates import SearchCriteria
from keyclient.batch.find.copies import without_copies
from keyclient.batch.find.expected_branches import expected_branches
from keyclient.batch.find.settling import Settling
from keyclient.batch.find.sources import openable_path, source_folders
from keyclient.batch.find.unreachable import last_known_states
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.lock import LockOwner, hold_lock
from keyclient.batch.record.log import Log, now
from keyclient.batch.record.paths import result_names
from keyclient.batch.record.refusals import OutNotWritableError, run_refusal
from keyclient.batch.record.run_record import BookLine, RunRecord
from keyclient.batch.record.staging import StagingArea
from keyclient.batch.record.state import basis_of
from keyclient.batch.run.commit import BookCommitter
from keyclient.batch.run.execute import Execution
from keyclient.batch.run.finish import RunFinisher
from keyclient.batch.run.forms_given import FormsGiven
from keyclient.batch.run.plan import Planner, RunPlan
from keyclient.batch.run.retry import books_to_retry, settings_of_retry
from keyclient.batch.run.settings import Settings
from keyclient.batch.worker.messages import Terms
from keyclient.errors import reason_of

OnBookDone = Callable[[BookLine, int, int], None]
"""Called after each book with its outcome, its number and the number of books to process."""


@dataclass
class _Progress:
    """The books processed so far."""

    log: Log
    on_book_done: OnBookDone
    total: int
    lines: dict[str, BookLine] = field(default_factory=dict)

    def add(self, line: BookLine) -> None:
        self.lines[line.book] = line
        self.log.write(
            "book",
            book=line.book,
            status=line.status,
            reason=line.reason,
            code=line.code,
            attempts=line.attempts,
            seconds=line.seconds,
        )
        self.on_book_done(line, len(self.lines), self.total)


def settings_in_force(settings: Settings) -> Settings:
    """The settings that a run works with: a retry has the analyses and the language of the run that it continues.

    Raises `NoRunRecordError` or `RetryDiffersError`.
    """
    if settings.retry is None:
        return settings
    layout = ResultsLayout(openable_path(settings.out))
    return settings_of_retry(settings, layout, books_to_retry(settings.retry))


def plan(settings: Settings) -> RunPlan:
    """Find every book and decide whether to read it, without writing anything.

    Raises a `UsageError` if a source or the record to retry is invalid.
    """
    layout = ResultsLayout(openable_path(settings.out))
    only = None if settings.retry is None else books_to_retry(settings.retry)
    if only is not None:
        settings = settings_of_retry(settings, layout, only)
    sources = source_folders(settings.sources, settings.out)
    found = find(sources, _criteria(settings, layout))
    basis = basis_of(settings.policy, settings.analyses, settings.lang)
    out_of_reach = last_known_states(layout, found, basis)
    contents = {state.line.sha256: state.line.book for state in out_of_reach if state.line.sha256}
    found = without_copies(found, contents)
    names = result_names(
        [*(book.key for book in found.candidates), *(state.line.book for state in out_of_reach)]
    )
    planner = Planner(layout, basis, settings.force, names, only)
    decisions = [planner.decide(book) for book in found.candidates]
    return RunPlan(sources, found, decisions, names, out_of_reach)


def run(settings: Settings, on_book_done: OnBookDone) -> RunRecord:
    """Process all books and write the results and the record.

    Raises what `plan` raises, `BranchListError`, `FolderBusyError`, `CannotLockError`, `OutNotWritableError` and
    `RunStoppedError`.
    """
    layout, started = ResultsLayout(openable_path(settings.out)), now()
    settings = settings_in_force(settings)
    expected = None if settings.expect is None else expected_branches(settings.expect)
    source_folders(settings.sources, settings.out)
    begun = time.monotonic()
    with _writable(layout):
        layout.state.mkdir(parents=True, exist_ok=True)
    with hold_lock(layout.state, _owner(started.isoformat(timespec="seconds")), wait=settings.wait):
        staging, log = StagingArea(layout), Log(layout.logs, started, settings.policy.batch.logs)
        try:
            with _writable(layout):
                staging.begin()
                layout.records.mkdir(parents=True, exist_ok=True)
            log.write("begin", version=__version__, out=str(settings.out), pid=os.getpid())
            planned = plan(settings)
            with _explained(layout):
                processed = _process(settings, planned, (layout, staging, log, on_book_done))
                finisher = RunFinisher(settings, planned, layout, staging, expected)
                seconds = time.monotonic() - begun
                record = finisher.finish(processed, started.isoformat(timespec="seconds"), seconds)
            _log_end(log, record)
            return record
        finally:
            staging.end()
            log.close()


def _process(
    settings: Settings, planned: RunPlan, context: tuple[ResultsLayout, StagingArea, Log, OnBookDone]
) -> dict[str, BookLine]:
    layout, staging, log, on_book_done = context
    books = [decision.book for decision in planned.decisions if decision.read_reason is not None]
    progress = _Progress(log, on_book_done, len(books))
    policy = settings.policy.batch
    basis = basis_of(settings.policy, settings.analyses, settings.lang)
    forms = FormsGiven(layout, basis, planned.names, len(planned.sources) == 1)
    forms.begin()
    terms = Terms(
        policy=settings.policy, analyses=settings.analyses, lang=settings.lang, memory_mb=policy.memory_mb
    )
    execution = Execution(
        terms=terms,
        committer=BookCommitter(layout, staging, basis, settings.lang, planned.names),
        attempts=Attempts(policy.attempts, policy.pause_seconds),
        settling=Settling(policy.settle_seconds),
        forms=forms,
        is_only_source=len(planned.sources) == 1,
        on_done=progress.add,
        on_defect=lambda book, where: log.write("defect", book=book, where=where),
    )
    execution.run(books, jobs=settings.jobs, seconds=policy.seconds)
    return progress.lines


def _criteria(settings: Settings, layout: ResultsLayout) -> SearchCriteria:
    policy = settings.policy.batch
    attempts = Attempts(policy.attempts, policy.pause_seconds)
    return SearchCriteria(policy.files, policy.exclude, layout.out, attempts)


def _owner(started: str) -> LockOwner:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # the account has no name
        user = "?"
    return LockOwner(platform.node(), os.getpid(), user, started)


@contextmanager
def _writable(layout: ResultsLayout) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = reason_of(error)
        raise OutNotWritableError(out=layout.out, reason=reason) from None


@contextmanager
def _explained(layout: ResultsLayout) -> Iterator[None]:
    """While books are read and results written: an error of the system is told as what it is."""
    try:
        yield
    except OSError as error:
        raise run_refusal(layout.out, error) from None


def _log_end(log: Log, record: RunRecord) -> None:
    for folder in record.closed_folders:
        log.write("folder", path=folder.path, code=folder.code)
    if record.branches is not None and record.branches.missing:
        log.write("missing", branches=record.branches.missing)
    log.write("end", exit_code=record.exit_code, **record.counts.model_dump())
