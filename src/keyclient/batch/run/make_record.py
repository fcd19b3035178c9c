"""The record of a run, from what has become of its books."""

from collections.abc import Sequence
from dataclasses import dataclass

from keyclient import __version__
from keyclient.batch.find.unreachable import closed_folder
from keyclient.batch.record.paths import readable_path
from keyclient.batch.record.reasons import SkipReason
from keyclient.batch.record.run_record import (
    SCHEMA,
    BookLine,
    Branches,
    ClosedFolder,
    Output,
    PassedOverFile,
    RunCounts,
    RunRecord,
    RunSource,
    Tool,
)
from keyclient.batch.record.state import policy_hash
from keyclient.batch.run.execute import STILL_BEING_WRITTEN
from keyclient.batch.run.plan import RunPlan
from keyclient.batch.run.settings import Settings

DONE, INCOMPLETE = 0, 1
"""Exit codes of a run that came to its end."""


@dataclass(frozen=True)
class RunOutcome:
    """What is known at the end of a run."""

    books: tuple[BookLine, ...]
    branches: Branches | None
    stale: tuple[str, ...]
    outputs: tuple[Output, ...]
    started: str
    seconds: float


def make_run_record(settings: Settings, planned: RunPlan, ending: RunOutcome) -> RunRecord:
    """Everything that a run has done."""
    counts = count_books(ending.books)
    closed = tuple(closed_folder(key, error, settings.lang) for key, error in planned.found.closed)
    away = {folder.path for folder in closed}
    return RunRecord(
        schema_=SCHEMA,
        tool=Tool(name="keyclient", version=__version__),
        started=ending.started,
        seconds=round(ending.seconds, 3),
        exit_code=exit_code(counts, ending.branches, closed),
        policy_sha256=policy_hash(settings.policy),
        sources=tuple(
            RunSource(label=source.label, path=readable_path(source.path), reached=source.label not in away)
            for source in planned.sources
        ),
        out=readable_path(settings.out),
        analyses=settings.analyses,
        counts=counts,
        success=counts.whole / counts.books if counts.books else None,
        branches=ending.branches,
        books=ending.books,
        passed_over=tuple(
            PassedOverFile(path=passed.key, reason=passed.reason.value)
            for passed in sorted(planned.found.passed, key=lambda passed: passed.key)
        ),
        other_files=planned.found.others,
        closed_folders=closed,
        stale=ending.stale,
        outputs=ending.outputs,
    )


def count_books(books: Sequence[BookLine]) -> RunCounts:
    """How many books became what. A text without a table is no book."""
    status = [line.status for line in books]
    reasons = [line.reason for line in books]
    no_table = reasons.count(SkipReason.NO_TABLE)
    return RunCounts(
        books=len(books) - no_table,
        done=status.count("done"),
        partial=status.count("partial"),
        failed=status.count("failed"),
        unchanged=reasons.count(SkipReason.UNCHANGED),
        left=sum(line.code == STILL_BEING_WRITTEN for line in books),
        not_retried=reasons.count(SkipReason.NOT_RETRIED),
        no_table=no_table,
        out_of_reach=reasons.count(SkipReason.OUT_OF_REACH),
        whole=sum(line.standing == "done" and line.reason != SkipReason.OUT_OF_REACH for line in books),
    )


def exit_code(counts: RunCounts, branches: Branches | None, closed: Sequence[ClosedFolder]) -> int:
    """0 where every book has its whole result, every branch is there and every folder could be entered; else 1.

    A run that has found no book at all has not done what it was scheduled for.
    """
    is_missing = branches is not None and bool(branches.missing)
    is_whole = counts.books > 0 and counts.whole == counts.books
    return DONE if is_whole and not is_missing and not closed else INCOMPLETE
