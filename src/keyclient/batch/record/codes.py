"""From a refusal to the code under which it stands in the record of a run."""

from keyclient.batch.record import refusals
from keyclient.errors import KeyclientError, OutputError
from keyclient.ingest.base import file_refusals as files
from keyclient.ingest.base import refusals as books
from keyclient.ingest.base import table_refusals as tables
from keyclient.model.rules import batch_files as unread
from keyclient.model.rules import batch_results as undone
from keyclient.model.rules.rule import Rule

CODES: tuple[tuple[type[KeyclientError], Rule], ...] = (
    (files.BookForbidden, unread.NO_PERMISSION),
    (files.BookLocked, unread.HELD_BY_ANOTHER),
    (files.ShareOutOfReach, unread.SHARE_OUT_OF_REACH),
    (books.BookEncrypted, unread.PASSWORD_PROTECTED),
    (books.BookTooSlow, undone.TOO_SLOW),
    (refusals.BookTimeout, undone.TOO_SLOW),
    (books.BookTooHeavy, undone.TOO_MUCH_MEMORY),
    (refusals.BookMemory, undone.TOO_MUCH_MEMORY),
    (books.BookDamaged, unread.DAMAGED_OR_EMPTY),
    (books.BookEmpty, unread.DAMAGED_OR_EMPTY),
    (books.NotABook, unread.NOT_A_TABLE),
    (books.BookIsFolder, unread.NOT_A_TABLE),
    (tables.NoTable, undone.NO_CUSTOMERS),
    (tables.NotCustomers, undone.NO_CUSTOMERS),
    (tables.SheetsTie, undone.NO_CUSTOMERS),
    (tables.TablesTie, undone.NO_CUSTOMERS),
    (tables.SheetNotFound, undone.NO_CUSTOMERS),
    (books.EncodingUnknown, unread.ENCODING_UNREADABLE),
    (files.EncodingMixed, unread.ENCODING_UNREADABLE),
    (files.EncodingForeign, unread.ENCODING_UNREADABLE),
    (books.BookChanged, unread.STILL_CHANGING),
    (refusals.BookUnsettled, unread.STILL_CHANGING),
    (refusals.WorkerDied, undone.PROCESS_ENDED),
    (refusals.BookDefect, undone.INTERNAL_ERROR),
    (books.BookNotFound, unread.BOOK_GONE),
    (refusals.FolderClosed, unread.FOLDER_FORBIDDEN),
    (books.BookUnreadable, unread.SHARE_OUT_OF_REACH),
    (OutputError, undone.RESULT_NOT_WRITTEN),
)
"""Classes of refusals, the more special first; any other one is `OTHERWISE`."""
OTHERWISE = undone.COLUMNS_LACKING
PASSING = frozenset([unread.HELD_BY_ANOTHER.code, unread.SHARE_OUT_OF_REACH.code])
"""What may pass by itself while the run goes on."""


def code_of(error: KeyclientError) -> str:
    """The code of a refusal."""
    return next((rule for kind, rule in CODES if isinstance(error, kind)), OTHERWISE).code
