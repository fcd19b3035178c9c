"""The result files of a book are moved into place, then its state is written.

The order keeps a killed run harmless: until the state of a book is written, the next run reads the book again.
"""

import datetime as dt
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
from keyclient.batch.run.forms_left import FormsCommitter, statuses
from keyclient.batch.run.plan import modified_day
from keyclient.batch.worker.messages import BookResult, WrittenFile
from keyclient.errors import reason_of
from keyclient.model.label import Lang

_FORMS = ("plan", "today", "customers")
"""What is put into place apart from the results: people may have changed it."""


@dataclass(frozen=True)
class BookCommitter:
    """Moves the results of books into the results folder."""

    layout: ResultsLayout
    staging: StagingArea
    basis: str
    lang: Lang
    names: Mapping[str, str]
    """The path of the workbook of each book, relative to the folder `books`."""

    def workbook_path(self, key: str) -> Path:
        """The final path of the workbook of a book."""
        return self.layout.books / self.names[key]

    def commit(self, book: Candidate, result: BookResult, folder: Path) -> BookLine:
        """Move the result files of a book into place and write its state. Raises `ResultNotWritten`."""
        placed = [
            (file, self._final_path(book, file, (number, result.as_of)))
            for number, file in enumerate(result.files)
            if file.kind not in _FORMS
        ]
        forms = FormsCommitter(self.layout, self.staging, self.basis, self.names[book.key])
        modified = modified_day(book) if result.as_of_from_file else None
        try:
            left = forms.commit(book, result, folder)
            everything = (*placed, *((one.file, one.place) for one in left))
            outputs = tuple(self._output(file, place) for file, place in everything)
            line = book_lines.processed(book, result, outputs, statuses(result, left), self.lang)
            state = BookState(basis=self.basis, modified=modified, line=line, figures=result.figures)
            self.staging.commit([Staged(folder / file.name, place) for file, place in placed])
            self.staging.write(self.layout.record(book.key), state_bytes(state))
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise ResultNotWritten(path=self.workbook_path(book.key), reason=reason_of(error)) from None
        return line

    def _final_path(self, book: Candidate, file: WrittenFile, which: tuple[int, dt.date]) -> Path:
        if file.branch is None:
            return self.workbook_path(book.key)
        number, day = which
        if file.kind == "history":
            folder = self.layout.history / day.isoformat() / branch_folder(file.branch)
            return folder / f"{short_hash(book.key)}.parquet"
        return self.layout.portfolio / branch_folder(file.branch) / f"{short_hash(book.key)}-{number}.parquet"

    def _output(self, file: WrittenFile, place: Path) -> Output:
        if file.kind == "customers":
            raise ValueError("the customers of a plan are no result")
        below = place.relative_to(self.layout.out).as_posix()
        return Output(path=below, kind=file.kind, branch=file.branch, bytes=file.bytes, sha256=file.sha256)
