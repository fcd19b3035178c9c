"""`python -m benchmarks scale`: `segment --engine duckdb` against the obvious SQL, and what more customers cost.

First both over one portfolio, alternating: ratio of wall time, and the memory of the largest process. Then `segment` over growing
portfolios: seconds, memory, bytes read, and the exponent of the cost from the first to the last. `--shape even` makes portfolios in
which nearly all values differ. Portfolios are made on first use, as far as the disk reaches.
"""

import argparse
import shutil
import subprocess
import sys
from math import log
from pathlib import Path

from benchmarks.measure import Command, Run, compare, run

PEER = Path(__file__).parent / "peers" / "sql_segment.py"
TIME_TARGET, MEMORY_TARGET, EXPONENT_TARGET = 0.5, 500_000_000, 1.05
_BYTES_EACH = 12
"""A customer takes about so much of the disk; twice that while a portfolio is made."""
_LINE = "{:>13} {:>9} {:>9} {:>9} {:>10}"


def main(arguments: list[str], out: Path) -> int:
    """Measure and print; always 0."""
    wanted = _parser().parse_args(arguments)
    keyclient = (sys.executable, "-m", "keyclient")
    if wanted.customers:
        _race(keyclient, portfolio(out, int(wanted.customers), wanted.shape), wanted)
    sizes = [int(size) for size in wanted.sizes]
    runs = [_grown(keyclient, out, size, wanted) for size in sizes]
    done = [(size, each) for size, each in zip(sizes, runs, strict=True) if each is not None]
    if len(done) > 1:
        (first, start), (last, end) = done[0], done[-1]
        exponent = log(end.seconds / start.seconds) / log(last / first)
        print(f"exponent of cost from {first:,} to {last:,}: {exponent:.2f} (target {EXPONENT_TARGET})")
    return 0


def portfolio(out: Path, customers: int, shape: str) -> Path:
    """A portfolio of that size and shape; created on first use."""
    folder = out / f"portfolio-{shape}-{customers}"
    if not folder.exists():
        command = (sys.executable, "-m", "benchmarks.portfolios", str(customers), str(folder), shape)
        subprocess.run(command, check=True)
    return folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks scale", description=__doc__)
    parser.add_argument(
        "--customers", type=float, default=50e6, help="customers of the race; 0: none (default 50e6)"
    )
    parser.add_argument(
        "--sizes", type=float, nargs="*", default=[1e6, 10e6, 50e6, 100e6], help="sizes of the second table"
    )
    parser.add_argument("--memory", default="1GB", help="memory limit of both (default 1GB)")
    parser.add_argument("--shape", choices=("uneven", "even"), default="uneven")
    parser.add_argument("--runs", type=int, default=2, help="runs of each command, alternating (default 2)")
    parser.add_argument("--keep", action="store_true", help="keep the portfolios of the second table")
    return parser


def _segment(keyclient: Command, folder: Path, memory: str) -> Command:
    how = ("--engine", "duckdb", "--memory-limit", memory, "-f", "json")
    return (*keyclient, "--quiet", "segment", str(folder), "--measure", "aum", *how)


def _race(keyclient: Command, folder: Path, wanted: argparse.Namespace) -> None:
    theirs = (sys.executable, str(PEER), str(folder), wanted.memory)
    found = compare(_segment(keyclient, folder, wanted.memory), theirs, runs=wanted.runs, warm_up=True)
    ours, peer = found.ours(), found.theirs()
    print(f"{folder.name}: segment {ours.seconds:.2f} s, obvious SQL {peer.seconds:.2f} s")
    print(f"time {found.time_ratio:.2f} (target {TIME_TARGET})")
    print(
        f"largest process {ours.peak_bytes / 1e6:.0f} MB (target {MEMORY_TARGET / 1e6:.0f}); SQL {peer.peak_bytes / 1e6:.0f} MB"
    )


def _grown(keyclient: Command, out: Path, customers: int, wanted: argparse.Namespace) -> Run | None:
    """One run over a portfolio of that size; None where the disk does not hold it."""
    folder = out / f"portfolio-{wanted.shape}-{customers}"
    there = folder.exists()
    if not there and shutil.disk_usage(out).free < 2 * _BYTES_EACH * customers:
        print(f"{customers:>13,} the disk is too small")
        return None
    found = run(_segment(keyclient, portfolio(out, customers, wanted.shape), wanted.memory))
    if not there and not wanted.keep:
        shutil.rmtree(folder)
    read = "" if found.bytes_read is None else f"{found.bytes_read / 1e6:.0f} MB"
    seconds, peak = f"{found.seconds:.2f} s", f"{found.peak_bytes / 1e6:.0f} MB"
    print(
        _LINE.format(f"{customers:,}", seconds, peak, read, f"{found.seconds / customers * 1e6:.3f} s/M"),
        flush=True,
    )
    return found
