"""The books of folders that could not be listed: of them nothing new is known, and what stood still stands."""

from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from keyclient.batch.find.books import FoundFiles
from keyclient.batch.find.sources import SourceFolder
from keyclient.batch.record.codes import code_of
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.refusals import FolderClosed, SourceMissing
from keyclient.batch.record.run_record import ClosedFolder
from keyclient.batch.record.state import BookState, has_customers, known_books, read_state
from keyclient.errors import KeyclientError
from keyclient.ingest.base.file_refusals import BookForbidden, ShareOutOfReach
from keyclient.ingest.source.files import refusal
from keyclient.model.label import Lang
from keyclient.model.rules import RULES

_ABOUT_SHARES = (BookForbidden, ShareOutOfReach)
"""What the system may say of a folder as of a file."""


def closed_folder(key: str, error: OSError, lang: Lang) -> ClosedFolder:
    """Why a folder, or an entry of it, could not be looked at."""
    why: KeyclientError = refusal(Path(key), error)
    if "/" not in key and isinstance(error, FileNotFoundError):
        why = SourceMissing(path=key)
    elif not isinstance(why, _ABOUT_SHARES):
        why = FolderClosed(path=key, reason=error.strerror or type(error).__name__)
    code = code_of(why)
    return ClosedFolder(path=key, code=code, message=why.text(lang), remedy=RULES[code].remedy.text(lang))


def last_known_states(layout: ResultsLayout, found: FoundFiles, basis: str) -> list[BookState]:
    """The last known state of each book below a folder that could not be listed, by name.

    Left out are books that were found all the same, those made on another basis, whose figures do not go together with
    those of today, and those whose customers are no longer in the portfolio, as of a book that had failed before.
    """
    if not found.closed:
        return []
    closed = frozenset(key for key, _ in found.closed)
    seen = {book.key for book in found.candidates}
    return sorted(_kept(layout, closed, seen, basis), key=lambda state: state.line.book)


def _kept(layout: ResultsLayout, closed: Set[str], seen: Set[str], basis: str) -> Iterator[BookState]:
    for key in known_books(layout):
        if key in seen or not is_below(key, closed):
            continue
        state = read_state(layout, key)
        if state is not None and state.basis == basis and has_customers(layout, state):
            yield state


def is_below(key: str, folders: Set[str]) -> bool:
    """Whether a book lies below one of the folders, or is itself what could not be looked at."""
    return any(key == folder or key.startswith(folder + "/") for folder in folders)


def no_source_answers(sources: Sequence[SourceFolder], found: FoundFiles) -> bool:
    """Whether not one of the sources could be listed."""
    closed = {key for key, _ in found.closed}
    return all(source.label in closed for source in sources)
