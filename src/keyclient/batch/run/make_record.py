"""The record of a run, made from the outcomes of its books."""

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
    PassedOverFile,
    RunCounts,
    RunRecord,
    RunSource,
    Tool,
)
from keyclient.batch.record.state import policy_hash
from keyclient.batch.run.consolidation import Consolidated
from keyclient.batch.run.plan import RunPlan
from keyclient.batch.run.settings import Settings
from keyclient.model.rules.batch_files import STILL_CHANGING

COMPLETE, INCOMPLETE = 0, 1
"""The exit codes of a run that finished."""


@dataclass(frozen=True)
class RunOutcome:
    """The outcome of a run."""

    books: tuple[BookLine, ...]
    branches: Branches | None
    stale: tuple[str, ...]
    whole: Consolidated
    started: str
    seconds: float


def make_run_record(settings: Settings, plan: RunPlan, outcome: RunOutcome) -> RunRecord:
    """The record of a finished run."""
    counts = count_books(outcome.books)
    closed = tuple(closed_folder(key, error, settings.lang) for key, error in plan.found.closed)
    not_listed = {folder.path for folder in closed}
    return RunRecord(
        schema_=SCHEMA,
        tool=Tool(name="keyclient", version=__version__),
        started=outcome.started,
        seconds=round(outcome.seconds, 3),
        exit_code=exit_code(counts, outcome.branches, closed),
        policy_sha256=policy_hash(settings.policy),
        sources=tuple(
            RunSource(
                label=source.label, path=readable_path(source.path), reached=source.label not in not_listed
            )
            for source in plan.sources
        ),
        out=readable_path(settings.out),
        analyses=settings.analyses,
        counts=counts,
        success=counts.whole / counts.books if counts.books else None,
        branches=outcome.branches,
        books=outcome.books,
        passed_over=tuple(
            PassedOverFile(path=passed.key, reason=passed.reason.value, copy_of=passed.copy_of)
            for passed in sorted(plan.found.passed, key=lambda passed: passed.key)
        ),
        other_files=plan.found.others,
        closed_folders=closed,
        stale=outcome.stale,
        outputs=outcome.whole.outputs,
        earlier=outcome.whole.earlier,
        moves=outcome.whole.moves,
        risk=outcome.whole.risk,
        work=outcome.whole.work,
    )


def count_books(books: Sequence[BookLine]) -> RunCounts:
    """How many books had each outcome. A text file without a table does not count as a book."""
    status = [line.status for line in books]
    reasons = [line.reason for line in books]
    no_table = reasons.count(SkipReason.NO_TABLE)
    return RunCounts(
        books=len(books) - no_table,
        done=status.count("done"),
        partial=status.count("partial"),
        failed=status.count("failed"),
        unchanged=reasons.count(SkipReason.UNCHANGED),
        left=sum(line.code == STILL_CHANGING.code for line in books),
        not_retried=reasons.count(SkipReason.NOT_RETRIED),
        no_table=no_table,
        out_of_reach=reasons.count(SkipReason.OUT_OF_REACH),
        whole=sum(line.standing == "done" and line.reason != SkipReason.OUT_OF_REACH for line in books),
    )


def exit_code(counts: RunCounts, branches: Branches | None, closed: Sequence[ClosedFolder]) -> int:
    """0 if every book has a complete result, every expected branch has a book and every folder could be listed; else 1.

    A run that finds no book at all is incomplete.
    """
    is_missing = branches is not None and bool(branches.missing)
    is_complete = counts.books > 0 and counts.whole == counts.books
    return COMPLETE if is_complete and not is_missing and not closed else INCOMPLETE
