"""`python -m tests.hostile DIR [--mutants N] [--seed S] [--judge [WORD]]`: hostile files, or mutants, in a folder.

Without `--judge` they are only written, so that any command can be run over the folder. With it each is read at once,
and what does not end as it must is told, whether it is listed in `not_yet.py` or not, and what is listed there in vain.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.case import EITHER, Ends
from tests.hostile.judging import SECONDS, disagreement, ending
from tests.hostile.mutants import mutants
from tests.hostile.not_yet import NOT_YET
from tests.hostile.table import CASES
from tests.limits import OutOfTime, within

_UNFIT = re.compile(r"[^\w .]")


def main() -> int:
    """Writes the files, and reads them where that is wanted; returns 1 when any does not end as it must."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mutants", type=int, default=0, help="so many mutants instead of the hostile files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--judge", nargs="?", const="", metavar="WORD", help="read those whose names have WORD in them"
    )
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    files = (
        _mutants(given.folder, given.mutants, given.seed)
        if given.mutants
        else _cases(given.folder, given.judge or "")
    )
    read = wrong = 0
    for name, path, ends in files:
        if given.judge is None or given.judge not in name:
            continue
        read += 1
        said = _judged(path, ends)
        wrong += said is not None
        if said is not None:
            sys.stdout.write(f"{name}: {said}\n")
        elif name in NOT_YET:
            sys.stdout.write(f"{name}: ends as it must; take it out of NOT_YET\n")
        sys.stdout.flush()
    sys.stdout.write(f"{read} files read, {wrong} of them do not end as they must\n")
    return int(wrong > 0)


def _judged(path: Path, ends: Ends | tuple[Ends, ...]) -> str | None:
    """How a file does not end as it must."""
    try:
        with within(SECONDS):
            return disagreement(ending(path), ends)
    except (Exception, OutOfTime) as error:
        return f"{type(error).__name__}: {error}"


def _mutants(folder: Path, count: int, seed: int) -> Iterator[tuple[str, Path, Ends | tuple[Ends, ...]]]:
    for mutant in mutants(count, seed):
        path = folder / f"{mutant.number:06}-{mutant.how}.{mutant.suffix}"
        path.write_bytes(mutant.content)
        yield path.name, path, EITHER


def _cases(folder: Path, word: str) -> Iterator[tuple[str, Path, Ends | tuple[Ends, ...]]]:
    for number, case in enumerate(CASES.values()):
        if word in case.name:
            place = folder / f"{number:03} {_UNFIT.sub('_', case.name)}"
            place.mkdir(exist_ok=True)
            yield case.name, case.make(place), case.ends


if __name__ == "__main__":
    sys.exit(main())
