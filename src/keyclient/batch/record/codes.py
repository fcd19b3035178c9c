"""From a refusal to the code under which it stands in the record of a run."""

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
"""Classes of refusals, the more special first; any other one is `OTHERWISE`."""
OTHERWISE = "KC512"
TEMPORARY_CODES = frozenset(["KC502", "KC503"])
"""What may pass by itself while the run goes on."""


def code_of(error: KeyclientError) -> str:
    """The code of a refusal."""
    return next((code for kind, code in CODES if isinstance(error, kind)), OTHERWISE)
