"""The record of a run, `run.json`: what became of every book."""

import datetime as dt
from typing import Literal

from pydantic import Field

from keyclient.model.contract import Contract
from keyclient.model.measure import Share
from keyclient.model.receipt import Rows

SCHEMA = "keyclient/run/1"
Status = Literal["done", "partial", "failed", "skipped"]


class Tool(Contract):
    """Which program has run."""

    name: str
    version: str


class RunSource(Contract):
    """A folder that was looked through."""

    label: str
    """What it is called in the names of its books."""
    path: str
    reached: bool
    """Whether it could be listed; else all of its books are what is missing."""


class Output(Contract):
    """A file in the folder of the results."""

    path: str
    """Below the folder of the results, with slashes."""
    kind: Literal["workbook", "portfolio", "consolidated"]
    branch: str | None = None
    """Of a part of the portfolio."""
    bytes: int
    sha256: str


class AnalysisStatus(Contract):
    """One analysis of a book."""

    name: str
    made: bool
    message: str | None
    """Why it could not be made; None where it was."""


class IssueCounts(Contract):
    """How many defects the book has."""

    error: int
    warning: int
    note: int


class BookLine(Contract):
    """What became of one book."""

    book: str
    """Source and path below it, with slashes."""
    path: str
    status: Status
    """`done`: every analysis was made that was asked for or that the book allows. `partial`: one that was asked for by
    name was not. `failed`: there is no result. `skipped`: it was not read, and `reason` says why."""
    reason: str | None
    """Why it was skipped."""
    standing: Literal["done", "partial"] | None
    """What stands in the folder of the results for the book as it is now, also where it was made by an earlier run; of
    a book out of reach, for the book as it was last seen."""
    code: str | None
    """Why it failed or is partial: `keyclient explain CODE`."""
    message: str | None
    remedy: str | None
    branches: tuple[str, ...]
    as_of: dt.date | None
    measure: str | None
    rows: Rows | None
    issues: IssueCounts | None
    analyses: tuple[AnalysisStatus, ...]
    outputs: tuple[Output, ...]
    sha256: str | None
    """Of the content of the book."""
    attempts: int
    """How often it was tried in this run; 0 where it was not read."""
    seconds: float


class PassedOverFile(Contract):
    """A file or folder that is no book, or is not to be read."""

    path: str
    """Source and path below it, with slashes."""
    reason: str


class ClosedFolder(Contract):
    """A folder that could not be listed."""

    path: str
    code: str
    message: str
    remedy: str


class Branches(Contract):
    """The branches that were expected, and those that came."""

    expected: int
    present: int
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    """Branches of the books that are on no list."""


class RunCounts(Contract):
    """How many books became what."""

    books: int
    done: int
    partial: int
    failed: int
    unchanged: int
    """Skipped, since their results stand."""
    left: int
    """Failed, but only since they were being written: the next run reads them."""
    not_retried: int
    """Skipped, since only others were to be tried again."""
    no_table: int
    """Texts without a table, which are no books."""
    out_of_reach: int = 0
    """Skipped, since their folder could not be listed; their last known figures count."""
    whole: int
    """Books whose whole result stands after this run; those out of reach are not among them."""


class RunRecord(Contract):
    """What a run has done."""

    schema_: str = Field(alias="schema")
    tool: Tool
    started: str
    """With the offset from UTC."""
    seconds: float
    exit_code: int
    policy_sha256: str
    """Of everything in the policy that a result depends on."""
    sources: tuple[RunSource, ...]
    out: str
    analyses: tuple[str, ...]
    """Those that were asked for; empty: all that a book allows."""
    counts: RunCounts
    success: Share | None
    """Part of the books whose whole result stands; None where there are none."""
    branches: Branches | None
    """None where no list of branches was given."""
    books: tuple[BookLine, ...]
    """By name."""
    passed_over: tuple[PassedOverFile, ...]
    other_files: int
    """Files whose names are no books'."""
    closed_folders: tuple[ClosedFolder, ...]
    stale: tuple[str, ...]
    """Results of an earlier run that belong to no book as it is now, or to one out of reach; they are kept."""
    outputs: tuple[Output, ...]
    """Those over all books."""
