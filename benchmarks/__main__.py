"""`python -m benchmarks`: runs every comparison and prints a table of ratios and targets.

`python -m benchmarks batch` compares unattended runs, see `batch.py`; `python -m benchmarks scale` engines, see `scale.py`.

Ratios can be compared across machines; seconds cannot. The exit code is 1 if a command failed, otherwise 0, whether or
not the targets were met. Needs `os.wait4`, so it does not run on Windows.
"""

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

from benchmarks import batch, scale
from benchmarks.cases import MONTHS, Case, cases
from benchmarks.measure import CommandFailedError, Comparison, compare

MOST_CUSTOMERS = 1_000_000
OUT = Path(__file__).parent / "out"
_MEGABYTE = 1_000_000
_LEAST_BANK = 400
"""A demo bank has so many customers at least."""
_LINE = "{:<48} {:>8} {:>8} {:>6} {:>7} {:>4} {:>8} {:>8} {:>6} {:>7} {:>4}"
_HEAD = (
    "keyclient / peer",
    "ours s",
    "peer s",
    "time",
    "target",
    "met",
    "ours MB",
    "peer MB",
    "memory",
    "target",
    "met",
)


def main() -> int:
    """Measure and print; 1 if a command failed, else 0."""
    if sys.argv[1:2] == ["batch"]:
        OUT.mkdir(exist_ok=True)
        return batch.main(sys.argv[2:], OUT)
    if sys.argv[1:2] == ["scale"]:
        OUT.mkdir(exist_ok=True)
        return scale.main(sys.argv[2:], OUT)
    wanted = _parser().parse_args()
    OUT.mkdir(exist_ok=True)
    print(_LINE.format(*_HEAD))
    failed = False
    for case in cases(
        tuple(shlex.split(wanted.keyclient)), wanted.customers, plain_book, plain_rows, series, branches
    ):
        try:
            print(_line(case, _measured(case, wanted.runs)), flush=True)
        except CommandFailedError as failure:
            failed = True
            print(f"{case.name:<48} failed", flush=True)
            print(failure, file=sys.stderr)
    return int(failed)


def plain_book(customers: int) -> Path:
    """The plain book of that size, created on first use."""
    path = OUT / f"plain-{customers}.xlsx"
    if not path.exists():
        print(f"making {path}", file=sys.stderr)
        subprocess.run((sys.executable, "-m", "benchmarks.books", str(customers), str(path)), check=True)
    return path


def plain_rows(customers: int) -> Path:
    """The customers of that book, for the writing benchmarks; created on first use."""
    path = OUT / f"plain-{customers}.parquet"
    if not path.exists():
        book = str(plain_book(customers))
        subprocess.run((sys.executable, "-m", "benchmarks.writing", book, str(path)), check=True)
    return path


def series(customers: int) -> tuple[Path, ...]:
    """The books of a demo bank of that size, month by month; created on first use."""
    folder, size = OUT / f"series-{customers}", max(customers, _LEAST_BANK)
    if not folder.exists():
        print(f"making {folder}", file=sys.stderr)
        options = ("--months", str(MONTHS), "--customers", str(size))
        subprocess.run(
            (sys.executable, "-m", "keyclient", "--quiet", "demo", str(folder), *options), check=True
        )
    return tuple(sorted(folder.rglob("*.xlsx")))


def branches(customers: int) -> tuple[Path, ...]:
    """The books of twelve branches with so many customers together; created on first use."""
    folder = OUT / f"branches-{customers}"
    if not folder.exists():
        print(f"making {folder}", file=sys.stderr)
        subprocess.run((sys.executable, "-m", "benchmarks.branches", str(customers), str(folder)), check=True)
    return tuple(sorted(folder.iterdir()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="keyclient compared with its peers"
    )
    parser.add_argument("--customers", type=_count, default=100_000, help="size of the book (default 100000)")
    parser.add_argument(
        "--runs", type=_count, default=5, help="runs of each command, alternating (default 5)"
    )
    parser.add_argument(
        "--keyclient",
        default=f"{shlex.quote(sys.executable)} -m keyclient",
        help="command that starts keyclient (default: python -m keyclient)",
    )
    return parser


def _count(text: str) -> int:
    """A whole number from 1 to `MOST_CUSTOMERS`."""
    number = int(text)
    if not 1 <= number <= MOST_CUSTOMERS:
        raise argparse.ArgumentTypeError(f"must be 1 to {MOST_CUSTOMERS}")
    return number


def _measured(case: Case, runs: int) -> Comparison:
    if case.most_runs is not None:
        return compare(case.ours, case.theirs, runs=min(runs, case.most_runs), warm_up=False)
    return compare(case.ours, case.theirs, runs=runs, warm_up=True)


def _line(case: Case, found: Comparison) -> str:
    ours, theirs = found.ours(), found.theirs()
    return _LINE.format(
        case.name,
        f"{ours.seconds:.2f}",
        f"{theirs.seconds:.2f}",
        *_judged(found.time_ratio, case.time_target),
        f"{ours.peak_bytes / _MEGABYTE:.0f}",
        f"{theirs.peak_bytes / _MEGABYTE:.0f}",
        *_judged(found.memory_ratio, case.memory_target),
    ).rstrip()


def _judged(ratio: float, target: float | None) -> tuple[str, str, str]:
    """The ratio, its target and whether it was met; blank if there is no target."""
    if target is None:
        return f"{ratio:.2f}", "", ""
    return f"{ratio:.2f}", f"{target:.3g}", "yes" if ratio <= target else "no"


if __name__ == "__main__":
    sys.exit(main())
