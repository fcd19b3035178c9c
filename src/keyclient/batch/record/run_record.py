"""The record of a run, `run.json`: the outcome of every book."""

import datetime as dt
from typing import Literal

from pydantic import Field

from keyclient.batch.record.moves import RunMoves
from keyclient.batch.record.plans import RunWork
from keyclient.batch.record.risk import RunRisk
from keyclient.model.contract import Contract
from keyclient.model.measure import Share
from keyclient.model.receipt import Rows

SCHEMA = "keyclient/run/1"
Status = Literal["done", "partial", "failed", "skipped"]


class Tool(Contract):
    """The program and its version."""

    name: str
    version: str


class RunSource(Contract):
    """A folder that was searched for books."""

    label: str
    """Its name at the start of the names of its books."""
    path: str
    reached: bool
    """Whether it could be listed; if not, all its books are missing."""


class Output(Contract):
    """A file in the results folder."""

    path: str
    """Relative to the results folder, with slashes."""
    kind: Literal["workbook", "portfolio", "history", "plan", "today", "consolidated"]
    branch: str | None = None
    """The branch of a file of customers."""
    bytes: int
    sha256: str


class FormStatus(Contract):
    """What became of the plan or the list of calls that people may have filled in."""

    kind: Literal["plan", "today"]
    read: tuple[str, ...]
    """The files that were read back, relative to the results folder."""
    left: str | None
    """The file that was left as it is, since it is open, was changed during the run or cannot be read."""
    message: str | None
    """Why it was not read; None if it was."""


class AnalysisStatus(Contract):
    """One analysis of a book."""

    name: str
    made: bool
    message: str | None
    """Why it could not be made; None if it was."""


class IssueCounts(Contract):
    """How many issues the book has, by severity."""

    error: int
    warning: int
    note: int


class BookLine(Contract):
    """The outcome of one book."""

    book: str
    """Label of the source and path below it, with slashes."""
    path: str
    status: Status
    """`done`: all requested analyses were made, or all that the book allows. `partial`: an analysis requested by name could
    not be made. `failed`: there is no result. `skipped`: the book was not read, for `reason`."""
    reason: str | None
    """Why it was skipped."""
    standing: Literal["done", "partial"] | None
    """The valid result in the results folder, from this run or an earlier one; for a book out of reach, the last known
    one. None: there is no valid result."""
    code: str | None
    """Why it failed or is partial; see `keyclient explain CODE`."""
    message: str | None
    remedy: str | None
    branches: tuple[str, ...]
    as_of: dt.date | None
    measure: str | None
    rows: Rows | None
    issues: IssueCounts | None
    analyses: tuple[AnalysisStatus, ...]
    outputs: tuple[Output, ...]
    forms: tuple[FormStatus, ...] = ()
    """The plan and the list of calls, where there was one before."""
    sha256: str | None
    """The checksum of the content of the book."""
    attempts: int
    """How often it was tried in this run; 0 if it was not read."""
    seconds: float


class PassedOverFile(Contract):
    """A file or folder that was not read because it is not a book or is excluded."""

    path: str
    """Label of the source and path below it, with slashes."""
    reason: str
    copy_of: str | None = None
    """The book that it is a copy of, byte for byte."""


class ClosedFolder(Contract):
    """A folder that could not be listed."""

    path: str
    code: str
    message: str
    remedy: str


class Branches(Contract):
    """The expected branches, and those that have a book."""

    expected: int
    present: int
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    """Branches named in books but not on the list."""


class EarlierMonth(Contract):
    """A book that lists customers of a branch at an earlier date than another one, which counts in its place."""

    branch: str
    book: str
    period: str
    """Its data date; where no book says one, the month in its name."""
    later: str
    """The latest book of the branch."""
    later_period: str
    customers: int
    """How many customers of the branch it lists."""
    code: str
    """See `keyclient explain CODE`."""


class RunCounts(Contract):
    """How many books had each outcome."""

    books: int
    done: int
    partial: int
    failed: int
    unchanged: int
    """Skipped because they have not changed."""
    left: int
    """Failed only because they were still being written; the next run reads them."""
    not_retried: int
    """Skipped because --retry did not select them."""
    no_table: int
    """Text files without a table; they do not count as books."""
    out_of_reach: int = 0
    """Skipped because their folder could not be listed; their last known figures are used."""
    whole: int
    """Books with a complete result after this run; books out of reach are not included."""


class RunRecord(Contract):
    """The record of one run."""

    schema_: str = Field(alias="schema")
    tool: Tool
    started: str
    """With the offset from UTC."""
    seconds: float
    exit_code: int
    policy_sha256: str
    """The checksum of the parts of the policy that results depend on."""
    sources: tuple[RunSource, ...]
    out: str
    analyses: tuple[str, ...]
    """The requested analyses; empty: all that a book allows."""
    counts: RunCounts
    success: Share | None
    """Share of the books with a complete result; None if there are no books."""
    branches: Branches | None
    """None if no list of expected branches was given."""
    books: tuple[BookLine, ...]
    """By name."""
    passed_over: tuple[PassedOverFile, ...]
    other_files: int
    """Files whose names do not match `batch.files`."""
    closed_folders: tuple[ClosedFolder, ...]
    stale: tuple[str, ...]
    """Results of earlier runs whose book has changed, is gone or is out of reach; they are kept."""
    outputs: tuple[Output, ...]
    """The consolidated files."""
    earlier: tuple[EarlierMonth, ...] = ()
    """Books of which the consolidated figures leave out a branch, since a later book lists it."""
    moves: RunMoves = RunMoves()
    """What moved since the last run with older data dates."""
    risk: RunRisk = RunRisk()
    """Which key customers may leave, by branch, and on which managers most hangs."""
    work: RunWork = RunWork()
    """Plans and lists of calls, by branch and manager, and what became of the plans before."""
