"""Which books `--retry` reads again: those that an earlier run left without a complete result."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from keyclient.batch.find.unreachable import is_below
from keyclient.batch.record.refusals import NoRunRecordError
from keyclient.batch.record.run_record import RunRecord


@dataclass(frozen=True)
class ToRetry:
    """The books and folders to retry."""

    books: frozenset[str]
    """Books that failed or are partial; all of them are read."""
    folders: frozenset[str] = frozenset()
    """Folders that could not be listed; new and changed books in them are read."""

    def __contains__(self, key: str) -> bool:
        return key in self.books or is_below(key, self.folders)


def books_to_retry(path: Path) -> ToRetry:
    """The books and folders to retry according to a `run.json`. Raises `NoRunRecordError`."""
    try:
        record = RunRecord.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise NoRunRecordError(path=path) from None
    return ToRetry(
        frozenset(
            line.book for line in record.books if line.status == "failed" or line.standing == "partial"
        ),
        frozenset(folder.path for folder in record.closed_folders),
    )
