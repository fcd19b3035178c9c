"""Writes the files of commands: whole or not at all, never over a book, over another file only if that was meant."""

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from keyclient.atomic import TargetHeldError, write_atomically
from keyclient.errors import OutputError, reason_of
from keyclient.model.label import Label
from keyclient.model.own import FILES
from keyclient.model.report import Kind, Sentence, Value

_MARKS = ("~${}", ".~lock.{}#")
"""Lock files that Excel and WPS, and LibreOffice, keep beside an open workbook."""


def mark_beside(path: Path) -> Path | None:
    """The lock file that shows that a file is open in another program, if there is one."""
    marks = (path.with_name(mark.format(path.name)) for mark in _MARKS)
    try:
        return next((mark for mark in marks if mark.exists()), None)
    except OSError:
        return None


_MOST_NAMES = 1000
"""How many numbered names are tried if another program holds the file."""


class FileExistsAlreadyError(OutputError):
    """The file already exists."""

    sentence = Label(
        "{path} already exists; nothing was written. Choose another name, or move the file away.",
        "{path} 已存在，未写入任何内容。请换一个文件名，或先移走该文件。",
    )


class NotWritableError(OutputError):
    """The file cannot be written."""

    sentence = Label(
        "{path} cannot be written ({reason}). Check the folder and its permissions.",
        "无法写入 {path}（{reason}）。请检查文件夹及其权限。",
    )


class WouldReplaceBookError(OutputError):
    """The result would replace the book it is about."""

    sentence = Label(
        "{path} is the book itself; nothing was written. Choose another name.",
        "{path} 就是所读取的客户表，未写入任何内容。请换一个文件名。",
    )


def write_new(path: Path, content: bytes) -> None:
    """Make a file that must not exist yet. Raises `FileExistsAlreadyError` or `NotWritableError`."""
    if path.exists():
        raise FileExistsAlreadyError(path=path)
    try:
        write_atomically(path, content, _usual_mode())
    except OSError as error:
        raise not_writable(path, error) from None


def write_over(path: Path, content: bytes) -> None:
    """Make or replace a file; readers see the old one or the new one, and its permissions stay.

    A link stays a link. Raises `NotWritableError`.
    """
    try:
        _write_over(path, content)
    except OSError as error:
        raise not_writable(path, error) from None


def write_result(
    path: Path, content: bytes, *, books: Iterable[Path], check: Callable[[Path], None] | None = None
) -> Path:
    """Make or replace the file of a result; returns the file that was written.

    A file that another program holds (open in Excel) is left alone: the result gets a numbered name beside it.
    `check` sees the file before it takes its place, and may refuse it by raising. Raises `WouldReplaceBookError` where
    the file is one of the books, by whatever name, and `NotWritableError`.
    """
    if any(_is_same(path, book) for book in books):
        raise WouldReplaceBookError(path=path)
    try:
        path = free_name(path) if path.exists() and mark_beside(path) is not None else path
        try:
            _write_over(path, content, check)
        except TargetHeldError:
            path = free_name(path)
            write_atomically(path, content, _usual_mode(), check)
    except OSError as error:
        raise not_writable(path, error) from None
    return path


def wrote(path: Path) -> Sentence:
    """The message that a file was written."""
    return Sentence(Label("Wrote {path}.", "已写入 {path}。"), {"path": Value(str(path), Kind.TEXT)})


def wrote_instead(path: Path, wanted: Path) -> Sentence:
    """The message that a file was written under another name."""
    said = Label(
        "{wanted} is open in another program. Wrote {path} instead.",
        "{wanted} 正被其他程序打开，已改为写入 {path}。",
    )
    return Sentence(said, {"path": Value(str(path), Kind.TEXT), "wanted": Value(str(wanted), Kind.TEXT)})


def _write_over(path: Path, content: bytes, check: Callable[[Path], None] | None = None) -> None:
    try:
        path = path.resolve()
    except RuntimeError as error:  # links in a circle
        raise OSError(str(error)) from None
    mode = path.stat().st_mode & 0o777 if path.exists() else _usual_mode()
    write_atomically(path, content, mode, check)


def _is_same(path: Path, other: Path) -> bool:
    with suppress(OSError):
        return path.samefile(other)
    return False


def free_name(path: Path) -> Path:
    """The first name such as `issues (2).xlsx` that no file has; `book (2).keyclient.xlsx` of keyclient's own."""
    mark = next((mark for mark in FILES if mark in path.name.lower()), None)
    stem, tail = path.stem, path.suffix
    if mark is not None:
        at = path.name.lower().rindex(mark)
        stem, tail = path.name[:at], path.name[at:]
    names = (path.with_name(f"{stem} ({number}){tail}") for number in range(2, _MOST_NAMES))
    free = next((name for name in names if not name.exists()), None)
    if free is None:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    return free


def not_writable(path: Path, error: OSError) -> NotWritableError:
    """The refusal for an error of the system."""
    return NotWritableError(path=path, reason=reason_of(error))


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
