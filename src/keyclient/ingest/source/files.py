"""Opening a file that the user named, and explaining why it cannot be opened."""

import errno
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from keyclient.errors import InputError, reason_of
from keyclient.ingest.base.file_refusals import (
    BookForbidden,
    BookLocked,
    LinkBroken,
    NotAFile,
    ShareOutOfReach,
)
from keyclient.ingest.base.refusals import BookIsFolder, BookNotFound, BookUnreadable

_SHARING = {32, 33}
"""Windows errors: another program has the file, or a part of it, open exclusively."""
_LOCKED = {errno.EBUSY, errno.ETXTBSY, errno.EAGAIN, getattr(errno, "EDEADLK", errno.EAGAIN)}
_FORBIDDEN = {errno.EACCES, errno.EPERM}
_NO_ANSWER = {
    getattr(errno, name)
    for name in ("EIO", "ESTALE", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ETIMEDOUT", "ENXIO", "ENODEV")
    if hasattr(errno, name)
}  # fmt: skip
_NO_ANSWER_WINDOWS = {21, 53, 55, 59, 64, 67, 121, 1203, 1222, 1231, 1232}
OWNER_MARK = "~$"
"""Prefix of the lock file that Excel keeps beside an open workbook."""


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """Open a file for reading. Raises the `InputError` that says why it cannot be read."""
    with explained(path):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise BookIsFolder.at(path) if stat.S_ISDIR(mode) else NotAFile(path=path)
        with path.open("rb") as file:
            yield file


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn any `OSError` inside into an `InputError`."""
    try:
        yield
    except OSError as error:
        raise refusal(path, error) from None


def refusal(path: Path, error: OSError) -> InputError:
    """The refusal that explains an `OSError` to the user."""
    reason = reason_of(error)
    windows = getattr(error, "winerror", None)
    if error.errno == errno.ENOENT or isinstance(error, FileNotFoundError):
        return LinkBroken(path=path, target=path.readlink()) if path.is_symlink() else BookNotFound.at(path)
    if isinstance(error, IsADirectoryError):
        return BookIsFolder.at(path)
    if (
        windows in _SHARING
        or error.errno in _LOCKED
        or (error.errno in _FORBIDDEN and _is_open_in_excel(path))
    ):
        return BookLocked(path=path)
    if error.errno in _FORBIDDEN:
        return BookForbidden(path=path, reason=reason)
    if windows in _NO_ANSWER_WINDOWS or error.errno in _NO_ANSWER:
        return ShareOutOfReach(path=path, reason=reason)
    return BookUnreadable(path=path, reason=reason)


def state(path: Path) -> tuple[int, int]:
    """Size and time of the last change."""
    with explained(path):
        now = path.stat()
    return now.st_size, now.st_mtime_ns


def sha256(path: Path) -> str:
    """The checksum of the content."""
    import hashlib

    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_open_in_excel(path: Path) -> bool:
    """Whether Excel's lock file is beside the file."""
    try:
        return path.with_name(f"{OWNER_MARK}{path.name}").exists()
    except OSError:
        return False
