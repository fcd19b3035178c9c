"""`--out`: the answer as a file, and what is said about it."""

from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.files import write_result, wrote, wrote_instead
from keyclient.cli.options import Format
from keyclient.cli.session import Session
from keyclient.errors import UsageError
from keyclient.model.label import Label

if TYPE_CHECKING:
    from keyclient.render.answer import Answer

SUFFIXES = (".xlsx", ".csv", ".json", ".md", ".html")
"""Ends of file names that say how an answer is written; each has its renderer in `FILES`."""


class UnknownSuffixError(UsageError):
    """A file whose name does not say how it is to be written."""

    sentence = Label(
        "--out {path}: the name says how the answer is written and must end in one of {suffixes}.",
        "--out {path}：结果格式由文件名决定，须以下列之一结尾：{suffixes}。",
    )


class TwoFormatsError(UsageError):
    """A format for standard output beside a file, which has its own."""

    sentence = Label(
        "--format {format} and --out {path} contradict each other. Leave --format out: the suffix of the file decides.",
        "--format {format} 与 --out {path} 矛盾。请去掉 --format，格式由文件后缀决定。",
    )


class SeveralTablesError(UsageError):
    """A format of one table for an answer of several."""

    sentence = Label(
        "{command} has several tables, and CSV holds one. Choose .xlsx, .html, .md or .json, or ask a single analysis.",
        "{command} 含多张表，而 CSV 只能容纳一张。请改用 .xlsx、.html、.md 或 .json，或单独运行某项分析。",
    )


def refuse_csv(command: str, out: Path | None, chosen: Format) -> None:
    """Refuses CSV for an answer of several tables. Raises `SeveralTablesError`."""
    if chosen is Format.CSV or (out is not None and out.suffix.lower() == ".csv"):
        raise SeveralTablesError(command=command)


def check_out(out: Path | None, chosen: Format) -> None:
    """Refuses a file that cannot be meant, before anything is read.

    Raises `UnknownSuffixError` or `TwoFormatsError`.
    """
    if out is None:
        return
    if out.suffix.lower() not in SUFFIXES:
        raise UnknownSuffixError(path=out, suffixes=", ".join(SUFFIXES))
    if chosen is not Format.TABLE and out.suffix.lower() != f".{chosen}":
        raise TwoFormatsError(format=chosen.value, path=out)


def write_out(session: Session, out: Path, answer: "Answer", book: Path) -> None:
    """Write the answer about a book to a file, and say its headline and where it is.

    Raises `WouldReplaceBookError` or `NotWritableError`.
    """
    from keyclient.render.answer import View
    from keyclient.render.formats import FILES
    from keyclient.render.workbook.links import link_to

    link = link_to(book.resolve(), out.resolve().parent)
    content = FILES[out.suffix.lower()](answer, View(session.lang, book=link))
    written = write_result(out, content, books=[book])
    for sentence in answer.report.headline:
        session.narrator.note(sentence)
    session.narrator.note(wrote(out) if written == out else wrote_instead(written, out))
