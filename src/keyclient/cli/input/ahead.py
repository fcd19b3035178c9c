"""The cells of several books, one after the other: while one is worked on, a child process parses the next."""

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyclient.ingest.source.opening import Cells, OpenBook
    from keyclient.policy.parts.read import ReadPolicy


def read_ahead(
    first: "OpenBook", others: Sequence[Path], sheet: str | None, limits: "ReadPolicy"
) -> Generator[tuple[Path, "Cells"]]:
    """The first book and the others in turn; of workbooks one sheet if it is named. Whatever is still being parsed when the caller stops is stopped too.

    Raises what opening and reading a book raises.
    """
    from keyclient.ingest.source.opening import open_book

    waiting: OpenBook | None = first
    following = list(others)
    try:
        while waiting is not None:
            book, waiting = waiting, None
            cells = [book.cells()]
            if following:
                waiting = open_book(following.pop(0), sheet=sheet, limits=limits)
            yield book.path, cells.pop()
    finally:
        if waiting is not None and waiting.parsing is not None:
            waiting.parsing.stop()
