"""The messages between a run and its workers, one JSON line each."""

import datetime as dt
import os
from pathlib import Path
from typing import Literal

from keyclient.batch.record.figures import BookFigures
from keyclient.batch.record.run_record import AnalysisStatus, IssueCounts
from keyclient.model.contract import Contract
from keyclient.model.label import Lang
from keyclient.model.receipt import Rows
from keyclient.policy.models import Policy


class Terms(Contract):
    """What applies to every book of a run."""

    policy: Policy
    analyses: tuple[str, ...]
    lang: Lang
    memory_mb: int


class BookJob(Contract):
    """One book to process."""

    key: str
    """The name of the book in all output."""
    path_bytes: str
    """The bytes of the path in hexadecimal, since they need not be valid text."""
    path_text: str
    """The path for messages."""
    default_branch: str
    """The branch of customers for whom the book names none."""
    folder: str
    """An existing, empty folder to write to."""
    result: str
    """The final path of the workbook."""

    @property
    def path(self) -> Path:
        """The path of the book."""
        return Path(os.fsdecode(bytes.fromhex(self.path_bytes)))


def path_to_hex(path: Path) -> str:
    """A path as `Job.path_bytes`."""
    return os.fsencode(path).hex()


class WrittenFile(Contract):
    """A file written by a worker."""

    name: str
    """Its name in the folder of the job."""
    kind: Literal["workbook", "portfolio", "history"]
    branch: str | None
    bytes: int
    sha256: str


class BookRefusal(Contract):
    """Why a book has no result."""

    code: str
    message: str
    is_clean: bool
    """Whether the worker can continue with the next book."""
    where: tuple[str, ...] = ()
    """The lines of code of a traceback, without any data."""
    is_note: bool = False
    """Whether the file is a text of a few lines that cannot be a table."""


class BookResult(Contract):
    """What a worker made of a book."""

    sha256: str
    rows: Rows
    as_of: dt.date
    as_of_from_file: bool
    measure: str | None
    branches: tuple[str, ...]
    issues: IssueCounts
    analyses: tuple[AnalysisStatus, ...]
    missing_analysis: str | None
    """The first analysis requested by name that could not be made."""
    files: tuple[WrittenFile, ...]
    figures: BookFigures


class Reply(Contract):
    """The answer to a job."""

    result: BookResult | None
    refusal: BookRefusal | None
    should_retire: bool
    """Whether the worker uses so much memory that it should be replaced."""
