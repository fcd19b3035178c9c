"""The lock that allows one run at a time per results folder.

The operating system releases the lock when its owner ends, however it ends. The note beside it only names the owner.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from keyclient.batch.record.refusals import CannotLockError, FolderBusyError
from keyclient.errors import reason_of

_LOCK, _NOTE = "lock", "owner.json"
_POLL = 0.2


class LockOwner(NamedTuple):
    """The run that holds the lock."""

    host: str
    pid: int
    user: str
    started: str

    @property
    def description(self) -> str:
        """The owner on one line."""
        return f"{self.user}@{self.host}, pid {self.pid}, {self.started}"


@contextmanager
def hold_lock(folder: Path, owner: LockOwner, *, wait: float) -> Iterator[None]:
    """Hold the lock of an existing folder.

    Raises `FolderBusyError` if another run still holds it after `wait` seconds, and `CannotLockError` if the folder
    cannot be locked.
    """
    lock = FileLock(folder / _LOCK, poll_interval=_POLL)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise FolderBusyError(out=folder.parent, owner=_owner_of(folder)) from None
    except (OSError, NotImplementedError) as error:
        reason = reason_of(error)
        raise CannotLockError(out=folder.parent, reason=reason) from None
    try:
        with suppress(OSError):
            (folder / _NOTE).write_text(json.dumps(owner._asdict(), ensure_ascii=False), encoding="utf-8")
        yield
        with suppress(OSError):
            (folder / _NOTE).unlink()
    finally:
        lock.release()


def _owner_of(folder: Path) -> str:
    """The owner according to the note; a question mark if the note is missing or unreadable."""
    try:
        return LockOwner(**json.loads((folder / _NOTE).read_text(encoding="utf-8"))).description
    except (OSError, ValueError, TypeError):
        return "?"
