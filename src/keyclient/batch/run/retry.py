"""Which books an earlier run has left without a whole result."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from keyclient.batch.find.unreachable import is_below
from keyclient.batch.record.refusals import NoRunRecordError
from keyclient.batch.record.run_record import RunRecord


@dataclass(frozen=True)
class ToRetry:
    """What is to be looked at again."""

    books: frozenset[str]
    """Books that failed or are partial: they are read."""
    folders: frozenset[str] = frozenset()
    """Folders that could not be listed: what is new or changed below them is read."""

    def __contains__(self, key: str) -> bool:
        return key in self.books or is_below(key, self.folders)


def books_to_retry(path: Path) -> ToRetry:
    """What a `run.json` tells to be tried again. Raises `NoRunRecordError`."""
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
