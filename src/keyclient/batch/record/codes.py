"""The issue code of each error, as it appears in the record of a run."""

from keyclient.batch.record import refusals
from keyclient.errors import KeyclientError, OutputError
from keyclient.ingest.base import file_refusals as files
from keyclient.ingest.base import refusals as books

CODES: tuple[tuple[type[KeyclientError], str], ...] = (
    (files.BookForbidden, "KC501"),
    (files.BookLocked, "KC502"),
    (files.ShareOutOfReach, "KC503"),
    (books.BookEncrypted, "KC504"),
    (books.BookTooSlow, "KC506"),
    (refusals.BookTimeout, "KC506"),
    (books.BookTooHeavy, "KC507"),
    (refusals.BookMemory, "KC507"),
    (books.BookDamaged, "KC505"),
    (books.BookEmpty, "KC505"),
    (books.NotABook, "KC508"),
    (books.BookIsFolder, "KC508"),
    (books.NoTable, "KC509"),
    (books.NotCustomers, "KC509"),
    (books.SheetsTie, "KC509"),
    (books.TablesTie, "KC509"),
    (books.SheetNotFound, "KC509"),
    (books.EncodingUnknown, "KC510"),
    (files.EncodingMixed, "KC510"),
    (files.EncodingForeign, "KC510"),
    (books.BookChanged, "KC511"),
    (refusals.BookUnsettled, "KC511"),
    (refusals.WorkerDied, "KC513"),
    (refusals.BookDefect, "KC515"),
    (books.BookNotFound, "KC517"),
    (refusals.FolderClosed, "KC519"),
    (books.BookUnreadable, "KC503"),
    (OutputError, "KC514"),
)
"""Error classes, the more specific first; any other error is `OTHER_CODE`."""
OTHER_CODE = "KC512"
TEMPORARY_CODES = frozenset(["KC502", "KC503"])
"""Errors that may go away while the run continues, so the book is tried again."""


def code_of(error: KeyclientError) -> str:
    """The issue code of an error."""
    return next((code for kind, code in CODES if isinstance(error, kind)), OTHER_CODE)
