"""Wall time, processor time and peak memory of whole commands, for two of them side by side.

The peak is `ru_maxrss` from `os.wait4`: the maximum over the process and all descendants it waited for, not their sum. The
sum is sampled, in the first run of each command, which does not count (see `together.py`).
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
from typing import IO

from benchmarks.together import Together

Command = tuple[str, ...]
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""


@dataclass(frozen=True, slots=True)
class Run:
    """One whole process, from start to exit."""

    seconds: float
    peak_bytes: int
    cpu_seconds: float = 0.0
    """Of the process and all descendants it waited for."""
    bytes_read: int | None = None
    """What the process asked its files for; None where the system does not say."""


class CommandFailedError(Exception):
    """A command to be measured could not be started or failed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Alternating runs of two commands; ratios are ours over theirs."""

    pairs: tuple[tuple[Run, Run], ...]
    together: tuple[int, int] | None = None
    """The peaks of all processes of each command together, in bytes; None where it was not sampled."""

    @property
    def time_ratio(self) -> float:
        """Median of the wall-time ratios of the pairs."""
        return median(ours.seconds / theirs.seconds for ours, theirs in self.pairs)

    @property
    def memory_ratio(self) -> float:
        """Median of the peak-memory ratios of the pairs."""
        return median(ours.peak_bytes / theirs.peak_bytes for ours, theirs in self.pairs)

    @property
    def cpu_ratio(self) -> float:
        """Median of the ratios of processor time."""
        return median(ours.cpu_seconds / theirs.cpu_seconds for ours, theirs in self.pairs)

    def ours(self) -> Run:
        """The median run of the first command."""
        return _middle(tuple(ours for ours, _ in self.pairs))

    def theirs(self) -> Run:
        """The median run of the second command."""
        return _middle(tuple(theirs for _, theirs in self.pairs))


def compare(ours: Command, theirs: Command, *, runs: int, warm_up: bool) -> Comparison:
    """Run A B A B ...; `warm_up` first runs each once, uncounted: files are cached for both alike, and memory is sampled."""
    together = (together_of(ours), together_of(theirs)) if warm_up else None
    return Comparison(tuple((run(ours), run(theirs)) for _ in range(runs)), together)


def together_of(command: Command) -> int:
    """Run to the end: the peak of all processes together, in bytes; 0 where the system does not say. Raises as `run`."""
    with tempfile.TemporaryFile() as words:
        process = _started(command, words)
        with Together(process.pid) as together:
            process.wait()
        _refuse_failed(process, command, words)
    return together.peak_bytes


def run(command: Command) -> Run:
    """Run to the end, discarding output. Raises CommandFailedError with the end of standard error."""
    with tempfile.TemporaryFile() as words:
        start = time.perf_counter()
        process = _started(command, words)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        bytes_read = _bytes_read(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        _refuse_failed(process, command, words)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, usage.ru_maxrss * _MAXRSS_UNIT, cpu, bytes_read)


def _started(command: Command, words: IO[bytes]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=words)
    except OSError as error:
        raise CommandFailedError(f"{command[0]} cannot be started: {error.strerror}") from error


def _refuse_failed(process: "subprocess.Popen[bytes]", command: Command, words: IO[bytes]) -> None:
    if process.returncode:
        words.seek(0)
        tail = words.read().decode(errors="replace").strip()[-400:]
        raise CommandFailedError(f"{' '.join(command)} ended with {process.returncode}: {tail}")


def _bytes_read(process: int) -> int | None:
    """The bytes read by a process that has ended and is still waited for (Linux)."""
    try:
        lines = Path(f"/proc/{process}/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return int(dict(line.split(": ") for line in lines)["rchar"])


def _middle(runs: Sequence[Run]) -> Run:
    return Run(
        median(run.seconds for run in runs),
        int(median(run.peak_bytes for run in runs)),
        median(run.cpu_seconds for run in runs),
    )
