"""How long a whole process takes and how much memory its largest process needs, one command beside another.

The peak is `ru_maxrss` as `os.wait4` gives it: the larger of the process and of any of its descendants that
were waited for, not their sum. Linux counts a parent's own peak into its child until the child has started its
program, so the measuring process stays small: it imports nothing heavy and makes no books.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

Command = tuple[str, ...]
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""


@dataclass(frozen=True, slots=True)
class Run:
    """One whole process, from its start until it is gone."""

    seconds: float
    peak_bytes: int


class CommandFailedError(Exception):
    """A command that is to be measured did not end well."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two commands that ran in turns; ratios are ours over theirs."""

    pairs: tuple[tuple[Run, Run], ...]

    @property
    def time_ratio(self) -> float:
        """Median of the ratios of wall time, pair by pair."""
        return median(ours.seconds / theirs.seconds for ours, theirs in self.pairs)

    @property
    def memory_ratio(self) -> float:
        """Median of the ratios of peak memory, pair by pair."""
        return median(ours.peak_bytes / theirs.peak_bytes for ours, theirs in self.pairs)

    def ours(self) -> Run:
        """The median run of the first command."""
        return _middle(tuple(ours for ours, _ in self.pairs))

    def theirs(self) -> Run:
        """The median run of the second command."""
        return _middle(tuple(theirs for _, theirs in self.pairs))


def compare(ours: Command, theirs: Command, *, runs: int, warm_up: bool) -> Comparison:
    """Run A B A B; with `warm_up` each once before, uncounted, so that files are cached for both alike."""
    if warm_up:
        run(ours)
        run(theirs)
    return Comparison(tuple((run(ours), run(theirs)) for _ in range(runs)))


def run(command: Command) -> Run:
    """Run to the end, the output thrown away. Raises CommandFailedError with the last words of stderr."""
    with tempfile.TemporaryFile() as words:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=words
            )
        except OSError as error:
            raise CommandFailedError(f"{command[0]} cannot be started: {error.strerror}") from error
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            tail = words.read().decode(errors="replace").strip()[-400:]
            raise CommandFailedError(f"{' '.join(command)} ended with {process.returncode}: {tail}")
    return Run(seconds, usage.ru_maxrss * _MAXRSS_UNIT)


def _middle(runs: Sequence[Run]) -> Run:
    return Run(median(run.seconds for run in runs), int(median(run.peak_bytes for run in runs)))
