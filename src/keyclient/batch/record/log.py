"""The log of a run: one JSON line per event, one file per run, no personal data."""

import json
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

_SUFFIX = ".jsonl"


class Log:
    """A log that never stops a run: what cannot be written is dropped."""

    def __init__(self, folder: Path, started: datetime, keep: int) -> None:
        self._file: IO[str] | None = None
        with suppress(OSError, ValueError):
            folder.mkdir(parents=True, exist_ok=True)
            _delete_oldest(folder, keep - 1)
            self._file = _new_file(folder, started).open("x", encoding="utf-8", errors="backslashreplace")

    def write(self, event: str, **about: object) -> None:
        """Log one event with the current time. `about` holds book names, codes and figures, never the content of a cell."""
        if self._file is None:
            return
        line = {"time": now().isoformat(timespec="milliseconds"), "event": event, **about}
        with suppress(OSError, ValueError):
            self._file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()


def now() -> datetime:
    """The current local time with its offset from UTC."""
    return datetime.fromtimestamp(time.time()).astimezone()


def _new_file(folder: Path, started: datetime) -> Path:
    """The file of a new log; a later one in the same second sorts after it, since `_` comes after `.`."""
    name = started.strftime("%Y-%m-%dT%H%M%S")
    last = max((log.stem for log in folder.glob(f"{name}*{_SUFFIX}")), default=None)
    number = int(last.partition("_")[2] or 1) + 1 if last is not None else None
    return folder / (f"{name}{_SUFFIX}" if number is None else f"{name}_{number:03d}{_SUFFIX}")


def _delete_oldest(folder: Path, keep: int) -> None:
    """Keep only the newest logs; their names sort by time."""
    logs = sorted(folder.glob(f"*{_SUFFIX}"))
    for log in logs[: max(0, len(logs) - keep)]:
        with suppress(OSError):
            log.unlink()
