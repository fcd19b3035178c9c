"""`python -m tests.batch_kill N`: runs of `keyclient batch` that are killed at random moments, then run to their end.

Whatever moment it was, the folder of the results has to be as if nobody had been killed. Prints a line for each run
that is not, and exits with 1 if there was one.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.batch.shares import contents, demo_book, placed, small_book, started, told

FASTEST, SLOWEST = 0.3, 7.0
"""Seconds after which a run is killed: before its first book, up to its end."""


def share(folder: Path, demos: int = 4) -> Path:
    """Good books, one with several branches, and a damaged one."""
    for number in range(demos):
        demo_book(folder / f"网点{number}" / "客户表.xlsx", seed=number + 1, customers=25)
    small_book(folder / "小.csv", "001,张三,城东支行,王芳,100.10,2026-10-31")
    placed(folder / "坏.xlsx", b"PK\x03\x04")
    return folder


def killed(books: Path, out: Path, seconds: float) -> bool:
    """Start a run and kill it after so long; whether it was still at work."""
    process = started(arguments(books, out))
    time.sleep(seconds)
    return _kill(process)


def killed_when(books: Path, out: Path, is_time: Callable[[], bool], *more: str, jobs: int = 2) -> bool:
    """Start a run and kill it as soon as it is time; whether it was still at work."""
    process = started([*arguments(books, out, jobs), *more])
    while process.poll() is None and not is_time():
        time.sleep(0.005)
    return _kill(process)


def _kill(process: "subprocess.Popen[bytes]") -> bool:
    was_at_work = process.poll() is None
    process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    process.communicate()
    return was_at_work


def finished(books: Path, out: Path, *more: str, jobs: int = 2) -> None:
    """Run to the end."""
    process = started([*arguments(books, out, jobs), "--wait", "300", *more])
    _, words = process.communicate()
    if process.returncode != 1:
        raise RuntimeError(words.decode(errors="replace"))


def arguments(books: Path, out: Path, jobs: int = 2) -> list[str]:
    """The command line of every run."""
    quick = ["--set", "batch.settle_seconds=0", "--quiet", "--jobs", str(jobs)]
    return ["--lang", "zh", "batch", str(books), "--out", str(out), *quick]


def differs(out: Path, undisturbed: Path) -> list[str]:
    """The files that differ from those of a run that was not killed."""
    mine, right = contents(out), contents(undisturbed)
    wrong = [name for name in sorted(mine.keys() | right.keys()) if mine.get(name) != right.get(name)]
    record, other = told(out), told(undisturbed)
    record["out"] = other["out"]
    return wrong + (["run.json"] if record != other else [])


def main() -> int:
    """Kill so many runs; 1 if one of them has left a trace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    chance, bad, cut = random.Random(wanted.seed), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        books, out = share(Path(folder, "网点")), Path(folder, "undisturbed")
        finished(books, out)
        for number in range(wanted.runs):
            mine = Path(folder, f"out{number}")
            cut += killed(books, mine, chance.uniform(FASTEST, SLOWEST))
            finished(books, mine)
            if wrong := differs(mine, out):
                bad += 1
                print(f"run {number}: {wrong}", flush=True)
            shutil.rmtree(mine)
    print(f"{wanted.runs} runs, {cut} of them killed at work, {bad} with a trace")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
