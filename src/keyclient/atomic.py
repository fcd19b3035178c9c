"""A file is there whole or not at all: written beside its place, read back, then moved into it."""

import errno
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_HELD_BY_OTHERS = frozenset({5, 32, 33})
"""What Windows says when a program, such as Excel or a virus scanner, holds a file."""
_LOCKED = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
_PATIENCE = (0.1, 0.2, 0.4, 0.8)
"""Seconds between the attempts to replace a file that Windows says is held: scanners let go soon, Excel does not."""


class TargetHeldError(OSError):
    """The place is taken by a file that another program holds; that file is as it was."""


class ReadBackError(OSError):
    """The disk does not hold what was written."""


def write_atomically(path: Path, content: bytes, mode: int) -> None:
    """Make the file or replace it, with these permissions.

    The new file is private until it is complete. Whatever goes wrong, a crash included, leaves the old file as it was.
    Raises `TargetHeldError` when the old file cannot be replaced, `ReadBackError`, or another OSError.
    """
    handle, name = tempfile.mkstemp(prefix=".keyclient-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if beside.read_bytes() != content:
            raise ReadBackError(errno.EIO, "the disk gave back something else than was written")
        beside.chmod(mode)
        _replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    _settle(path.parent)


def move_into_place(whole: Path, path: Path) -> None:
    """Give a file that is written whole, on the same disk, its place; the old file is there until then.

    Raises `TargetHeldError` when the old file cannot be replaced, or another OSError.
    """
    _replace(whole, path)
    _settle(path.parent)


def _replace(beside: Path, path: Path) -> None:
    for seconds in (*_PATIENCE, None):
        try:
            beside.replace(path)
        except OSError as error:
            if not path.is_file() or not _is_held(error):
                raise
            if seconds is None or getattr(error, "winerror", None) not in _HELD_BY_OTHERS:
                raise TargetHeldError(error.errno, error.strerror) from error
            time.sleep(seconds)
        else:
            return


def _is_held(error: OSError) -> bool:
    return getattr(error, "winerror", None) in _HELD_BY_OTHERS or error.errno in _LOCKED


def _settle(folder: Path) -> None:
    """Make the move itself last, where the system can."""
    flags = getattr(os, "O_DIRECTORY", None)
    if flags is None:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
