"""The files that a worker has made, into their places; then what is known of the book.

The order makes a run that is killed harmless: as long as the state of a book is not written, the book is read again.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from keyclient.batch.find.candidates import Candidate
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.paths import branch_folder, short_hash
from keyclient.batch.record.refusals import ResultNotWritten
from keyclient.batch.record.run_record import BookLine, Output
from keyclient.batch.record.staging import Staged, StagingArea
from keyclient.batch.record.state import BookState, state_bytes
from keyclient.batch.run import book_lines
from keyclient.batch.run.plan import modified_day
from keyclient.batch.worker.messages import BookResult, WrittenFile
from keyclient.model.label import Lang


@dataclass(frozen=True)
class BookCommitter:
    """Where the files of books go."""

    layout: ResultsLayout
    stage: StagingArea
    basis: str
    lang: Lang
    names: Mapping[str, str]
    """The result of each book, below the folder of results."""

    def place(self, key: str) -> Path:
        """Where the workbook of a book goes."""
        return self.layout.books / self.names[key]

    def make(self, book: Candidate, result: BookResult, folder: Path) -> BookLine:
        """Move what was made of a book into its place. Raises `ResultNotWritten`."""
        placed = [(made, self._place(book, made, number)) for number, made in enumerate(result.files)]
        outputs = tuple(self._output(made, place) for made, place in placed)
        line = book_lines.made(book, result, outputs, self.lang)
        modified = modified_day(book) if result.as_of_from_file else None
        state = BookState(basis=self.basis, modified=modified, line=line, figures=result.figures)
        try:
            self.stage.commit([Staged(folder / made.name, place) for made, place in placed])
            self.stage.write(self.layout.record(book.key), state_bytes(state))
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise ResultNotWritten(
                path=self.place(book.key), reason=error.strerror or type(error).__name__
            ) from None
        return line

    def _place(self, book: Candidate, made: WrittenFile, number: int) -> Path:
        if made.branch is None:
            return self.place(book.key)
        return self.layout.portfolio / branch_folder(made.branch) / f"{short_hash(book.key)}-{number}.parquet"

    def _output(self, made: WrittenFile, place: Path) -> Output:
        below = place.relative_to(self.layout.out).as_posix()
        return Output(path=below, kind=made.kind, branch=made.branch, bytes=made.bytes, sha256=made.sha256)
