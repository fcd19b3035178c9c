"""Writes files atomically: to a temporary file in the same folder, read back, then moved into place."""

import errno
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_HELD_BY_OTHERS = frozenset({5, 32, 33})
"""Windows error codes when another program, such as Excel or a virus scanner, has a file open."""
_LOCKED = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
_PATIENCE = (0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to replace a file that is open elsewhere: scanners close it soon, Excel does not."""
_PREFIX, _SUFFIX = ".keyclient-", ".tmp"
_BESIDE = re.compile(re.escape(_PREFIX) + r"[a-z0-9_]{8}" + re.escape(_SUFFIX))
"""Names of temporary files that are not complete yet."""
_LEFT_OVER = 3600.0
"""Seconds after which such a file counts as left over where locks do not show an owner."""
_ATTEMPTS = 100


class TargetHeldError(OSError):
    """Another program has the target file open; that file is unchanged."""


class ReadBackError(OSError):
    """The disk does not contain what was written."""


def write_atomically(
    path: Path, content: bytes, mode: int, check: Callable[[Path], None] | None = None
) -> None:
    """Create or replace a file, with these permissions.

    The new file is private until it is complete; `check` may then refuse it by raising. If anything fails, even by a
    crash, the old file is unchanged; a temporary file left by a crash is removed by the next write to the folder.
    Raises `TargetHeldError` if the old file cannot be replaced, `ReadBackError`, or another OSError.
    """
    _sweep(path.parent)
    with _beside(path.parent) as (file, beside):
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if os.name == "nt":
                file.close()  # Windows cannot move an open file
            if beside.read_bytes() != content:
                raise ReadBackError(errno.EIO, "the disk returned different data from what was written")
            if check is not None:
                check(beside)
            beside.chmod(mode)
            _replace(beside, path)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    _settle(path.parent)


def move_into_place(whole: Path, path: Path) -> None:
    """Move a complete file on the same disk into place; the old file stays until then.

    Raises `TargetHeldError` if the old file cannot be replaced, or another OSError.
    """
    _replace(whole, path)
    _settle(path.parent)


@contextmanager
def _beside(folder: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A new temporary file, locked while it is open so that no other run takes it for left over."""
    for _ in range(_ATTEMPTS):
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
        with os.fdopen(handle, "wb") as file:
            if _lock(file.fileno()) is not False and (os.name == "nt" or os.fstat(file.fileno()).st_nlink):
                yield file, Path(name)
                return
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _sweep(folder: Path) -> None:
    """Remove what crashed runs left in a folder; files that cannot be removed are ignored."""
    with suppress(OSError), os.scandir(folder) as entries:
        left = [entry.path for entry in entries if _BESIDE.fullmatch(entry.name)]
        for name in left:
            with suppress(OSError):
                if _is_left_over(Path(name)):
                    Path(name).unlink()


def _is_left_over(path: Path) -> bool:
    """Whether no process is writing a temporary file any more."""
    if path.is_symlink() or not path.is_file():
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        is_free = _lock(handle)
    finally:
        os.close(handle)
    return time.time() - path.stat().st_mtime > _LEFT_OVER if is_free is None else is_free


def _lock(handle: int) -> bool | None:
    """Lock a file while it is open; False if another process holds the lock, None if the system cannot tell."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


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
    """Flush the move itself to disk, if the system can."""
    flags = getattr(os, "O_DIRECTORY", None)
    if flags is None:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
