"""The issue code of each error, as it appears in the record of a run."""

from keyclient.batch.record import refusals
from keyclient.errors import KeyclientError, OutputError
from keyclient.ingest.base import file_refusals as files
from keyclient.ingest.base import refusals as books
from keyclient.ingest.base import table_refusals as tables
from keyclient.model.rules import batch_files as file_rules
from keyclient.model.rules import batch_results as result_rules
from keyclient.model.rules.rule import Rule

RULES_OF_ERRORS: tuple[tuple[type[KeyclientError], Rule], ...] = (
    (files.BookForbidden, file_rules.NO_PERMISSION),
    (files.BookLocked, file_rules.HELD_BY_ANOTHER),
    (files.ShareOutOfReach, file_rules.SHARE_OUT_OF_REACH),
    (books.BookEncrypted, file_rules.PASSWORD_PROTECTED),
    (books.BookTooSlow, result_rules.TOO_SLOW),
    (refusals.BookTimeout, result_rules.TOO_SLOW),
    (books.BookTooHeavy, result_rules.TOO_MUCH_MEMORY),
    (refusals.BookMemory, result_rules.TOO_MUCH_MEMORY),
    (books.BookDamaged, file_rules.DAMAGED_OR_EMPTY),
    (books.BookEmpty, file_rules.DAMAGED_OR_EMPTY),
    (books.NotABook, file_rules.NOT_A_TABLE),
    (books.BookIsFolder, file_rules.NOT_A_TABLE),
    (tables.NoTable, result_rules.NO_CUSTOMERS),
    (tables.NotCustomers, result_rules.NO_CUSTOMERS),
    (tables.SheetsTie, result_rules.NO_CUSTOMERS),
    (tables.TablesTie, result_rules.NO_CUSTOMERS),
    (tables.SheetNotFound, result_rules.NO_CUSTOMERS),
    (books.EncodingUnknown, file_rules.ENCODING_UNREADABLE),
    (files.EncodingMixed, file_rules.ENCODING_UNREADABLE),
    (files.EncodingForeign, file_rules.ENCODING_UNREADABLE),
    (books.BookChanged, file_rules.STILL_CHANGING),
    (refusals.BookUnsettled, file_rules.STILL_CHANGING),
    (refusals.WorkerDied, result_rules.PROCESS_ENDED),
    (refusals.BookDefect, result_rules.INTERNAL_ERROR),
    (refusals.SystemRefused, result_rules.SYSTEM_ERROR),
    (books.BookNotFound, file_rules.BOOK_GONE),
    (refusals.FolderClosed, file_rules.FOLDER_FORBIDDEN),
    (books.BookUnreadable, file_rules.SHARE_OUT_OF_REACH),
    (OutputError, result_rules.RESULT_NOT_WRITTEN),
)
"""Error classes, the more specific first; any other error is `OTHER_RULE`."""
OTHER_RULE = result_rules.COLUMNS_LACKING
TEMPORARY_CODES = frozenset([file_rules.HELD_BY_ANOTHER.code, file_rules.SHARE_OUT_OF_REACH.code])
"""Errors that may go away while the run continues, so the book is tried again."""


def code_of(error: KeyclientError) -> str:
    """The issue code of an error."""
    return next((rule for kind, rule in RULES_OF_ERRORS if isinstance(error, kind)), OTHER_RULE).code
