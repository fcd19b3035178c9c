"""A whole folder takes the place of another: at every moment the old one or the new one stands, and none is ever lost."""

import ctypes
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import FrameType

from keyclient.errors import reason_of
from keyclient.ingest.portfolio.refusals import FolderNotPutBack, FolderNotWritable

_WAITING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux: two names change places in one step."""
_HERE = -100
"""`AT_FDCWD`: paths are as any other call takes them."""


@contextmanager
def in_place_of(made: Path, folder: Path) -> Iterator[None]:
    """`made` stands at the place of `folder` while the block runs, and stays there if it ends well.

    However the block ends otherwise, what stood there stands there again. Raises `FolderNotWritable` where `made` cannot be moved, and
    `FolderNotPutBack`, which tells where the earlier folder is kept, where the system refuses to move it back.
    """
    new, before = _number(made), None
    try:
        with uninterrupted():
            before = _put(made, folder)
        yield
    except BaseException:
        with uninterrupted():
            if _number(folder) == new:
                _put_back(made, folder, before)
        raise
    if before is not None:
        shutil.rmtree(before, ignore_errors=True)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Whoever stops the run (Ctrl-C, the system) waits until the block is through; then the run is stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []

    def wait(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as the system calls it
        asked.append(number)

    usual = {number: signal.getsignal(number) for number in _WAITING}
    changed = [number for number, handler in usual.items() if callable(handler)]
    for number in changed:
        signal.signal(number, wait)
    try:
        yield
    finally:
        for number in changed:
            signal.signal(number, usual[number])
        for number in asked:
            signal.raise_signal(number)


def _put(made: Path, folder: Path) -> Path | None:
    """Move a folder to its place; returns where what stood there is now, None if there was nothing."""
    try:
        if not folder.exists():
            made.rename(folder)
            return None
        if exchange(made, folder):
            return made
        before = _aside(folder)
        folder.rename(before)
        try:
            made.rename(folder)
        except BaseException:
            _rename_back(before, folder)
            raise
    except OSError as error:
        raise FolderNotWritable(path=folder, reason=reason_of(error)) from error
    return before


def _put_back(made: Path, folder: Path, before: Path | None) -> None:
    """What stood at the place of the folder stands there again."""
    if before is not None and exchange(before, folder):
        if before != made:
            shutil.rmtree(before, ignore_errors=True)
        return
    free = _aside(made)
    try:
        folder.rename(free)
    except OSError as error:
        raise FolderNotPutBack(path=folder, kept=before or folder, reason=reason_of(error)) from error
    if before is not None:
        _rename_back(before, folder)
    shutil.rmtree(free, ignore_errors=True)


def _rename_back(kept: Path, place: Path) -> None:
    try:
        kept.rename(place)
    except OSError as error:
        raise FolderNotPutBack(path=place, kept=kept, reason=reason_of(error)) from error


def _aside(folder: Path) -> Path:
    """A free name beside a folder, which people can read."""
    names = (folder.with_name(f"{folder.name}.before-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def exchange(one: Path, other: Path) -> bool:
    """Two folders change places in one step; False, and nothing is done, where the system has no such step."""
    call = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _number(folder: Path) -> tuple[int, int] | None:
    """Which folder stands there, whatever it is called."""
    try:
        said = folder.stat()
    except OSError:
        return None
    return said.st_dev, said.st_ino
