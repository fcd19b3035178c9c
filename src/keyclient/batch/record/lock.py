"""One run at a time into one folder.

The system holds the lock and lets go of it when its owner dies, however that happens; the note beside it only says
who the owner is.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from keyclient.batch.record.refusals import CannotLockError, FolderBusyError

_LOCK, _NOTE = "lock", "owner.json"
_POLL = 0.2


class LockOwner(NamedTuple):
    """Who runs."""

    host: str
    pid: int
    user: str
    started: str

    @property
    def said(self) -> str:
        """The owner in one line."""
        return f"{self.user}@{self.host}, pid {self.pid}, {self.started}"


@contextmanager
def hold_lock(folder: Path, owner: LockOwner, *, wait: float) -> Iterator[None]:
    """The lock in a folder that is there.

    Raises `FolderBusyError` with the owner where it is held longer than `wait` seconds, and `CannotLockError` where the
    folder takes no lock.
    """
    lock = FileLock(folder / _LOCK, poll_interval=_POLL)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise FolderBusyError(out=folder.parent, owner=_held_by(folder)) from None
    except (OSError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise CannotLockError(out=folder.parent, reason=reason) from None
    try:
        with suppress(OSError):
            (folder / _NOTE).write_text(json.dumps(owner._asdict(), ensure_ascii=False), encoding="utf-8")
        yield
        with suppress(OSError):
            (folder / _NOTE).unlink()
    finally:
        lock.release()


def _held_by(folder: Path) -> str:
    """Who says to hold the lock; a question mark where the note is not there yet or cannot be read."""
    try:
        return LockOwner(**json.loads((folder / _NOTE).read_text(encoding="utf-8"))).said
    except (OSError, ValueError, TypeError):
        return "?"
