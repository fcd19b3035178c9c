"""`python -m tests.writeback FOLDER [--only .xlsx]`: every file of a folder written back, and what became of it."""

import argparse
import multiprocessing
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.limits import OutOfTime, memory, within
from tests.writeback.one import Outcome, Written, write_back

SECONDS = 300
MEMORY_MB = 4096
BAD = frozenset({Outcome.LOST, Outcome.CRASHED})


def main() -> int:
    """Writes every file of a folder back in a folder of its own; returns 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.writeback", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", action="append", help="files with this suffix; may be given several times")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    written = []
    with multiprocessing.get_context("fork").Pool(given.jobs, maxtasksperchild=1) as pool:
        for found in pool.imap(partial(_one, folder=given.folder), _paths(given.folder, given.only)):
            written.append(found)
            if found.outcome in BAD or found.outcome is Outcome.REFUSED:
                sys.stdout.write(
                    f"{found.outcome.name} {found.file}: {found.why} {' | '.join(found.found)}\n"
                )
                sys.stdout.flush()
    counts = Counter(found.outcome for found in written)
    sys.stdout.write("\n" + "\n".join(f"{outcome.value}: {counts[outcome]}" for outcome in Outcome) + "\n")
    return int(any(counts[outcome] for outcome in BAD))


def _paths(folder: Path, only: list[str] | None) -> Iterator[Path]:
    paths = [folder] if folder.is_file() else sorted(filter(Path.is_file, folder.rglob("*")))
    yield from (path for path in paths if only is None or path.suffix.lower() in only)


def _one(path: Path, folder: Path) -> Written:
    name = path.name if path == folder else str(path.relative_to(folder))
    with tempfile.TemporaryDirectory() as beside:
        try:
            with within(SECONDS), memory(MEMORY_MB):
                return write_back(path, name, Path(beside))
        except (OutOfTime, MemoryError):
            return Written(name, Outcome.CRASHED, "the comparison ran out of time or memory")


if __name__ == "__main__":
    sys.exit(main())
