"""Which books an earlier run has left without a whole result."""

from pathlib import Path

from pydantic import ValidationError

from keyclient.batch.refusals import NoRunRecordError
from keyclient.batch.run import Run


def failed_books(path: Path) -> frozenset[str]:
    """The books of a `run.json` that failed or are partial. Raises `NoRunRecordError`."""
    try:
        record = Run.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise NoRunRecordError(path=path) from None
    return frozenset(
        line.book for line in record.books if line.status == "failed" or line.standing == "partial"
    )
