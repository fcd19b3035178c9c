"""What the run and its workers say to each other: one line of JSON each."""

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
    """What holds for every book."""

    policy: Policy
    analyses: tuple[str, ...]
    lang: Lang
    memory_mb: int


class BookJob(Contract):
    """One book to work on."""

    key: str
    """Its name in everything that is written."""
    path_bytes: str
    """The path as the system has it, its bytes in hexadecimal: they need not be text."""
    shown: str
    """The path as people write it."""
    place: str
    """What stands in for the branch where the book does not name it."""
    folder: str
    """Where to write to; it is there and empty."""
    result: str
    """Where the workbook will be."""

    @property
    def path(self) -> Path:
        """The book."""
        return Path(os.fsdecode(bytes.fromhex(self.path_bytes)))


def path_to_hex(path: Path) -> str:
    """A path as `Job.path_bytes`."""
    return os.fsencode(path).hex()


class WrittenFile(Contract):
    """A file that a worker has written."""

    name: str
    """In the folder of the job."""
    kind: Literal["workbook", "portfolio"]
    branch: str | None
    bytes: int
    sha256: str


class BookRefusal(Contract):
    """Why there is no result."""

    code: str
    message: str
    is_clean: bool
    """Whether the worker can go on to the next book."""
    where: tuple[str, ...] = ()
    """Lines of code that a defect came through, without any data."""


class BookResult(Contract):
    """What a worker has made of a book."""

    sha256: str
    rows: Rows
    as_of: dt.date
    as_of_from_file: bool
    measure: str | None
    branches: tuple[str, ...]
    issues: IssueCounts
    analyses: tuple[AnalysisStatus, ...]
    lacking: str | None
    """The first analysis that was asked for by name and not made."""
    files: tuple[WrittenFile, ...]
    figures: BookFigures


class Reply(Contract):
    """The answer to a job."""

    worked: BookResult | None
    refused: BookRefusal | None
    is_spent: bool
    """Whether the worker has grown so large that it is to be replaced."""
