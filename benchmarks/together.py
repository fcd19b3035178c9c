"""The memory of a process and of all that it has started, together: sampled while it runs (Linux)."""

import threading
from contextlib import suppress
from pathlib import Path

_EVERY = 0.05
"""Seconds between two looks: a look at a large process takes a few milliseconds."""
_KILOBYTE = 1024


class Together:
    """Samples the proportional set sizes of a tree of processes: memory that several share is counted once."""

    def __init__(self, process: int) -> None:
        self.peak_bytes = 0
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Together":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_EVERY):
            self.peak_bytes = max(self.peak_bytes, sum(map(_bytes_of, _tree(self._process))))


def _tree(process: int) -> list[int]:
    """The process and its descendants; those that have just ended are left out."""
    found, at = [process], 0
    while at < len(found):
        with suppress(OSError):
            for task in Path(f"/proc/{found[at]}/task").glob("*/children"):
                found += map(int, _text(task).split())
        at += 1
    return found


def _bytes_of(process: int) -> int:
    for line in _text(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * _KILOBYTE
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
