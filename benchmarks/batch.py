"""`python -m benchmarks batch`: the cost of an unattended run over a plain loop, and the gain from more workers.

Three ratios of alternating runs: one worker over a loop in one process, one worker over two workers, and a first run
over a second run with nothing changed. The loop reads and analyses the same books with the same functions and writes the
same workbooks, but has no portfolio, no consolidated figures and no recovery.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.measure import Command, run

PEERS = Path(__file__).parent / "peers"
LOOP_TARGET, WORKERS_TARGET, AGAIN_TARGET = 1.3, 1.5, 20.0
_LINE = "{:<58} {:>8} {:>8} {:>7} {:>7} {:>4}"


def main(arguments: list[str], out: Path) -> int:
    """Measure and print; always 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks batch", description=__doc__)
    parser.add_argument("--books", type=int, default=40, help="number of books (default 40)")
    parser.add_argument("--customers", type=int, default=2_000, help="customers per book (default 2000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command, alternating (default 3)")
    wanted = parser.parse_args(arguments)
    share = made_share(out, wanted.books, wanted.customers)
    keyclient = (sys.executable, "-m", "keyclient")
    print(
        _LINE.format(
            f"{wanted.books} books, {wanted.customers:,} customers each", "s", "s", "ratio", "target", "met"
        )
    )
    loop: list[float] = []
    one: list[float] = []
    two: list[float] = []
    again: list[float] = []
    for _ in range(wanted.runs):
        loop.append(
            _timed(
                (sys.executable, str(PEERS / "batch_loop.py"), str(share), str(out / "loop")), out / "loop"
            )
        )
        one.append(_timed(_batch(keyclient, share, out / "one", 1), out / "one"))
        two.append(_timed(_batch(keyclient, share, out / "two", 2), out / "two"))
        again.append(run(_batch(keyclient, share, out / "two", 2)).seconds)
    _print("one worker / a plain loop in one process", one, loop, LOOP_TARGET, at_most=True)
    _print("one worker / two workers", one, two, WORKERS_TARGET, at_most=False)
    _print("first run / second run, nothing changed", two, again, AGAIN_TARGET, at_most=False)
    return 0


def made_share(out: Path, books: int, customers: int) -> Path:
    """A share of demo books, one folder each; created on first use."""
    share = out / f"share-{customers}"
    command = (sys.executable, "-m", "benchmarks.shares", str(share), str(books), str(customers))
    subprocess.run(command, check=True)
    return share / f"{books}"


def _batch(keyclient: Command, share: Path, out: Path, jobs: int) -> Command:
    return (*keyclient, "--quiet", "batch", str(share), "--out", str(out), "--jobs", str(jobs))


def _timed(command: Command, fresh: Path) -> float:
    """Seconds a command takes with no earlier results."""
    shutil.rmtree(fresh, ignore_errors=True)
    return run(command).seconds


def _print(name: str, ours: list[float], theirs: list[float], target: float, *, at_most: bool) -> None:
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    is_met = ratio <= target if at_most else ratio >= target
    print(
        _LINE.format(
            name,
            f"{median(ours):.2f}",
            f"{median(theirs):.2f}",
            f"{ratio:.2f}",
            f"{target:.3g}",
            "yes" if is_met else "no",
        ),
        flush=True,
    )
