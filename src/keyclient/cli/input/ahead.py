"""The cells of several books, one after the other: while one is worked on, a child process parses the next."""

from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.start.collecting import leave_program_alone
from keyclient.errors import InputError

if TYPE_CHECKING:
    from keyclient.ingest.source.opening import Cells, OpenBook
    from keyclient.policy.parts.read import ReadPolicy


def read_ahead(
    first: "OpenBook", others: Sequence[Path], sheet: str | None, limits: "ReadPolicy", jobs: int | None
) -> Generator[tuple[Path, "Cells"]]:
    """The first book and the others in turn; of workbooks one sheet if it is named. Whatever is still being parsed when the caller stops is stopped too.

    Raises what opening and reading a book raises.
    """
    with closing(cells_ahead(first, others, sheet, limits, jobs)) as books:
        for path, found in books:
            if isinstance(found, InputError):
                raise found
            yield path, found
            del found


def cells_ahead(
    first: "OpenBook", others: Sequence[Path], sheet: str | None, limits: "ReadPolicy", jobs: int | None
) -> "Generator[tuple[Path, Cells | InputError]]":
    """The same with the refusal of a book that cannot be read in its place."""
    waiting: OpenBook | InputError | None = first
    path, following = first.path, list(others)
    leave_program_alone()
    try:
        while waiting is not None:
            book, waiting = waiting, None
            found = [_cells(book)]
            now = path
            if following:
                path = following.pop(0)
                waiting = _opened(path, sheet, limits, jobs)
            yield now, found.pop()
    finally:
        if waiting is not None and not isinstance(waiting, InputError):
            waiting.stop()


def _opened(path: Path, sheet: str | None, limits: "ReadPolicy", jobs: int | None) -> "OpenBook | InputError":
    from keyclient.ingest.source.opening import open_book

    try:
        return open_book(path, sheet=sheet, limits=limits, jobs=jobs)
    except InputError as refusal:
        return refusal


def _cells(book: "OpenBook | InputError") -> "Cells | InputError":
    if isinstance(book, InputError):
        return book
    try:
        return book.cells()
    except InputError as refusal:
        return refusal
