"""One run: every book under the sources to its result, and all of them to the figures over all."""

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
from keyclient.batch.find.expected_branches import expected_branches
from keyclient.batch.find.settling import Settling
from keyclient.batch.find.sources import openable_path, source_folders
from keyclient.batch.find.unreachable import last_known_states
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.lock import LockOwner, hold_lock
from keyclient.batch.record.log import Log, now
from keyclient.batch.record.paths import result_names
from keyclient.batch.record.refusals import OutNotWritableError
from keyclient.batch.record.run_record import BookLine, RunRecord
from keyclient.batch.record.staging import StagingArea
from keyclient.batch.record.state import basis_of
from keyclient.batch.run.commit import BookCommitter
from keyclient.batch.run.execute import Execution
from keyclient.batch.run.finish import RunFinisher
from keyclient.batch.run.plan import Planner, RunPlan
from keyclient.batch.run.retry import books_to_retry
from keyclient.batch.run.settings import Settings
from keyclient.batch.worker.messages import Terms

OnBookDone = Callable[[BookLine, int, int], None]
"""Hears of every book that is worked on: what became of it, its number, and of how many."""


@dataclass
class _Progress:
    """The books of a run as they end."""

    log: Log
    told: OnBookDone
    of: int
    lines: dict[str, BookLine] = field(default_factory=dict)

    def book(self, line: BookLine) -> None:
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
        self.told(line, len(self.lines), self.of)


def plan(settings: Settings) -> RunPlan:
    """Look at every book and decide, without writing anything.

    Raises the `UsageError` of a source, of the list of branches or of the record to retry.
    """
    layout = ResultsLayout(openable_path(settings.out))
    only = None if settings.retry is None else books_to_retry(settings.retry)
    sources = source_folders(settings.sources, settings.out)
    found = find(sources, _wanted(settings, layout))
    basis = basis_of(settings.policy, settings.analyses, settings.lang)
    planner = Planner(layout, basis, settings.force, only)
    decisions = [planner.decide(book) for book in found.candidates]
    return RunPlan(sources, found, decisions, last_known_states(layout, found, basis))


def run(settings: Settings, told: OnBookDone) -> RunRecord:
    """Do everything, and leave the record of it.

    Raises what `plan` raises, `FolderBusyError` or `CannotLockError`, and `OutNotWritableError`.
    """
    layout, started = ResultsLayout(openable_path(settings.out)), now()
    expected = None if settings.expect is None else expected_branches(settings.expect)
    source_folders(settings.sources, settings.out)
    clock = time.monotonic()
    with _writable(layout):
        layout.state.mkdir(parents=True, exist_ok=True)
    with hold_lock(layout.state, _owner(started.isoformat(timespec="seconds")), wait=settings.wait):
        stage, log = StagingArea(layout), Log(layout.logs, started, settings.policy.batch.logs)
        try:
            with _writable(layout):
                stage.begin()
                layout.records.mkdir(parents=True, exist_ok=True)
            log.write("begin", version=__version__, out=str(settings.out), pid=os.getpid())
            planned = plan(settings)
            with _writable(layout):
                worked = _work(settings, planned, (layout, stage, log, told))
                end = RunFinisher(settings, planned, layout, stage, expected)
                record = end.make(worked, started.isoformat(timespec="seconds"), time.monotonic() - clock)
            _log_end(log, record)
            return record
        finally:
            stage.end()
            log.close()


def _work(
    settings: Settings, planned: RunPlan, about: tuple[ResultsLayout, StagingArea, Log, OnBookDone]
) -> dict[str, BookLine]:
    layout, stage, log, told = about
    wanted = [decision.book for decision in planned.decisions if decision.why is not None]
    progress = _Progress(log, told, len(wanted))
    policy = settings.policy.batch
    basis = basis_of(settings.policy, settings.analyses, settings.lang)
    keys = [decision.book.key for decision in planned.decisions]
    names = result_names([*keys, *(state.line.book for state in planned.kept)])
    terms = Terms(
        policy=settings.policy, analyses=settings.analyses, lang=settings.lang, memory_mb=policy.memory_mb
    )
    execution = Execution(
        terms=terms,
        commit=BookCommitter(layout, stage, basis, settings.lang, names),
        attempts=Attempts(policy.attempts, policy.pause_seconds),
        settling=Settling(policy.settle_seconds),
        is_only_source=len(planned.sources) == 1,
        told=progress.book,
        defect=lambda book, where: log.write("defect", book=book, where=where),
    )
    execution.run(wanted, jobs=settings.jobs, seconds=policy.seconds)
    return progress.lines


def _wanted(settings: Settings, layout: ResultsLayout) -> SearchCriteria:
    policy = settings.policy.batch
    attempts = Attempts(policy.attempts, policy.pause_seconds)
    return SearchCriteria(policy.files, policy.exclude, layout.out, attempts)


def _owner(started: str) -> LockOwner:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = "?"
    return LockOwner(platform.node(), os.getpid(), user, started)


@contextmanager
def _writable(layout: ResultsLayout) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutNotWritableError(out=layout.out, reason=reason) from None


def _log_end(log: Log, record: RunRecord) -> None:
    for folder in record.closed_folders:
        log.write("folder", path=folder.path, code=folder.code)
    if record.branches is not None and record.branches.missing:
        log.write("missing", branches=record.branches.missing)
    log.write("end", exit_code=record.exit_code, **record.counts.model_dump())
