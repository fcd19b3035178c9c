"""Wall time of a whole process and peak memory of its largest process, for two commands side by side.

The peak is `ru_maxrss` from `os.wait4`: the maximum over the process and all descendants it waited for, not their sum.
Linux counts the parent's own peak towards a child until the child has started its program, so the measuring process
stays small: it imports nothing heavy and creates no books.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Command = tuple[str, ...]
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""


@dataclass(frozen=True, slots=True)
class Run:
    """One whole process, from start to exit."""

    seconds: float
    peak_bytes: int
    bytes_read: int | None = None
    """What the process asked its files for; None where the system does not say."""


class CommandFailedError(Exception):
    """A command to be measured could not be started or failed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Alternating runs of two commands; ratios are ours over theirs."""

    pairs: tuple[tuple[Run, Run], ...]

    @property
    def time_ratio(self) -> float:
        """Median of the wall-time ratios of the pairs."""
        return median(ours.seconds / theirs.seconds for ours, theirs in self.pairs)

    @property
    def memory_ratio(self) -> float:
        """Median of the peak-memory ratios of the pairs."""
        return median(ours.peak_bytes / theirs.peak_bytes for ours, theirs in self.pairs)

    def ours(self) -> Run:
        """The median run of the first command."""
        return _middle(tuple(ours for ours, _ in self.pairs))

    def theirs(self) -> Run:
        """The median run of the second command."""
        return _middle(tuple(theirs for _, theirs in self.pairs))


def compare(ours: Command, theirs: Command, *, runs: int, warm_up: bool) -> Comparison:
    """Run A B A B ...; `warm_up` first runs each once, uncounted, so that files are cached for both alike."""
    if warm_up:
        run(ours)
        run(theirs)
    return Comparison(tuple((run(ours), run(theirs)) for _ in range(runs)))


def run(command: Command) -> Run:
    """Run to the end, discarding output. Raises CommandFailedError with the end of standard error."""
    with tempfile.TemporaryFile() as words:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=words
            )
        except OSError as error:
            raise CommandFailedError(f"{command[0]} cannot be started: {error.strerror}") from error
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        bytes_read = _bytes_read(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            tail = words.read().decode(errors="replace").strip()[-400:]
            raise CommandFailedError(f"{' '.join(command)} ended with {process.returncode}: {tail}")
    return Run(seconds, usage.ru_maxrss * _MAXRSS_UNIT, bytes_read)


def _bytes_read(process: int) -> int | None:
    """The bytes read by a process that has ended and is still waited for (Linux)."""
    try:
        lines = Path(f"/proc/{process}/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return int(dict(line.split(": ") for line in lines)["rchar"])


def _middle(runs: Sequence[Run]) -> Run:
    return Run(median(run.seconds for run in runs), int(median(run.peak_bytes for run in runs)))
