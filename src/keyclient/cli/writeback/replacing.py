"""`--in-place`: replaces the user's workbook by one with the answer in it, and keeps the old one."""

import stat
from collections import deque
from collections.abc import Callable
from itertools import chain, count, takewhile
from pathlib import Path
from typing import NamedTuple

from keyclient.atomic import TargetHeldError, write_atomically
from keyclient.cli.output.files import free_name, mark_beside, not_writable
from keyclient.errors import OutputError
from keyclient.model.label import Label
from keyclient.model.own import BACKUP


class BookOpenError(OutputError):
    """The workbook is open in another program."""

    sentence = Label(
        "{path} is open in another program; nothing was written. Close it and try again; if nobody has it open, "
        "delete {mark}.",
        "{path} 正被其他程序打开，未写入任何内容。请关闭后重试；如确认无人打开，请删除 {mark}。",
    )


class BookHeldError(OutputError):
    """The system does not allow the workbook to be replaced."""

    sentence = Label(
        "{path} is open in another program; nothing was written. Close it and try again.",
        "{path} 正被其他程序打开，未写入任何内容。请关闭后重试。",
    )


class BookReadOnlyError(OutputError):
    """The workbook is marked as read-only."""

    sentence = Label(
        "{path} is read-only; nothing was written. Without --in-place a copy is made beside it.",
        "{path} 为只读文件，未写入任何内容。去掉 --in-place 即可在旁边生成副本。",
    )


def hold_replaceable(path: Path) -> None:
    """Raises `BookOpenError` or `BookReadOnlyError` if the workbook cannot be replaced now."""
    mark = mark_beside(path)
    if mark is not None:
        raise BookOpenError(path=path, mark=mark.name)
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise BookReadOnlyError(path=path)


class Kept(NamedTuple):
    """The file that keeps what a workbook held."""

    path: Path
    is_new: bool


def replace_book(path: Path, old: bytes, new: bytes, check: Callable[[Path], None]) -> Path:
    """Replace the workbook, whose content is `old`; returns the file that keeps it.

    `check` sees the new file before it takes its place, and may refuse it by raising. The old content is kept before
    the new takes its place, so that it is there whatever happens. Raises `BookOpenError`, `BookHeldError`,
    `BookReadOnlyError` or `NotWritableError`; the workbook is then as it was, and nothing is kept beside it.
    """
    path = path.resolve() if path.is_symlink() else path
    kept: list[Kept] = []

    def check_and_keep(beside: Path) -> None:
        check(beside)
        hold_replaceable(path)
        kept.append(keep(path, old))

    is_done = False
    try:
        hold_replaceable(path)
        write_atomically(path, new, path.stat().st_mode & 0o777, check_and_keep)
        is_done = True
    except TargetHeldError:
        raise BookHeldError(path=path) from None
    except OSError as error:
        raise not_writable(path, error) from None
    finally:
        for copy in kept:
            if copy.is_new and not is_done:
                copy.path.unlink(missing_ok=True)
    return kept[0].path


def keep(path: Path, content: bytes) -> Kept:
    """A file beside a workbook that holds what it held: `BOOK.bak.xlsx`, or with a number where that one is taken.

    An older file is never replaced; the last one will do where it holds the same. Raises an OSError.
    """
    kept = path.with_name(f"{path.stem}{BACKUP}{path.suffix}")
    if kept.exists():
        last = _last(kept)
        if last.stat().st_size == len(content) and last.read_bytes() == content:
            return Kept(last, is_new=False)
        kept = free_name(kept)
    write_atomically(kept, content, path.stat().st_mode & 0o777)
    return Kept(kept, is_new=True)


def _last(kept: Path) -> Path:
    """The last of `BOOK.bak.xlsx`, `BOOK (2).bak.xlsx` and so on, of which the first is there."""
    tail = f"{BACKUP}{kept.suffix}"
    stem = kept.name.removesuffix(tail)
    named = (kept.with_name(f"{stem} ({number}){tail}") for number in count(2))
    return deque(chain([kept], takewhile(Path.exists, named)), maxlen=1)[0]
