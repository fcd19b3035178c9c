"""From the options of `funnel` to its books: the customers or deals, the log beside them, an older book."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from keyclient.analysis.common.face import OtherBooks
from keyclient.cli.input.reading import ANALYSING, Opened, Read
from keyclient.cli.start.collecting import leave_program_alone
from keyclient.ingest.base.request import Request
from keyclient.ingest.pipeline import load_pipeline
from keyclient.ingest.source.opening import OpenBook, open_book
from keyclient.model.pipeline import LoadedPipeline
from keyclient.model.portfolio import Loaded
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class ReadPipelines:
    """What was read."""

    opened: Opened
    loaded: LoadedPipeline
    older: LoadedPipeline | None

    @property
    def book(self) -> Read:
        """The book itself."""
        return Read(self.opened.policy, self.loaded.parts[0], self.opened.book.path)


def read_pipelines(opened: Opened, others: OtherBooks) -> ReadPipelines:
    """Read the book and its further books, and report what was chosen. All files are parsed at the same time."""
    request = opened.request
    with _stopped_on_failure(opened) as start:
        log = start(others.log, others.log_sheet)
        book = start(others.older, None)
        leave_program_alone()
        loaded = load_pipeline(opened.book, request, log=log, log_sheet=others.log_sheet)
        _narrate(opened, loaded.parts)
        opened.session.narrator.doing(ANALYSING)
        if book is None:
            return ReadPipelines(opened, loaded, None)
        older = load_pipeline(book, _of_older(request))
    _narrate(replace(opened, why=None), older.parts)
    return ReadPipelines(opened, loaded, older)


def _of_older(request: Request) -> Request:
    """The same request without what applies to the newer book only."""
    policy = request.policy.model_copy(update={"as_of": None})
    return replace(request, policy=policy, sheet=None, header_row=None, by=None, as_of=None, period=None)


def _narrate(opened: Opened, parts: tuple[Loaded, ...]) -> None:
    """Report what was read; the data date is that of the book."""
    why = [opened.why] if opened.why is not None else []
    of_log = (sentence for part in parts[1:] for sentence in part.told[:1])
    for sentence in (*why, *parts[0].told, *of_log):
        opened.session.narrator.note(sentence)


@contextmanager
def _stopped_on_failure(opened: Opened) -> Iterator[Callable[[Path | None, str | None], OpenBook | None]]:
    """Gives a function that starts parsing a further file; if one of them cannot be read, the others are stopped."""
    books = [opened.book]

    def start(path: Path | None, sheet: str | None) -> OpenBook | None:
        if path is None:
            return None
        books.append(
            open_book(path, sheet=sheet, limits=opened.request.policy.read, jobs=opened.request.jobs)
        )
        return books[-1]

    try:
        yield start
    except BaseException:
        for book in books:
            book.stop()
        raise
