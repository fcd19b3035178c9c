"""`python -m tests.independent FOLDER [--jobs N] [--json OUT]`: where keyclient and the independent readers differ."""

import argparse
import dataclasses
import json
import multiprocessing
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.independent.compare import REMARKS, Compared, Kind, compare
from tests.limits import OutOfTime, memory, within

SECONDS = 120
MEMORY_MB = 4096
"""The independent readers know no limits of their own, and are handed files of all kinds."""


def main() -> int:
    """Compares every file of a folder; returns 1 when anything speaks against keyclient."""
    parser = argparse.ArgumentParser(prog="python -m tests.independent", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write all findings to this file")
    given = parser.parse_args()
    paths = (
        [given.folder] if given.folder.is_file() else sorted(filter(Path.is_file, given.folder.rglob("*")))
    )
    warnings.simplefilter("ignore")
    compared = []
    with multiprocessing.get_context("fork").Pool(given.jobs, maxtasksperchild=20) as pool:
        named = (
            (path, str(path.relative_to(given.folder)) if path != given.folder else path.name)
            for path in paths
        )
        for found in pool.imap(_one, named):
            compared.append(found)
            for finding in found.findings:
                sys.stdout.write(f"{finding.kind.name:8} {finding.file}: {finding.detail}\n")
                sys.stdout.flush()
    if given.json is not None:
        given.json.write_text(json.dumps(list(_plain(compared)), ensure_ascii=False, indent=1), "utf-8")
    sys.stdout.write("\n" + summary(compared) + "\n")
    return int(any(finding.kind not in REMARKS for found in compared for finding in found.findings))


def summary(compared: Iterable[Compared]) -> str:
    """The counts."""
    everything = list(compared)
    files = Counter(
        finding.kind for found in everything for finding in {f.kind: f for f in found.findings}.values()
    )
    lines = [
        f"files: {len(everything)}",
        f"with a table, as the independent readers see it: {sum(found.readable for found in everything)}",
        f"  of these answered by check: {sum(found.readable and found.answered for found in everything)}",
        f"without one, but answered: {sum(not found.readable and found.answered for found in everything)}",
        f"columns measured by segment: {sum(found.measured for found in everything)}",
        *(f"{kind.value}: {files[kind]} files" for kind in Kind),
    ]
    return "\n".join(lines)


def _one(named: tuple[Path, str]) -> Compared:
    path, name = named
    try:
        with within(SECONDS), memory(MEMORY_MB):
            return compare(path, name)
    except (OutOfTime, MemoryError):
        return Compared(name, why="the comparison ran out of time or memory")


def _plain(compared: Iterable[Compared]) -> Iterator[dict[str, object]]:
    for found in compared:
        yield dataclasses.asdict(found)


if __name__ == "__main__":
    sys.exit(main())
