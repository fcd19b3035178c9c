"""Writes a series of demo books to a folder, and what is planted in them to a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from keyclient.cli.output.files import write_new, wrote
from keyclient.cli.output.folder import check_new, write_new_folder
from keyclient.cli.start.session import current_session
from keyclient.demo.series.books import SeriesBook, series_books
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.truth import Truth, truth_writer
from keyclient.demo.workbook import xlsx_bytes
from keyclient.errors import UsageError
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

_MAKING = Label("Making {path}", "正在生成 {path}")
_WROTE = Label("Wrote {books} books to {folder}.", "已在 {folder} 中写入 {books} 份客户表。")
_WROTE_ONE = Label("Wrote one book to {folder}.", "已在 {folder} 中写入 1 份客户表。")


class SeriesOnlyError(UsageError):
    """An option of a series of books was given for a single book."""

    sentence = Label(
        "{option} is about the books of several months: add --months.",
        "{option} 仅用于连续多个月的客户表：请加上 --months。",
    )


class NotUglyError(UsageError):
    """A series of books cannot be messy."""

    sentence = Label(
        "The books of --months are clean, so that what moves between them is known: leave out --ugly or --months.",
        "--months 生成的客户表须整洁，各期变动才可核对：请去掉 --ugly 或 --months。",
    )


@dataclass(frozen=True, slots=True)
class SeriesOptions:
    """What was asked about a series of books."""

    months: int | None
    branches: int | None
    together: bool
    truth: Path | None

    def check(self, *, ugly: bool) -> None:
        """Raises `SeriesOnlyError` if there is no series, `NotUglyError` if it is to be messy."""
        given = {"--branches": self.branches, "--truth": self.truth, "--together": self.together or None}
        alone = next((option for option, value in given.items() if value is not None), None)
        if self.months is None and alone is not None:
            raise SeriesOnlyError(option=alone)
        if self.months is not None and ugly:
            raise NotUglyError()


def write_series(folder: Path | None, size: SeriesSize, options: SeriesOptions) -> None:
    """Write the books to the folder, and the list of what is planted if one was asked for.

    Without a folder only the list is written. Raises as `write_new_folder`, `write_new` and `truth_writer`.
    """
    session = current_session()
    truth, list_file = Truth(size), options.truth
    listed = None if list_file is None else truth_writer(list_file.suffix)
    for path in filter(None, (folder, list_file)):
        check_new(path)
    books = series_books(size, truth, session.lang, together=options.together)
    if folder is None:
        for _ in books:
            pass
    else:
        session.narrator.note(_wrote(folder, write_new_folder(folder, _written(books))))
    if list_file is not None and listed is not None:
        write_new(list_file, listed(truth))
        session.narrator.note(wrote(list_file))


def _written(books: Iterator[SeriesBook]) -> Iterator[tuple[str, bytes]]:
    narrator = current_session().narrator
    for made in books:
        narrator.doing(_MAKING.filled(path=made.path))
        yield made.path, xlsx_bytes(made.book)


def _wrote(folder: Path, books: int) -> Sentence:
    values = {"folder": Value(str(folder), Kind.TEXT), "books": Value(books, Kind.COUNT)}
    return Sentence(_WROTE_ONE if books == 1 else _WROTE, values)
