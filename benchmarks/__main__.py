"""`python -m benchmarks`: runs every comparison and prints a table of ratios and targets.

`python -m benchmarks batch` compares unattended runs, see `batch.py`; `python -m benchmarks scale` engines, see `scale.py`.

Of each: wall time, processor time, memory of the largest process, and of all processes together (sampled, Linux; not
where a peer is so slow that there is no uncounted run). Ratios can be
compared across machines; seconds cannot. The exit code is 1 if a command failed, otherwise 0, whether or
not the targets were met. Needs `os.wait4`, so it does not run on Windows.
"""

import argparse
import shlex
import sys
from pathlib import Path

from benchmarks import batch, scale
from benchmarks.cases import Case, cases, ready
from benchmarks.made import Made
from benchmarks.measure import CommandFailedError, Comparison, compare
from benchmarks.table import HEAD, lines

MOST_CUSTOMERS = 1_000_000
OUT = Path(__file__).parent / "out"


def main() -> int:
    """Measure and print; 1 if a command failed, else 0."""
    if sys.argv[1:2] == ["batch"]:
        OUT.mkdir(exist_ok=True)
        return batch.main(sys.argv[2:], OUT)
    if sys.argv[1:2] == ["scale"]:
        OUT.mkdir(exist_ok=True)
        return scale.main(sys.argv[2:], OUT)
    parser = _parser()
    wanted = parser.parse_args()
    every = list(cases(tuple(shlex.split(wanted.keyclient)), wanted.customers, Made(OUT)))
    found = [case for case in every if wanted.only in case.name]
    if not found:
        names = "\n  ".join(case.name for case in every)
        parser.error(f"--only {wanted.only}: no comparison has this text in its name. They are:\n  {names}")
    OUT.mkdir(exist_ok=True)
    print(HEAD)
    failed = False
    for case in found:
        try:
            print("\n".join(lines(case, _measured(case, wanted.runs))), flush=True)
        except CommandFailedError as failure:
            failed = True
            print(f"{case.name:<60} failed", flush=True)
            print(failure, file=sys.stderr)
    return int(failed)


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
    parser.add_argument("--only", default="", help="only comparisons whose names have this text")
    return parser


def _count(text: str) -> int:
    """A whole number from 1 to `MOST_CUSTOMERS`."""
    number = int(text)
    if not 1 <= number <= MOST_CUSTOMERS:
        raise argparse.ArgumentTypeError(f"must be 1 to {MOST_CUSTOMERS}")
    return number


def _measured(case: Case, runs: int) -> Comparison:
    ours, theirs = ready(case.ours), ready(case.theirs)
    if case.most_runs is not None:
        return compare(ours, theirs, runs=min(runs, case.most_runs), warm_up=False)
    return compare(ours, theirs, runs=runs, warm_up=True)


if __name__ == "__main__":
    sys.exit(main())
