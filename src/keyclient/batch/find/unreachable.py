"""Folders that could not be listed, and the last known state of the books in them."""

from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from keyclient.batch.find.candidates import FoundFiles
from keyclient.batch.find.sources import SourceFolder
from keyclient.batch.record.codes import code_of
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.refusals import FolderClosed, SourceMissing
from keyclient.batch.record.run_record import ClosedFolder
from keyclient.batch.record.state import BookState, has_customers, known_books, read_state
from keyclient.errors import KeyclientError, reason_of
from keyclient.ingest.base.file_refusals import BookForbidden, ShareOutOfReach
from keyclient.ingest.source.files import refusal
from keyclient.model.label import Lang
from keyclient.model.rules.catalogue import RULES

_SHARE_ERRORS = (BookForbidden, ShareOutOfReach)
"""Errors with the same meaning for a folder as for a file."""


def closed_folder(key: str, error: OSError, lang: Lang) -> ClosedFolder:
    """The record of a folder or entry that could not be read, with the reason and what to do."""
    cause: KeyclientError = refusal(Path(key), error)
    if "/" not in key and isinstance(error, FileNotFoundError):
        cause = SourceMissing(path=key)
    elif not isinstance(cause, _SHARE_ERRORS):
        cause = FolderClosed(path=key, reason=reason_of(error))
    code = code_of(cause)
    return ClosedFolder(path=key, code=code, message=cause.text(lang), remedy=RULES[code].remedy.text(lang))


def last_known_states(layout: ResultsLayout, found: FoundFiles, basis: str) -> list[BookState]:
    """The last known state of each book in a folder that could not be listed, by name.

    Excluded are books found elsewhere in the search, states with another basis, whose figures cannot be added to those
    of this run, and books whose customers are no longer in the portfolio.
    """
    if not found.closed:
        return []
    closed = frozenset(key for key, _ in found.closed)
    seen = {book.key for book in found.candidates}
    return sorted(_known_below(layout, closed, seen, basis), key=lambda state: state.line.book)


def _known_below(layout: ResultsLayout, closed: Set[str], seen: Set[str], basis: str) -> Iterator[BookState]:
    for key in known_books(layout):
        if key in seen or not is_below(key, closed):
            continue
        state = read_state(layout, key)
        if state is not None and state.basis == basis and has_customers(layout, state):
            yield state


def is_below(key: str, folders: Set[str]) -> bool:
    """Whether a book is in one of the folders, or is itself an entry that could not be read."""
    return any(key == folder or key.startswith(folder + "/") for folder in folders)


def no_source_answers(sources: Sequence[SourceFolder], found: FoundFiles) -> bool:
    """Whether none of the sources could be listed."""
    closed = {key for key, _ in found.closed}
    return all(source.label in closed for source in sources)
